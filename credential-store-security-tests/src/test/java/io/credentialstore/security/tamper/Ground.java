package io.credentialstore.security.tamper;

import io.credentialstore.security.database.Database;
import io.credentialstore.spi.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where one store lies, and what an attacker can do there that depends on the database. */
interface Ground {
    /** A place for a store that is not there yet: in this directory, where stores are files. */
    static Ground of(Database database, Path directory, String name) throws SQLException {
        return switch (database) {
            case SQLITE -> new SqliteGround(directory.resolve(name + ".db"));
            case POSTGRES -> new PostgresGround();
        };
    }

    /** Opens the store's tables, or makes them. The store that is built on them closes them. */
    Storage storage();

    /** As somebody connects who has the database's own tools, and not this library. */
    Connection connect() throws SQLException;

    /** All tables of the store, as the database itself describes them, so that nothing which is added can be forgotten. */
    List<Table> tables(Connection connection) throws SQLException;

    /** Takes the tables' rules away, as far as that can be done for this connection alone. */
    void disarm(Connection connection, List<Table> tables) throws SQLException;

    /** Begins a transaction in which this table has as few rules as possible. */
    void begin(Connection connection, Table table) throws SQLException;

    /** Ends it. Nobody else ever sees the table without its rules. */
    void commit(Connection connection, Table table) throws SQLException;

    /** Whether the database has no way to hold the rows that it was given, whatever it is told. */
    boolean isImpossible(SQLException refusal);

    /** Whether text is handed out up to a zero byte only, so that a row may read as genuine which is not. */
    boolean cutsTextAtZero();

    /** Remembers all that there is. Nobody may have it open. */
    void keep() throws SQLException, IOException;

    /** Makes everything what it was when it was kept. Nobody may have it open. */
    void restore() throws SQLException, IOException;
}
