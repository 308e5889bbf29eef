package io.credentialstore.benchmarks.report;

import java.util.Arrays;
import java.util.Locale;

/** A Markdown table that grows row by row. Not thread-safe. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    Table(String... head) {
        row((Object[]) head);
        row(Arrays.stream(head).map(cell -> "---").toArray());
    }

    Table row(Object... cells) {
        for (Object cell : cells) {
            text.append("| ")
                    .append(cell instanceof Double number ? number(number) : cell)
                    .append(' ');
        }
        text.append("|\n");
        return this;
    }

    /** Three digits are as many as can be trusted; a dash for what is not known. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.3f", value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
