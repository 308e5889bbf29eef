package io.credentialstore.security.fault;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.jdbc.internal.sqlite.SqliteOpening;
import io.credentialstore.jdbc.internal.sqlite.SqliteSettings;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.testkit.Stores;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Asks for a value that it does not know, until no entry can be written any more, and shows its whole heap. */
final class Disclosure {
    static final String REFUSED = "refused.hprof";
    static final String RELEASED = "released.hprof";

    private Disclosure() {}

    /** Takes the folder of the store, the credential, and at how many pages the disk is full. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        CredentialId id = CredentialId.of(arguments[1]);
        SqliteSettings full = SqliteSettings.defaults().withMaxPages(Long.parseLong(arguments[2]));
        try (CredentialStore store = open(folder, full)) {
            System.out.println(retrieveUntilRefused(store, id));
            dump(folder.resolve(REFUSED));
        }
        try (CredentialStore store = open(folder, SqliteSettings.defaults());
                RetrievedCredential released = store.retrieveCredential(id, Stage.READER.id())) {
            dump(folder.resolve(RELEASED));
            System.out.println(released.credential().name());
        }
    }

    private static CredentialStore open(Path folder, SqliteSettings settings) {
        try (MasterKey key = Stage.Key.FIRST.load()) {
            return Stores.builder(() -> SqliteOpening.open(Stage.fileIn(folder), settings), key)
                    .open();
        }
    }

    private static String retrieveUntilRefused(CredentialStore store, CredentialId id) {
        try {
            while (true) {
                store.retrieveCredential(id, Stage.READER.id()).close();
            }
        } catch (CredentialStoreException e) {
            return e.code().name();
        }
    }

    /** With the garbage: what nobody refers to any more must be wiped as well. */
    private static void dump(Path file) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), false);
    }
}
