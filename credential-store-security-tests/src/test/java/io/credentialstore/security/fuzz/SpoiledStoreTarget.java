package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.model.Caller;
import io.credentialstore.value.ApiKey;
import java.util.Arrays;

/**
 * A genuine store in whose file some bytes were changed. The input is a list of edits: a place in three bytes, and the
 * bytes to put there. Opening, verifying and retrieving refuse with a typed error or work, and what is retrieved is never
 * anything but the true value.
 */
final class SpoiledStoreTarget {
    private static final StoreFile FILE = new StoreFile();
    private static final byte[] GENUINE = FILE.valid();

    private SpoiledStoreTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        FILE.holds(edited(new Input(input)));
        Refusals.resultOf(FILE::open).ifPresent(SpoiledStoreTarget::use);
        FILE.assertAlone();
    }

    private static byte[] edited(Input edits) {
        byte[] spoiled = GENUINE.clone();
        while (edits.hasMore()) {
            int place = (int) (edits.number(3) % spoiled.length);
            byte[] content = edits.chunk();
            if (content.length == 0) {
                spoiled = Arrays.copyOf(spoiled, Math.max(place, 1));
            }
            System.arraycopy(content, 0, spoiled, place, Math.min(content.length, spoiled.length - place));
        }
        return spoiled;
    }

    private static void use(CredentialStore store) {
        try (store) {
            Refusals.resultOf(store::verifyIntegrity);
            Refusals.resultOf(store::listCredentials);
            Refusals.resultOf(() -> store.retrieveCredential(StoreFile.NAME, Caller.skill(StoreFile.SKILL)))
                    .ifPresent(SpoiledStoreTarget::assertTrueValue);
        }
    }

    private static void assertTrueValue(RetrievedCredential retrieved) {
        try (retrieved) {
            String value = retrieved.value(ApiKey.class).apiKey().use(String::new);
            assertThat(value).isEqualTo(StoreFile.NAME);
        }
    }
}
