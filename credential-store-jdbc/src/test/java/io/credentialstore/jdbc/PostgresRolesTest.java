package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.StorageException;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the roles that the scripts make can do: the life of a store, and nothing against its trail. */
class PostgresRolesTest {
    private static final Entity SKILL = Entity.skill("reporter");
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @RegisterExtension
    private final Postgres postgres = new Postgres();

    private final MasterKey key = MasterKey.generate();
    private DataSource database;
    private CredentialStore store;

    @BeforeEach
    void openAsLibrary() {
        database = postgres.database(Postgres.LIBRARY);
        store = Stores.builder(() -> PostgresStorage.open(database), key).open();
    }

    @AfterEach
    void close() {
        store.close();
        key.close();
    }

    private CredentialId retrieved() {
        try (ApiKey value = TestValues.apiKey("value")) {
            CredentialId id = store.storeCredential("name", "service", value);
            store.grantAccess(id, SKILL, AccessLevel.READ);
            store.retrieveCredential(id, SKILL.id()).close();
            return id;
        }
    }

    @Test
    @DisplayName("a store lives its whole life as a role without DDL and without a right to change the trail")
    void library_doesAllThatAStoreDoes() {
        CredentialId id = retrieved();
        try (ApiKey value = TestValues.apiKey("other");
                MasterKey next = MasterKey.generate()) {
            store.rotateCredential(id, value);
            store.rotateMasterKey(next);
        }
        store.revokeAccess(id, SKILL);
        store.revokeCredential(id, "ops", null);
        store.deleteCredential(id, "ops", null);

        assertThat(store.verifyIntegrity().findings()).isEmpty();
        assertThat(store.countAuditEntries(AuditQuery.all())).isGreaterThan(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE credential_audit_log SET success = 0",
                "DELETE FROM credential_audit_log",
                "TRUNCATE credential_audit_log",
                "ALTER TABLE credential_audit_log DISABLE TRIGGER ALL",
                "DROP TABLE credential_audit_log",
                "DELETE FROM credential_access_counts",
                "DELETE FROM store_state",
                "UPDATE credential_store_schema_history SET version = '1'",
                "CREATE TABLE credential_store.extra (x INTEGER)",
                "CREATE FUNCTION credential_store.length(text) RETURNS INTEGER LANGUAGE sql AS 'SELECT 1'"
            })
    @DisplayName("the server refuses what would change the trail or the tables")
    void library_isRefusedByTheServer(String statement) throws SQLException {
        retrieved();
        try (Connection connection = database.getConnection()) {
            Sqlite.execute(connection, "SET search_path TO credential_store");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sqlite.execute(connection, statement))
                    .matches(e -> INSUFFICIENT_PRIVILEGE.equals(e.getSQLState()), INSUFFICIENT_PRIVILEGE);
        }
        assertThat(store.verifyIntegrity().findings()).isEmpty();
    }

    @Test
    @DisplayName("a database without tables is opened by their owner only, and everybody else is told so")
    void library_cannotMakeTables() {
        DataSource empty = postgres.sameDatabase(postgres.emptyDatabase(), Postgres.LIBRARY);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> PostgresStorage.open(empty))
                .withMessageContaining("open as their owner");
    }
}
