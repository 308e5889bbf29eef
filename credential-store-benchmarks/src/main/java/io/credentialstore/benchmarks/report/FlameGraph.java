package io.credentialstore.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws a profile: callers below, what they call above, each as wide as its share. Titles of boxes tell the rest. */
final class FlameGraph {
    private static final int WIDTH = 1_000;
    private static final int ROW = 17;
    private static final int DEPTH = 44;
    private static final double NARROWEST = 1.5;
    private static final int LETTER = 7;

    private final StringBuilder svg = new StringBuilder();
    private final int total;

    private FlameGraph(int total) {
        this.total = total;
    }

    static String toSvg(Profile profile) {
        FlameGraph graph = new FlameGraph(Math.max(1, profile.stacks().size()));
        graph.add("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">
                """, WIDTH, DEPTH * ROW);
        graph.draw(profile.stacks(), 0, 0);
        return graph.svg.append("</svg>\n").toString();
    }

    /** Stacks that are equal below this depth stand on the same box. */
    private void draw(List<List<String>> stacks, int depth, double x) {
        Map<String, List<List<String>>> calls = stacks.stream()
                .filter(stack -> stack.size() > depth)
                .collect(Collectors.groupingBy(stack -> stack.get(depth), TreeMap::new, Collectors.toList()));
        double left = x;
        for (Map.Entry<String, List<List<String>>> call : calls.entrySet()) {
            double width = (double) WIDTH * call.getValue().size() / total;
            if (width >= NARROWEST && depth < DEPTH) {
                box(call.getKey(), depth, left, width);
                draw(call.getValue(), depth + 1, left);
            }
            left += width;
        }
    }

    private void box(String frame, int depth, double x, double width) {
        int y = (DEPTH - 1 - depth) * ROW;
        add(
                """
                <g><title>%s, %.1f %%</title><rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s" stroke="#ffffff" \
                stroke-width="0.5"/><text x="%.1f" y="%d" fill="#1b1f24">%s</text></g>
                """,
                escape(frame),
                100 * width / WIDTH,
                x,
                y,
                width,
                ROW - 1,
                colour(frame),
                x + 3,
                y + 12,
                escape(label(frame, (int) width / LETTER)));
    }

    /** Class and method, as far as they fit. */
    private static String label(String frame, int letters) {
        int method = frame.lastIndexOf('.');
        String label = frame.substring(frame.lastIndexOf('.', method - 1) + 1);
        return letters < 4 ? "" : label.substring(0, Math.min(letters, label.length()));
    }

    private void add(String template, Object... values) {
        svg.append(String.format(Locale.ROOT, template, values));
    }

    private static String colour(String frame) {
        if (frame.startsWith("io.credentialstore.")) {
            return "#9ecbff";
        }
        return frame.startsWith("org.sqlite.") ? "#ffc680" : "#d8dee4";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
