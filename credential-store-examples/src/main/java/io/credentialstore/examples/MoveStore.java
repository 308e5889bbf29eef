package io.credentialstore.examples;

import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.StoreMigration;
import io.credentialstore.audit.IntegrityReport;
import java.util.function.BiConsumer;

/** Moves a store with its keys and its trail to another storage, so that never two copies are alive. */
public final class MoveStore {
    private MoveStore() {}

    /**
     * Moves.
     *
     * @param here where the store is, such as {@code SqliteCredentialStore.builder(file)}
     * @param there where it is to be
     * @param progress is told a table, and how many of its rows are copied
     * @return what was found in the new place
     */
    public static IntegrityReport run(
            CredentialStoreBuilder here, CredentialStoreBuilder there, BiConsumer<String, Long> progress) {
        // tag::move[]
        IntegrityReport moved =
                StoreMigration.of(here, there).onProgress(progress).run("ops@example.com"); // broken off? run it again
        // end::move[]
        return moved;
    }
}
