package io.credentialstore.security.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls that strace counts: it does so for each thread and each call by itself. */
final class Calls {
    private static final Pattern LINE = Pattern.compile("^(\\d+) +(\\w+)\\(.*");

    private Calls() {}

    /**
     * One call of the file system.
     *
     * @param name such as {@code fsync}
     * @param number from 1, among those of this name that one thread makes
     */
    record Nth(String name, int number) {
        /** Reads what {@link #toString} wrote. */
        static Nth of(String line) {
            int space = line.indexOf(' ');
            return new Nth(line.substring(0, space), Integer.parseInt(line.substring(space + 1)));
        }

        @Override
        public String toString() {
            return name + " " + number;
        }
    }

    /** The calls of the thread that made most of each, in no order of time. */
    static List<Nth> in(Path log) throws IOException {
        Map<String, Integer> ofThread = new HashMap<>();
        List<Nth> calls = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            Matcher call = LINE.matcher(line);
            if (call.matches()) {
                int number = ofThread.merge(call.group(1) + call.group(2), 1, Integer::sum);
                Nth nth = new Nth(call.group(2), number);
                if (!calls.contains(nth)) {
                    calls.add(nth);
                }
            }
        }
        return calls;
    }
}
