package io.credentialstore.security.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a store must be like on which some steps of the script, and no others, were played undisturbed. Thread-safe. */
final class Reference {
    private static final Map<Set<Step>, Run> RUNS = new ConcurrentHashMap<>();

    /**
     * What one undisturbed run came to.
     *
     * @param outcomes of the steps that were played
     * @param picture of the store after them
     */
    record Run(Map<Step, String> outcomes, Picture picture) {}

    private Reference() {}

    /** Played once and remembered. */
    static Run of(Set<Step> steps) {
        return RUNS.computeIfAbsent(Set.copyOf(steps), Reference::play);
    }

    private static Run play(Set<Step> steps) {
        Map<Step, String> outcomes = new EnumMap<>(Step.class);
        try (Stage stage = Stage.inMemory(Recording.newFolder())) {
            for (Step step : Step.values()) {
                if (steps.contains(step)) {
                    outcomes.put(step, stage.play(step));
                }
            }
            return new Run(outcomes, Picture.of(stage));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
