package io.credentialstore.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines over labelled steps, as SVG with a logarithmic scale, in colours that can be read on light and on dark pages.
 * Immutable.
 *
 * @param title what is shown
 * @param unit of the values
 * @param steps labels from left to right
 * @param lines for each line its values, one for each step, of which only positive ones are drawn
 */
record Chart(String title, String unit, List<String> steps, Map<String, List<Double>> lines) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 380;
    private static final int LEFT = 80;
    private static final int RIGHT = 190;
    private static final int TOP = 50;
    private static final int BOTTOM = 40;

    private static final List<String> COLOURS =
            List.of("#2f81f7", "#d1690e", "#2da44e", "#a371f7", "#e5534b", "#8a6d00");

    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
            <style>
              text { fill: #24292f } .grid { stroke: #d0d7de }
              @media (prefers-color-scheme: dark) { text { fill: #c9d1d9 } .grid { stroke: #444c56 } }
            </style>
            <text x="%d" y="22" font-size="16">%s</text>
            <text x="%d" y="40">%s</text>
            """;

    String toSvg() {
        StringBuilder svg = new StringBuilder(format(HEAD, WIDTH, HEIGHT, LEFT, title, LEFT, unit));
        for (double power = bottom(); power <= top() * 1.001; power *= 10) {
            svg.append(grid(power));
        }
        for (int step = 0; step < steps.size(); step++) {
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n",
                    x(step), HEIGHT - 14, steps.get(step)));
        }
        List<String> names = List.copyOf(lines.keySet());
        for (int line = 0; line < names.size(); line++) {
            svg.append(line(names.get(line), COLOURS.get(line % COLOURS.size()), line));
        }
        return svg.append("</svg>\n").toString();
    }

    private String grid(double value) {
        return format(
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n"
                        + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                LEFT, WIDTH - RIGHT, y(value), y(value), LEFT - 8, y(value) + 4, Table.number(value));
    }

    private String line(String name, String colour, int place) {
        List<Double> values = lines.getOrDefault(name, List.of());
        String points = IntStream.range(0, values.size())
                .filter(step -> values.get(step) > 0)
                .mapToObj(step -> format("%.1f,%.1f", x(step), y(values.get(step))))
                .collect(Collectors.joining(" "));
        int row = TOP + 10 + 22 * place;
        return format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>%n"
                        + "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/><text x=\"%d\" y=\"%d\">%s</text>%n",
                points, colour, WIDTH - RIGHT + 14, row, colour, WIDTH - RIGHT + 32, row + 11, name);
    }

    private double x(int step) {
        int gaps = Math.max(1, steps.size() - 1);
        return LEFT + 12 + step * (WIDTH - LEFT - RIGHT - 24.0) / gaps;
    }

    private double y(double value) {
        double share = Math.log(value / bottom()) / Math.log(top() / bottom());
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private double bottom() {
        return Math.pow(10, Math.floor(Math.log10(lowest())));
    }

    private double top() {
        return Math.max(10 * bottom(), Math.pow(10, Math.ceil(Math.log10(highest()))));
    }

    private double lowest() {
        return lines.values().stream()
                .flatMap(List::stream)
                .filter(value -> value > 0)
                .min(Double::compare)
                .orElse(1.0);
    }

    private double highest() {
        return lines.values().stream()
                .flatMap(List::stream)
                .filter(value -> value > 0)
                .max(Double::compare)
                .orElse(1.0);
    }

    private static String format(String template, Object... values) {
        return String.format(Locale.ROOT, template, values);
    }
}
