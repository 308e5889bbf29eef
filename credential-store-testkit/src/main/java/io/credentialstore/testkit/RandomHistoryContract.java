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
    private static final int HISTORIES = 5;
    private static final int STEPS = 150;

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

    /** Opening takes long, so it is rare. */
    private static History.Step step(Random random) {
        boolean reopens = random.nextInt(STEPS) == 0;
        History.Verb[] verbs = History.Verb.values();
        History.Verb verb = reopens ? History.Verb.REOPEN : verbs[random.nextInt(verbs.length - 1)];
        return new History.Step(verb, random.nextInt(), random.nextInt(), random.nextInt());
    }
}
