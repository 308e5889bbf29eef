package io.credentialstore.security.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a process said of its calls before it ended.
 *
 * @param outcomes of the steps that returned or failed
 * @param inFlight the step that was under way when the process ended, or null
 */
record Account(Map<Step, String> outcomes, @Nullable Step inFlight) {
    /** The storage failed: nothing was decided, and nothing may have happened. */
    private static final Set<String> UNDECIDED = Set.of("!STORE_BUSY", "!STORAGE_FULL", "!STORAGE_FAILURE");

    /** What is said of a step for which there was too little memory. */
    static final String OUT_OF_MEMORY = "!OUT_OF_MEMORY";

    /** Where a process writes it down, in the folder of its store. */
    static Path fileIn(Path folder) {
        return folder.resolve("account");
    }

    /** Reads the account of the process that used this folder. */
    static Account in(Path folder) {
        Map<Step, String> outcomes = new EnumMap<>(Step.class);
        lines(folder).forEach(line -> {
            String[] said = line.split("\t", 2);
            stepNamed(said[0]).ifPresent(step -> outcomes.put(step, said[1]));
        });
        Set<Step> left = EnumSet.allOf(Step.class);
        left.removeAll(outcomes.keySet());
        return new Account(outcomes, left.stream().findFirst().orElse(null));
    }

    /** As the process says it. */
    static String line(String what, String outcome) {
        return what + "\t" + outcome;
    }

    private static Optional<Step> stepNamed(String name) {
        return EnumSet.allOf(Step.class).stream()
                .filter(step -> step.name().equals(name))
                .findFirst();
    }

    /** Without one that was cut short, which was not said. */
    private static Stream<String> lines(Path folder) {
        String text = text(folder);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines();
    }

    private static String text(Path folder) {
        try {
            return Files.exists(fileIn(folder)) ? Files.readString(fileIn(folder)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came out of the process that was not the library's own exception. */
    static List<String> untyped(Path folder) {
        return lines(folder).filter(line -> line.startsWith(Rounds.THROWN)).toList();
    }

    /** The steps whose effect must be there. */
    Set<Step> acknowledged() {
        Set<Step> decided = EnumSet.noneOf(Step.class);
        outcomes.forEach((step, outcome) -> {
            if (!UNDECIDED.contains(outcome) && !outcome.equals(OUT_OF_MEMORY)) {
                decided.add(step);
            }
        });
        return decided;
    }

    /** The steps that failed without any effect. */
    Set<Step> undecided() {
        Set<Step> undecided = EnumSet.noneOf(Step.class);
        outcomes.forEach((step, outcome) -> {
            if (UNDECIDED.contains(outcome)) {
                undecided.add(step);
            }
        });
        return undecided;
    }

    /** The steps whose effect is there entirely or not at all, and nobody was told which. */
    Set<Step> uncertain() {
        Set<Step> uncertain = EnumSet.noneOf(Step.class);
        if (inFlight != null) {
            uncertain.add(inFlight);
        }
        outcomes.forEach((step, outcome) -> {
            // pruning takes two transactions: the first one stays when the second fails, and asking again goes on
            if (outcome.equals(OUT_OF_MEMORY) || (step == Step.PRUNE && UNDECIDED.contains(outcome))) {
                uncertain.add(step);
            }
        });
        return uncertain;
    }
}
