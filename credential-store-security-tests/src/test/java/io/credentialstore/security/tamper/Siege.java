package io.credentialstore.security.tamper;

import io.credentialstore.CredentialStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** An attacker beside an open store, both on a fresh copy of the prepared store. */
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
        attacker = new Attacker(rich.ground());
    }

    CredentialStore store() {
        return store;
    }

    Attacker attacker() {
        return attacker;
    }

    /** Whether the trail has grown too long, or at all where the mutation is about its end, its counts or the state. */
    boolean isWornFor(Mutation mutation) throws SQLException {
        boolean isEnd = Set.of("store_state", "credential_access_counts")
                .contains(mutation.table().name());
        return added() > (isEnd || mutation.reaches(rich.lastSeq()) ? 0 : WORN);
    }

    /** From the end: an entry that the attacker left without a number may count as the last, or not. */
    private long added() throws SQLException {
        return Sql.texts(attacker.connection(), "SELECT 1 FROM credential_audit_log WHERE seq > " + rich.lastSeq())
                .size();
    }

    @Override
    public void close() throws SQLException {
        attacker.close();
        store.close();
    }
}
