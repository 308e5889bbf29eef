package io.credentialstore.security.leak;

import io.credentialstore.testkit.Canary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looks for many canaries in many bytes at once: whatever stands at a place is looked up by its first eight bytes, as
 * Rabin and Karp do.
 */
final class Search {
    private static final int FILTER_BITS = 22;
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private final Map<Long, List<Pattern>> byStart = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);
    private int patterns;
    private long bytes;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Pattern(String canary, String form, byte[] bytes) {
        boolean startsBefore(byte[] haystack, int end) {
            int from = end - Canary.SHORTEST;
            return from + bytes.length <= haystack.length
                    && Arrays.equals(haystack, from, from + bytes.length, bytes, 0, bytes.length);
        }
    }

    /** One canary in one file, in one encoding. */
    record Hit(String canary, String form, Path file) {}

    Search(Collection<Canary> canaries) {
        for (Canary canary : canaries) {
            canary.patterns().forEach((form, bytes) -> add(new Pattern(canary.name(), form, bytes)));
        }
    }

    private void add(Pattern pattern) {
        long start = 0;
        for (int i = 0; i < Canary.SHORTEST; i++) {
            start = next(start, pattern.bytes()[i]);
        }
        filter.set(hash(start));
        byStart.computeIfAbsent(start, key -> new ArrayList<>()).add(pattern);
        patterns++;
    }

    private static long next(long window, byte b) {
        return (window << 8) | (b & 0xff);
    }

    private static int hash(long start) {
        return (int) ((start * GOLDEN_RATIO) >>> (64 - FILTER_BITS));
    }

    /** Everything that is found in a folder and below, each once. */
    Set<Hit> in(Path folder) {
        Set<Hit> hits = new LinkedHashSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                search(file, hits);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hits;
    }

    private void search(Path file, Set<Hit> hits) throws IOException {
        byte[] haystack = Files.readAllBytes(file);
        bytes += haystack.length;
        long window = 0;
        for (int end = 1; end <= haystack.length; end++) {
            window = next(window, haystack[end - 1]);
            if (filter.get(hash(window)) && end >= Canary.SHORTEST) {
                lookUp(window, haystack, end, file, hits);
            }
        }
    }

    private void lookUp(long window, byte[] haystack, int end, Path file, Set<Hit> hits) {
        for (Pattern pattern : byStart.getOrDefault(window, List.of())) {
            if (pattern.startsBefore(haystack, end)) {
                hits.add(new Hit(pattern.canary(), pattern.form(), file));
            }
        }
    }

    /** How many encodings of canaries are looked for. */
    int patterns() {
        return patterns;
    }

    /** How many bytes have been searched. */
    long bytes() {
        return bytes;
    }
}
