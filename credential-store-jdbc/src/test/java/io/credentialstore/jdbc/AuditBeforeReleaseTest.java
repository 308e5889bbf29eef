package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.jdbc.internal.sqlite.SqliteSettings;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@DisplayName("A1: when the audit entry cannot be written, the value stays where it is")
class AuditBeforeReleaseTest {
    private static final SqliteSettings HASTY = SqliteSettings.defaults().withPatience(Duration.ofMillis(300));
    private static final AuditQuery RELEASES =
            AuditQuery.all().withAction(AuditAction.RETRIEVE).successesOnly();
    private static final int MOST = 10_000;

    @TempDir
    private Path directory;

    private final MasterKey key = MasterKey.generate();
    private CredentialId id;

    private CredentialStore open(SqliteSettings settings) {
        return Stores.builder(() -> SqliteStorage.open(file(), settings), key).open();
    }

    private Path file() {
        return directory.resolve("store.db");
    }

    @BeforeEach
    void storeAndGrant() {
        try (CredentialStore store = open(HASTY);
                ApiKey value = TestValues.apiKey("value")) {
            id = store.storeCredential("name", "service", value);
            store.grantAccess(id, Entity.skill("reporter"), AccessLevel.READ);
        }
    }

    private void refuses(CredentialStore store, ErrorCode code) {
        assertThatExceptionOfType(CredentialStoreException.class)
                .isThrownBy(() -> store.retrieveCredential(id, "reporter"))
                .matches(e -> e.code() == code, code.toString());
    }

    /** Retrieves until the disk is full, and tells how often that worked. */
    private int untilFull(CredentialStore store) {
        for (int releases = 0; releases < MOST; releases++) {
            try {
                store.retrieveCredential(id, "reporter").close();
            } catch (CredentialStoreException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL);
                return releases;
            }
        }
        throw new AssertionError("the disk never filled up");
    }

    @Test
    @DisplayName(
            "A1, A2: a full disk: every release is in the trail, every refusal is typed, and space brings all back")
    void fullDisk_releasesNothingUnrecorded() {
        int releases;
        try (CredentialStore store = open(HASTY.withMaxPages(80))) {
            releases = untilFull(store);
            refuses(store, ErrorCode.STORAGE_FULL);
            assertThat(store.countAuditEntries(RELEASES)).isEqualTo(releases);
        }
        assertThat(releases).isPositive();
        try (CredentialStore store = open(HASTY)) {
            store.retrieveCredential(id, "reporter").close();
            assertThat(store.countAuditEntries(RELEASES)).isEqualTo(releases + 1);
            assertThat(store.verifyIntegrity().findings()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "A1, A7: a store locked by another program: the call fails after a bounded wait, and the next one works")
    void lockedStore_releasesNothing() throws SQLException {
        try (CredentialStore store = open(HASTY)) {
            try (Connection other = Sqlite.open(file())) {
                Sqlite.execute(other, "BEGIN IMMEDIATE");
                refuses(store, ErrorCode.STORE_BUSY);
                Sqlite.execute(other, "ROLLBACK");
            }
            assertThat(store.countAuditEntries(RELEASES)).isZero();
            store.retrieveCredential(id, "reporter").close();
            assertThat(store.countAuditEntries(RELEASES)).isOne();
        }
    }
}
