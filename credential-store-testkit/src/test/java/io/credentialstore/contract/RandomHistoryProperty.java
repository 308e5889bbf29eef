package io.credentialstore.contract;

import io.credentialstore.spi.Storage;
import io.credentialstore.testkit.History;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Any history at all, shrunk to the shortest one when a store answers differently than the model. */
abstract class RandomHistoryProperty {
    private static final int LONGEST = 150;

    /** Prepares an empty place for one store, and opens it again and again. */
    protected abstract Supplier<Storage> sharedStorage();

    @Property(tries = 30)
    void history_givesTheAnswersOfTheModel(@ForAll("histories") List<History.Step> steps) {
        History.play(sharedStorage(), steps);
    }

    @Provide
    Arbitrary<List<History.Step>> histories() {
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-119, 119);
        return Combinators.combine(verbs(), small(2), small(1), minutes)
                .as(History.Step::new)
                .list()
                .ofMaxSize(LONGEST)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    /** Retrievals and grants make most of a history; opening takes long, so it is rare. */
    private static Arbitrary<History.Verb> verbs() {
        return Arbitraries.frequency(
                Tuple.of(15, History.Verb.STORE),
                Tuple.of(10, History.Verb.ROTATE),
                Tuple.of(3, History.Verb.REVOKE),
                Tuple.of(3, History.Verb.DELETE),
                Tuple.of(20, History.Verb.GRANT),
                Tuple.of(5, History.Verb.REVOKE_ACCESS),
                Tuple.of(30, History.Verb.RETRIEVE),
                Tuple.of(10, History.Verb.HAS_ACCESS),
                Tuple.of(20, History.Verb.MOVE_CLOCK),
                Tuple.of(1, History.Verb.REOPEN));
    }

    private static Arbitrary<Integer> small(int largest) {
        return Arbitraries.integers().between(0, largest);
    }
}
