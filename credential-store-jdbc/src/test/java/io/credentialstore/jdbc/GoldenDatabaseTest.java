package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.SshKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The golden database of format version 1,")
@ParameterizedClass(name = "{0},")
@ValueSource(strings = {"format-1.sql", "format-1-tables-2.sql"})
class GoldenDatabaseTest {
    @TempDir
    Path folder;

    @Parameter
    private String golden;

    private Path database;

    @BeforeEach
    void load() throws IOException, SQLException {
        database = folder.resolve("golden.db");
        GoldenDatabase.restore(golden, database);
    }

    private CredentialStoreBuilder store() {
        return SqliteCredentialStore.builder(database).clock(new SettableClock(GoldenDatabase.MADE_AT.plusSeconds(60)));
    }

    @ParameterizedTest
    @EnumSource(CredentialType.class)
    @DisplayName("gives back the value of each type")
    void value_ofEachType_isReadable(CredentialType type) {
        try (MasterKey master = GoldenDatabase.masterKey();
                CredentialStore store = store().masterKey(master).open();
                CredentialValue expected = TestValues.of(type)) {
            CredentialId id =
                    store.findCredential("golden_" + type.code()).orElseThrow().id();
            try (RetrievedCredential found = store.retrieveCredential(id, 1, Caller.skill(GoldenDatabase.SKILL))) {
                if (type == CredentialType.SSH_KEY) {
                    // its text was made for the occasion and is written down nowhere
                    assertThat(found.value(SshKey.class).privateKey().length()).isPositive();
                } else {
                    assertThat(found.value()).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    @DisplayName("verifies as a whole, and goes on working")
    void store_verifies_andTakesChanges() {
        try (MasterKey master = GoldenDatabase.masterKey();
                CredentialStore store = store().masterKey(master).open();
                CredentialValue third = TestValues.apiKey("fake-third-key")) {
            assertThat(store.verifyIntegrity().findings()).isEmpty();
            assertThat(store.countCredentials(CredentialFilter.all().withStatus(CredentialStatus.REVOKED)))
                    .isOne();

            CredentialId id =
                    store.findCredential("golden_api_key").orElseThrow().id();
            assertThat(store.rotateCredential(id, third, "tester")).isEqualTo(3);
            assertThat(store.verifyIntegrity().findings()).isEmpty();
            assertThat(store.countAuditEntries(AuditQuery.all().withCredential(id)))
                    .isEqualTo(5);
        }
    }

    @Test
    @DisplayName("opens with its second key, a passphrase")
    void store_opens_withPassphrase() {
        try (MasterKey passphrase = MasterKey.ofPassphrase("fake golden passphrase".toCharArray());
                CredentialStore store = store().masterKey(passphrase).open()) {
            assertThat(store.getMasterKeys()).hasSize(2);
        }
    }
}
