package io.credentialstore.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java blocks of a Markdown page and the regions of source files that they must equal. Each block is preceded by a comment
 * {@code <!-- snippet: ClassName#region -->}.
 */
final class Snippets {
    private static final Pattern FENCE = Pattern.compile("( *)(`{3,}|~{3,}) *([^ `]*).*");
    private static final Pattern MARKER = Pattern.compile(" *<!-- snippet: (\\w+)#([\\w-]+) -->");
    private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::([\\w-]+)\\[]");

    private final List<Path> sources;

    Snippets(Path... sources) {
        this.sources = List.of(sources);
    }

    /** One block: its lines are the page's from {@code first} to before {@code end}. */
    private record Block(int first, int end, String indent, Matcher marker) {}

    /** The page with each block replaced by its region. */
    String filled(String page) throws IOException {
        List<String> lines = new ArrayList<>(page.lines().toList());
        List<Block> blocks = blocks(lines);
        for (int i = blocks.size() - 1; i >= 0; i--) {
            Block block = blocks.get(i);
            lines.subList(block.first(), block.end()).clear();
            List<String> region = region(block.marker().group(1), block.marker().group(2));
            lines.addAll(
                    block.first(),
                    region.stream()
                            .map(line -> line.isEmpty() ? line : block.indent() + line)
                            .toList());
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        int at = 0;
        while (at < lines.size()) {
            Matcher fence = FENCE.matcher(lines.get(at));
            if (!fence.matches()) {
                at++;
                continue;
            }
            int end = closing(lines, at, fence);
            if (fence.group(3).toLowerCase(Locale.ROOT).startsWith("java")) {
                blocks.add(new Block(at + 1, end, fence.group(1), marker(lines, at)));
            }
            at = end + 1;
        }
        return blocks;
    }

    private static int closing(List<String> lines, int opening, Matcher fence) {
        for (int i = opening + 1; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(fence.group(2))) {
                return i;
            }
        }
        throw new AssertionError("line " + (opening + 1) + ": the block is never closed");
    }

    private static Matcher marker(List<String> lines, int fence) {
        int before = fence - 1;
        while (before >= 0 && lines.get(before).isBlank()) {
            before--;
        }
        Matcher marker = MARKER.matcher(before < 0 ? "" : lines.get(before));
        if (!marker.matches()) {
            throw new AssertionError(
                    "line " + (fence + 1)
                            + ": a Java block needs a line before it that says where it is from: <!-- snippet: Class#region -->");
        }
        return marker;
    }

    /** All parts of a region, without the indentation that they share. */
    List<String> region(String className, String name) throws IOException {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        boolean seen = false;
        for (String line : Files.readAllLines(source(className))) {
            Matcher tag = TAG.matcher(line);
            if (!tag.matches()) {
                if (inside) {
                    found.add(line);
                }
            } else if (tag.group(2).equals(name)) {
                if (inside == tag.group(1).equals("tag")) {
                    throw new AssertionError(className + ": the region " + name + " is opened or closed twice");
                }
                inside = !inside;
                seen = true;
            }
        }
        if (!seen || inside) {
            throw new AssertionError(className + (seen ? ": never closed: " : ": has no region ") + name);
        }
        return String.join("\n", found).stripIndent().lines().toList();
    }

    private Path source(String className) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : sources) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(path -> path.endsWith(className + ".java")).forEach(files::add);
            }
        }
        if (files.size() != 1) {
            throw new AssertionError(className + ".java is there " + files.size() + " times");
        }
        return files.get(0);
    }
}
