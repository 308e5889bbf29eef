package io.credentialstore.testkit;

import io.credentialstore.spi.Storage;
import java.util.List;
import java.util.function.Supplier;

/**
 * A random history: steps that are done to a store and to a model of a few lines, which must give the same answers all
 * the way. At the end the store must verify, and its trail must have one entry for each step that leaves one.
 *
 * <p>Steps are made of numbers, so that any generator can make them; a property test that shrinks its samples finds the
 * shortest history that fails.
 */
public final class History {
    private History() {}

    /** What a step does. */
    public enum Verb {
        /** Stores a value under the credential's name. */
        STORE,
        /** Replaces its value. */
        ROTATE,
        /** Withdraws it. */
        REVOKE,
        /** Destroys it. */
        DELETE,
        /** Lets the entity read it, until so many minutes from now, or without end when that is zero. */
        GRANT,
        /** Takes the entity's grant back. */
        REVOKE_ACCESS,
        /** Releases its value to the entity. */
        RETRIEVE,
        /** Asks whether the entity could have it; leaves no entry. */
        HAS_ACCESS,
        /** Moves the clock by so many minutes, forth or back; leaves no entry. */
        MOVE_CLOCK,
        /** Closes the store and opens it again; leaves no entry. */
        REOPEN;

        boolean isRecorded() {
            return compareTo(HAS_ACCESS) < 0;
        }
    }

    /**
     * One step. Any number will do: it is brought into the range that is used.
     *
     * @param verb what is done
     * @param credential to which one of three
     * @param entity for which one of two
     * @param minutes how long, less than two hours in either direction, for the verbs that need it
     */
    public record Step(Verb verb, int credential, int entity, int minutes) {
        /** How many credentials there are. */
        static final int CREDENTIALS = 3;

        private static final int ENTITIES = 2;
        private static final int MINUTES = 120;

        /** Brings the numbers into range. */
        public Step {
            credential = Math.floorMod(credential, CREDENTIALS);
            entity = Math.floorMod(entity, ENTITIES);
            minutes = minutes % MINUTES;
        }
    }

    /**
     * Plays a history on an empty storage.
     *
     * @param storage opens the storage, with the same rows each time
     * @param steps what is done
     */
    public static void play(Supplier<Storage> storage, List<Step> steps) {
        try (HistoryPlayer player = new HistoryPlayer(storage)) {
            steps.forEach(player::play);
            player.assertAgreement();
        }
    }
}
