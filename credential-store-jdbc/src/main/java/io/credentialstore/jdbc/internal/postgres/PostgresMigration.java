package io.credentialstore.jdbc.internal.postgres;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.StorageException;
import io.credentialstore.jdbc.internal.schema.Migrations;
import io.credentialstore.jdbc.internal.schema.SchemaState;
import io.credentialstore.jdbc.internal.transaction.Sql;
import io.credentialstore.jdbc.internal.transaction.SqlCauses;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;

/** Makes the tables with Flyway, or brings them up to date, in one transaction, while nobody else does. */
final class PostgresMigration {
    /** Of this database: 'CRST'. */
    private static final int LOCK = 0x43525354;

    private PostgresMigration() {}

    /** Carries out the migrations that are missing, unless another process has done so in the meantime. */
    static void migrate(PostgresConnections connections) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            Sql.execute(connection, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE");
            Sql.execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
            if (PostgresSchema.inspect(connection) != SchemaState.CURRENT) {
                createSchemaIfMissing(connection);
                run(connection);
            }
            Sql.execute(connection, "COMMIT");
        }
    }

    /** CREATE SCHEMA IF NOT EXISTS would ask for more rights than whoever owns an existing schema need have. */
    private static void createSchemaIfMissing(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT to_regnamespace('" + PostgresConnections.SCHEMA + "')")) {
            row.next();
            if (row.getString(1) == null) {
                Sql.execute(connection, "CREATE SCHEMA " + PostgresConnections.SCHEMA);
            }
        }
    }

    private static void run(Connection connection) {
        try {
            Migrations.over("postgresql", OneTransaction.of(connection))
                    .schemas(PostgresConnections.SCHEMA)
                    .createSchemas(false)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failure(e);
        }
    }

    /** Not kept as the cause: Flyway's messages quote the database's. */
    private static CredentialStoreException failure(FlywayException failure) {
        SQLException cause = SqlCauses.of(failure);
        return cause == null
                ? StorageException.failure(
                        "The tables could not be made. Check that flyway-database-postgresql is there, then try again.",
                        null)
                : PostgresFailures.translate(cause);
    }
}
