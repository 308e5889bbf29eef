package io.credentialstore.jdbc;

import io.credentialstore.jdbc.internal.postgres.PostgresSettings;
import io.credentialstore.jdbc.internal.sqlite.SqliteSettings;
import io.credentialstore.spi.Storage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The databases that a store can be kept in, for tests of what holds in each. A place is a path or a URL. */
enum Database {
    SQLITE("BEGIN IMMEDIATE", "PRAGMA foreign_keys = OFF"),
    POSTGRES("BEGIN; SELECT 1 FROM store_state FOR UPDATE", "SET session_replication_role TO replica");

    private static final String URL = "jdbc:postgresql:";

    private final String takeTurn;
    private final String forgetRules;

    Database(String takeTurn, String forgetRules) {
        this.takeTurn = takeTurn;
        this.forgetRules = forgetRules;
    }

    private static Database at(String place) {
        return place.startsWith(URL) ? POSTGRES : SQLITE;
    }

    static Storage open(String place, Duration patience) {
        return switch (at(place)) {
            case SQLITE ->
                SqliteStorage.open(Path.of(place), SqliteSettings.defaults().withPatience(patience));
            case POSTGRES ->
                PostgresStorage.open(server(place), PostgresSettings.defaults().withPatience(patience));
        };
    }

    static DataSource server(String place) {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setURL(place);
        return server;
    }

    /** As somebody connects who has the database's own tools, and not this library. */
    static Connection connect(String place) throws SQLException {
        if (at(place) == SQLITE) {
            return Sqlite.open(Path.of(place));
        }
        Connection connection = server(place).getConnection();
        Sqlite.execute(connection, "SET search_path TO credential_store");
        return connection;
    }

    /** Keeps every writer of the store waiting until {@link #endTurn}. */
    static Connection takeTurn(String place) throws SQLException {
        Connection connection = connect(place);
        Sqlite.execute(connection, at(place).takeTurn);
        return connection;
    }

    static void endTurn(Connection connection) throws SQLException {
        Sqlite.execute(connection, "ROLLBACK");
    }

    /** Changes rows as the tables' rules forbid it. */
    static void breakRules(String place, String... statements) throws SQLException {
        try (Connection connection = connect(place)) {
            Sqlite.execute(connection, at(place).forgetRules);
            Sqlite.execute(connection, statements);
        }
    }
}
