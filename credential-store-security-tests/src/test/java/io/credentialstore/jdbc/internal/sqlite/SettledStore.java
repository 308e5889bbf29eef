package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.spi.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A process that writes and reads a store so often, to whose clock nothing in the folder is recent. */
public final class SettledStore {
    private static final SqliteSettings SETTINGS =
            SqliteSettings.defaults().withClock(InstantSource.offset(InstantSource.system(), Duration.ofHours(1)));

    private SettledStore() {}

    /**
     * Runs.
     *
     * @param arguments the file, and how often
     */
    public static void main(String[] arguments) {
        try (Storage storage = SqliteOpening.open(Path.of(arguments[0]), SETTINGS)) {
            for (int turn = 0; turn < Integer.parseInt(arguments[1]); turn++) {
                storage.write(tx -> tx.state().find().isPresent());
                storage.read(tx -> tx.state().find().isPresent());
            }
        }
    }
}
