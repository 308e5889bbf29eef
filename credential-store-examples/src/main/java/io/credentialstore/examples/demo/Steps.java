package io.credentialstore.examples.demo;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks that each step did what it says; the first one that did not ends the demo. Never given a secret to compare. */
final class Steps {
    /** Something that is expected to be refused. */
    @FunctionalInterface
    interface Attempt {
        @Nullable
        Object run() throws Exception;
    }

    private final Narrator narrator;
    private int count;

    Steps(Narrator narrator) {
        this.narrator = narrator;
    }

    Narrator narrator() {
        return narrator;
    }

    int count() {
        return count;
    }

    void check(String step, boolean holds) {
        if (!holds) {
            throw failed(step, "it does not hold");
        }
        count++;
        narrator.done(step);
    }

    void equal(String step, @Nullable Object actual, @Nullable Object expected) {
        if (!Objects.equals(actual, expected)) {
            throw failed(step, "expected " + expected + " but found " + actual);
        }
        count++;
        narrator.done(step + ": " + actual);
    }

    /** Expects an exception of this type, and tells its message. */
    <E extends Exception> E refused(String step, Class<E> type, Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception e) {
            if (!type.isInstance(e)) {
                throw failed(
                        step,
                        "expected " + type.getSimpleName() + " but got "
                                + e.getClass().getSimpleName() + ": " + e.getMessage());
            }
            check(step, true);
            narrator.quote(String.valueOf(e.getMessage()));
            return type.cast(e);
        }
        throw failed(step, "expected " + type.getSimpleName() + " but it went through");
    }

    private FailedStep failed(String step, String why) {
        narrator.failed(step);
        return new FailedStep(step + ": " + why);
    }
}
