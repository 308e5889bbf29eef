package io.credentialstore.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Samples of stacks, from the benchmark's method up. Immutable.
 *
 * @param stacks frames as {@code package.Class.method}, callers first
 */
public record Profile(List<List<String>> stacks) {
    /** What a frame says about the layer in which time was spent; the innermost that says anything decides. */
    private static final Map<String, String> LAYERS = new LinkedHashMap<>();

    static {
        LAYERS.put("org.sqlite.", "SQLite and its driver");
        LAYERS.put("org.jdbi.", "Jdbi");
        LAYERS.put("com.zaxxer.", "connection pool");
        LAYERS.put("io.credentialstore.internal.seal.Seals", "MACs");
        LAYERS.put("io.credentialstore.internal.crypto.HmacSha256", "MACs");
        LAYERS.put("io.credentialstore.internal.", "decryption and JSON");
        LAYERS.put("io.credentialstore.jdbc.", "storage");
        LAYERS.put("io.credentialstore.", "decision, trail, group commit");
    }

    /**
     * Reads a recording.
     *
     * @param recording the file
     * @param root where stacks begin; samples without it are of other threads
     * @return the profile
     * @throws IOException when it cannot be read
     */
    public static Profile read(Path recording, String root) throws IOException {
        List<List<String>> stacks = new ArrayList<>();
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            if (event.getStackTrace() != null) {
                List<String> frames = new ArrayList<>();
                event.getStackTrace().getFrames().forEach(frame -> frames.add(name(frame)));
                Collections.reverse(frames);
                int first = frames.indexOf(root);
                if (first >= 0) {
                    stacks.add(List.copyOf(frames.subList(first, frames.size())));
                }
            }
        }
        return new Profile(List.copyOf(stacks));
    }

    private static String name(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }

    static List<String> layerNames() {
        return LAYERS.values().stream().distinct().toList();
    }

    /** The share of a layer, in percent. */
    double share(String layer) {
        long samples = stacks.stream()
                .filter(stack -> layer(stack).filter(layer::equals).isPresent())
                .count();
        return 100.0 * samples / Math.max(1, stacks.size());
    }

    private static Optional<String> layer(List<String> stack) {
        for (int frame = stack.size() - 1; frame >= 0; frame--) {
            String name = stack.get(frame);
            Optional<String> layer = LAYERS.entrySet().stream()
                    .filter(known -> name.startsWith(known.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            if (layer.isPresent()) {
                return layer;
            }
        }
        return Optional.empty();
    }
}
