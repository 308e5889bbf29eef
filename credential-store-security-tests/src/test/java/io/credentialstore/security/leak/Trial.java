package io.credentialstore.security.leak;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.jdbc.internal.sqlite.SqliteOpening;
import io.credentialstore.jdbc.internal.sqlite.SqliteSettings;
import io.credentialstore.key.MasterKey;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.testkit.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A store of its own for one failure, opened when it is asked for. Not thread-safe. */
final class Trial implements AutoCloseable {
    static final Instant START = Instant.parse("2100-01-01T00:00:00Z");

    private final Path file;
    private final SettableClock clock = new SettableClock(START);
    private final MasterKey key = MasterKey.generate();
    private @Nullable CredentialStore store;

    Trial(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    SettableClock clock() {
        return clock;
    }

    CredentialStore store() {
        return opened(builder());
    }

    /** Its checkpoint stands beside the file. */
    CredentialStore witnessedStore() {
        return opened(builder()
                .checkpoints(CheckpointKeeper.inFile(file.resolveSibling(file.getFileName() + ".checkpoint"))));
    }

    private CredentialStore opened(CredentialStoreBuilder builder) {
        if (store == null) {
            store = builder.open();
        }
        return store;
    }

    /** Describes the store; what is opened by it is closed by whoever opens it. */
    CredentialStoreBuilder builder() {
        return Stores.builder(this::storage, key).clock(clock);
    }

    /** Describes a store in another file, under the same key. */
    CredentialStoreBuilder elsewhere() {
        Path other = file.resolveSibling(file.getFileName() + ".moved");
        return Stores.builder(() -> SqliteStorage.open(other), key).clock(clock);
    }

    SqliteStorage storage() {
        return SqliteStorage.open(file);
    }

    /** One more store on the same file, with little patience and a limit of its size; its caller closes it. */
    CredentialStore limited() {
        SqliteSettings settings =
                SqliteSettings.defaults().withPatience(Duration.ofMillis(250)).withMaxPages(100);
        return Stores.builder(() -> SqliteOpening.open(file, settings), key)
                .clock(clock)
                .open();
    }

    /** Runs SQL past the store. */
    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
            store = null;
        }
    }
}
