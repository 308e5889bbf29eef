package io.credentialstore.security.database;

import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.jdbc.internal.postgres.PostgresOpening;
import io.credentialstore.jdbc.internal.postgres.PostgresSettings;
import io.credentialstore.security.report.Figures;
import io.credentialstore.spi.Storage;
import java.nio.file.Path;
import java.time.Duration;

/** The databases that a store can be kept in. A place in one is a path or a URL, so that another process can be told. */
public enum Database {
    SQLITE(""),
    POSTGRES(" on PostgreSQL");

    private static final String URL = "jdbc:postgresql:";

    /** Longer than a server needs to come back: what a call answers must not depend on how fast the machine is. */
    private static final PostgresSettings PATIENT = PostgresSettings.defaults().withPatience(Duration.ofSeconds(60));

    private final String suffix;

    Database(String suffix) {
        this.suffix = suffix;
    }

    /** A place with no store in it; a folder that has none takes the file. */
    public String newPlace(Path folder) {
        return switch (this) {
            case SQLITE -> folder.resolve("store.db").toString();
            case POSTGRES -> Postgres.newPlace();
        };
    }

    /** Opens a place, of whichever database it is. */
    public static Storage open(String place) {
        return place.startsWith(URL)
                ? PostgresOpening.open(Postgres.at(place), PATIENT)
                : SqliteStorage.open(Path.of(place));
    }

    /** The figures of a suite on this database. */
    public Figures figures(String suite) {
        return Figures.of(suite + suffix);
    }
}
