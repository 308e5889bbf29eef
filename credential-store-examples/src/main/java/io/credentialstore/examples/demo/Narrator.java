package io.credentialstore.examples.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints the story, with colours when somebody looks at a terminal. */
final class Narrator {
    private static final String BOLD = "1";
    private static final String GREEN = "32";
    private static final String RED = "31";

    private final PrintStream out;
    private final boolean colours;
    private int chapter;

    Narrator(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Whether standard output is a terminal whose user has not asked for plain text (no-color.org). */
    static boolean isTerminal() {
        String plain = System.getenv("NO_COLOR");
        return (plain == null || plain.isEmpty())
                && Optional.ofNullable(System.console())
                        .filter(Narrator::isTerminal)
                        .isPresent();
    }

    /** Up to JDK 21 there is a console only on a terminal; later ones have to be asked. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException upToJdk21) {
            return true;
        }
    }

    void title(String text) {
        out.println(paint(BOLD, text));
        out.println("=".repeat(text.length()));
    }

    void chapter(String title) {
        chapter++;
        String text = chapter + ". " + title;
        out.println();
        out.println(paint(BOLD, text));
        out.println("-".repeat(text.length()));
    }

    void say(String... lines) {
        List.of(lines).forEach(out::println);
    }

    void quote(String text) {
        text.lines().forEach(line -> out.println("    | " + line));
    }

    void done(String step) {
        out.println("  " + paint(GREEN, "[ok]") + " " + step);
    }

    void failed(String step) {
        out.println("  " + paint(RED, "[FAILED]") + " " + step);
    }

    /** The first row is the head; each column is as wide as its widest cell. */
    void table(List<List<String>> rows) {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        out.println("    " + paint(BOLD, line(rows.get(0), widths)));
        rows.stream().skip(1).forEach(row -> out.println("    " + line(row, widths)));
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(i ->
                        cells.get(i) + " ".repeat(widths.get(i) - cells.get(i).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private String paint(String colour, String text) {
        return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
