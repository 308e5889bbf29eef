package io.credentialstore.security.tamper;

import java.nio.file.Path;
import java.sql.SQLException;

/** The databases that a store can be kept in. */
enum Database {
    SQLITE("SQLite") {
        @Override
        Ground ground(Path directory, String name) {
            return new SqliteGround(directory.resolve(name + ".db"));
        }
    },
    POSTGRES("PostgreSQL") {
        @Override
        Ground ground(Path directory, String name) throws SQLException {
            return new PostgresGround();
        }
    };

    private final String product;

    Database(String product) {
        this.product = product;
    }

    /** A place for a store that is not there yet: in this directory, where stores are files. */
    abstract Ground ground(Path directory, String name) throws SQLException;

    /** The name of a suite's figures: a suite without any other name is about SQLite. */
    String figures(String suite) {
        return this == SQLITE ? suite : suite + ", " + product;
    }

    @Override
    public String toString() {
        return product;
    }
}
