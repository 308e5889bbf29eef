package io.credentialstore.security.tamper;

import io.credentialstore.CredentialStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** An attacker beside an open store, both on a fresh copy of the prepared file. */
final class Siege implements AutoCloseable {
    /** Entries that calls under attack may add to the trail before a fresh copy is quicker to verify. */
    private static final int WORN = 100;

    private final RichStore rich;
    private final CredentialStore store;
    private final Attacker attacker;

    Siege(RichStore rich) throws SQLException, IOException {
        this.rich = rich;
        rich.restore();
        store = rich.open();
        attacker = new Attacker(rich.file());
    }

    CredentialStore store() {
        return store;
    }

    Attacker attacker() {
        return attacker;
    }

    /** Whether the trail has grown too long, or at all where the mutation is about its end, its counts or the state. */
    boolean isWornFor(Mutation mutation) throws SQLException {
        long added = Long.parseLong(Sql.texts(attacker.connection(), "SELECT MAX(seq) FROM credential_audit_log")
                        .get(0))
                - rich.lastSeq();
        boolean isEnd = Set.of("store_state", "credential_access_counts")
                .contains(mutation.table().name());
        return added > (isEnd || mutation.reaches(rich.lastSeq()) ? 0 : WORN);
    }

    @Override
    public void close() throws SQLException {
        attacker.close();
        store.close();
    }
}
