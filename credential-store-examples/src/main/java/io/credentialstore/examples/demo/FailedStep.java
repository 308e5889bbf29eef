package io.credentialstore.examples.demo;

/** A step of the demo did not do what it says. */
final class FailedStep extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedStep(String message) {
        super(message);
    }
}
