package io.credentialstore.testkit;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random histories, always the same ones: whatever is done in whichever order, a store answers as a model of a few lines
 * does. {@link History} lets a property test make more of them.
 */
public abstract class RandomHistoryContract extends StoreContract {
    private static final int HISTORIES = 4;
    private static final int STEPS = 300;

    /** For subclasses. */
    protected RandomHistoryContract() {}

    @TestFactory
    Stream<DynamicTest> history_givesTheAnswersOfTheModel() {
        return LongStream.rangeClosed(1, HISTORIES)
                .mapToObj(seed -> DynamicTest.dynamicTest(
                        "seed " + seed, () -> History.play(sharedStorage(), steps(new Random(seed)))));
    }

    private static List<History.Step> steps(Random random) {
        return IntStream.range(0, STEPS).mapToObj(n -> step(random)).toList();
    }

    private static History.Step step(Random random) {
        return new History.Step(verb(random), random.nextInt(), random.nextInt(), random.nextInt());
    }

    /** Mostly what is asked of a credential while it lives; opening takes long, so it is rare. */
    private static History.Verb verb(Random random) {
        if (random.nextInt(STEPS) == 0) {
            return History.Verb.REOPEN;
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> History.Verb.STORE;
            case 2 -> History.Verb.ROTATE;
            case 3, 4 -> History.Verb.GRANT;
            case 5, 6, 7 -> History.Verb.RETRIEVE;
            case 8 -> History.Verb.HAS_ACCESS;
            case 9, 10 -> History.Verb.MOVE_CLOCK;
            default -> ending(random);
        };
    }

    private static History.Verb ending(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> History.Verb.REVOKE;
            case 1 -> History.Verb.DELETE;
            default -> History.Verb.REVOKE_ACCESS;
        };
    }
}
