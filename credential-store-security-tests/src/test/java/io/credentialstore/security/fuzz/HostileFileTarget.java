package io.credentialstore.security.fuzz;

import io.credentialstore.CredentialStore;

/** Any bytes as the file of a store: a typed refusal, and nothing beside the file but what SQLite puts there. */
final class HostileFileTarget {
    private static final StoreFile FILE = new StoreFile();

    private HostileFileTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        FILE.holds(input);
        Refusals.resultOf(FILE::open).ifPresent(CredentialStore::close);
        FILE.assertAlone();
    }
}
