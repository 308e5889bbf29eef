package io.credentialstore.jdbc.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.jdbc.Postgres;
import io.credentialstore.jdbc.Sqlite;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresSchemaTest {
    @RegisterExtension
    private final Postgres postgres = new Postgres();

    @Test
    void the_expected_digest_is_that_of_a_freshly_migrated_database() throws SQLException {
        DataSource server = postgres.emptyDatabase();
        PostgresConnections connections = PostgresConnections.unhurried(server, PostgresSettings.defaults());
        PostgresMigration.migrate(connections);
        try (Connection connection = connections.getConnection()) {
            System.out.println("V2 " + PostgresSchema.digest(connection)
                    + Sqlite.query(connection, "SELECT checksum FROM credential_store_schema_history"));
            Sqlite.execute(connection, "DROP TABLE credential_access_counts", "DROP INDEX credentials_of_service");
            System.out.println("V1 " + PostgresSchema.digest(connection));
        }
        assertThat(server).isNotNull();
    }
}
