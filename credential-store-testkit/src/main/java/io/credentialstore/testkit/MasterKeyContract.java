package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.key.MasterKeyRotation;
import io.credentialstore.key.MasterKeySlot;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.KeyStatus;
import io.credentialstore.spi.StoredVersion;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Stories of changing the master key, with calls going on meanwhile and no value touched. */
public abstract class MasterKeyContract extends StoreContract {
    private final MasterKey fresh = MasterKey.generate();
    private final MasterKey stranger = MasterKey.generate();

    /** For subclasses. */
    protected MasterKeyContract() {}

    @AfterEach
    void closeKeys() {
        fresh.close();
        stranger.close();
    }

    private String onlyKeyId() {
        return store().getMasterKeys().get(0).keyId();
    }

    private void refusesToOpen(MasterKey key) {
        Refused.error(ErrorCode.MASTER_KEY_WRONG, () -> scene().openWith(key));
    }

    private void opens(MasterKey key, CredentialId id, String value) {
        assertThat(Scene.text(scene().openWith(key).retrieveCredentialAsOwner(id, null)))
                .isEqualTo(value);
    }

    @Test
    void newStore_opensWithItsKey_andListsIt() {
        CredentialId id = scene().stored("name");

        assertThat(store().getMasterKeys()).singleElement().satisfies(slot -> {
            assertThat(slot.isPassphrase()).isFalse();
            assertThat(slot.iterations()).isEqualTo(100_000);
            assertThat(slot.createdAt()).isEqualTo(Scene.START);
        });
        assertThat(store().getEncryptionKeys()).singleElement().satisfies(key -> {
            assertThat(key.term()).isEqualTo(1);
            assertThat(key.status()).isEqualTo(KeyStatus.ACTIVE);
        });
        opens(scene().key(), id, "name");
    }

    @Test
    @DisplayName("K5: a wrong key is refused, naming the key that would open, and changes nothing")
    void wrongKey_isRefused_namingTheKeyThatWouldOpen_andChangesNothing() {
        int before = scene().trail().size();

        assertThat(Refused.error(ErrorCode.MASTER_KEY_WRONG, () -> scene().openWith(stranger)))
                .hasMessageContaining(onlyKeyId());
        assertThat(Refused.error(ErrorCode.MASTER_KEY_WRONG, () -> scene().openWith(stranger, fresh)))
                .hasMessageContaining(onlyKeyId());

        assertThat(scene().trail()).hasSize(before);
        assertThat(store().getMasterKeys()).hasSize(1);
        scene().assertUnharmed();
    }

    @Test
    void missingOrMalformedKey_isRefused_beforeTheStorageIsTouched() {
        MasterKeyProvider none = MasterKeyProvider.fromEnvironment(Map.of());
        MasterKeyProvider malformed = MasterKeyProvider.fromEnvironment(Map.of(MasterKeyProvider.VARIABLE, "0123"));
        var builder = CredentialStore.builder(() -> {
            throw new AssertionError("the storage was opened without a key");
        });

        Refused.error(
                ErrorCode.MASTER_KEY_MISSING, () -> builder.masterKey(none).open());
        Refused.error(
                ErrorCode.MASTER_KEY_MALFORMED,
                () -> builder.masterKey(malformed).open());
        assertThat(store().getMasterKeys()).hasSize(1);
    }

    @Test
    @DisplayName("K12: rotation makes the new key the only one, and touches no value")
    void rotation_makesTheNewKeyTheOnlyOne_andTouchesNoValue() {
        CredentialId id = scene().stored("name");
        String oldId = onlyKeyId();
        List<StoredVersion> before = scene().rows(tables -> tables.credentials().listVersions(id.value()));

        MasterKeyRotation rotation = store().rotateMasterKey(fresh, "alice");

        assertThat(rotation.retired()).containsExactly(oldId);
        assertThat(rotation.keyId()).isEqualTo(onlyKeyId()).isNotEqualTo(oldId);
        assertThat(rotation.credentialsCovered()).isEqualTo(2);
        List<StoredVersion> after = scene().rows(tables -> tables.credentials().listVersions(id.value()));
        assertThat(after).isEqualTo(before);
        AuditEntry entry = scene().newest();
        assertThat(entry.action()).isEqualTo(AuditAction.ROTATE_MASTER_KEY);
        assertThat(entry.userId()).isEqualTo("alice");
        assertThat(entry.metadata().text("keyId")).contains(rotation.keyId());
        refusesToOpen(scene().key());
        opens(fresh, id, "name");
        scene().assertUnharmed();
    }

    @Test
    @DisplayName("K12, X3: rotation while another store is at work disturbs nobody")
    void rotation_whileAnotherStoreIsAtWork_disturbsNobody() {
        CredentialId id = scene().readable("name");
        CredentialStore other = scene().openWith(scene().key());
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch rotated = new CountDownLatch(1);

        Together.run(
                () -> {
                    reading.await();
                    store().rotateMasterKey(fresh);
                    rotated.countDown();
                },
                () -> {
                    boolean last = false;
                    while (!last) {
                        last = rotated.getCount() == 0;
                        assertThat(Scene.text(other.retrieveCredential(id, Scene.SKILL_ID)))
                                .isEqualTo("name");
                        reading.countDown();
                    }
                });

        CredentialId late = other.storeCredential("late", "service", TestValues.apiKey("late"));
        refusesToOpen(scene().key());
        opens(fresh, late, "late");
        scene().assertUnharmed();
    }

    @Test
    @DisplayName("K13: rotation to a key that opens the store already is refused")
    void rotation_toAKeyThatOpensTheStoreAlready_isRefused() {
        scene().refuses(ErrorCode.CONFLICT, () -> store().rotateMasterKey(scene().key()))
                .recordedAs(AuditAction.ROTATE_MASTER_KEY, "conflict");
        store().addMasterKey(fresh, null);
        scene().refuses(ErrorCode.CONFLICT, () -> store().rotateMasterKey(fresh))
                .recordedAs(AuditAction.ROTATE_MASTER_KEY, "conflict");

        assertThat(store().getMasterKeys()).hasSize(2);
    }

    @Test
    void addedKey_opensTheStoreBesideTheFirst() {
        CredentialId id = scene().stored("name");

        MasterKeySlot slot = store().addMasterKey(fresh, "alice");

        assertThat(store().getMasterKeys()).hasSize(2).contains(slot);
        assertThat(slot.createdBy()).isEqualTo("alice");
        assertThat(scene().newest().action()).isEqualTo(AuditAction.ADD_MASTER_KEY);
        assertThat(scene().newest().metadata().text("keyId")).contains(slot.keyId());
        opens(scene().key(), id, "name");
        opens(fresh, id, "name");
        refusesToOpen(stranger);
    }

    @Test
    void key_addedTwice_isRefused() {
        scene().refuses(ErrorCode.CONFLICT, () -> store().addMasterKey(scene().key(), null))
                .recordedAs(AuditAction.ADD_MASTER_KEY, "conflict");

        assertThat(store().getMasterKeys()).hasSize(1);
    }

    @Test
    void passphrase_mayBeARecoveryKey() {
        CredentialId id = scene().stored("name");
        try (MasterKey passphrase = MasterKey.ofPassphrase("correct horse battery staple".toCharArray())) {
            assertThat(store().addMasterKey(passphrase, null).isPassphrase()).isTrue();

            opens(passphrase, id, "name");
        }
    }

    @Test
    void removedKey_isRefused_andTheOthersStillOpen() {
        CredentialId id = scene().stored("name");
        String first = onlyKeyId();
        store().addMasterKey(fresh, null);

        store().removeMasterKey(first, "alice");

        assertThat(scene().newest().action()).isEqualTo(AuditAction.REMOVE_MASTER_KEY);
        refusesToOpen(scene().key());
        opens(fresh, id, "name");
        scene().assertUnharmed();
    }

    @Test
    void lastKey_cannotBeRemoved() {
        scene().refuses(ErrorCode.CONFLICT, () -> store().removeMasterKey(onlyKeyId(), null))
                .recordedAs(AuditAction.REMOVE_MASTER_KEY, "conflict");

        assertThat(store().getMasterKeys()).hasSize(1);
    }

    @Test
    void unknownOrMalformedKeyId_isRefused() {
        scene().refuses(ErrorCode.NOT_FOUND, () -> store().removeMasterKey("mk_unknown", null))
                .recordedAs(AuditAction.REMOVE_MASTER_KEY, "not_found");
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().removeMasterKey("two words", null))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().rotateMasterKey(Malformed.nothing()))
                .unrecorded();
        scene().refuses(ErrorCode.INVALID_INPUT, () -> store().addMasterKey(Malformed.nothing(), null))
                .unrecorded();
    }

    @Test
    void closedKey_isRefused_andTheStoreKeepsItsOwn() {
        fresh.close();

        scene().refuses(ErrorCode.CLOSED, () -> store().rotateMasterKey(fresh)).unrecorded();
        scene().refuses(ErrorCode.CLOSED, () -> store().addMasterKey(fresh, null))
                .unrecorded();

        assertThat(store().getMasterKeys()).hasSize(1);
    }

    @Test
    void previousKey_opensTheStore_andGivesTheCurrentOneASlot() {
        CredentialId id = scene().stored("name");

        CredentialStore rolledOut = scene().openWith(fresh, scene().key());

        assertThat(rolledOut.getMasterKeys()).hasSize(2);
        assertThat(scene().newest().action()).isEqualTo(AuditAction.ADD_MASTER_KEY);
        assertThat(Scene.text(rolledOut.retrieveCredentialAsOwner(id, null))).isEqualTo("name");
        opens(fresh, id, "name");
        opens(scene().key(), id, "name");
        long entries = store().countAuditEntries(AuditQuery.all());
        assertThat(scene().openWith(fresh, scene().key()).getMasterKeys()).hasSize(2);
        assertThat(store().countAuditEntries(AuditQuery.all())).isEqualTo(entries);
    }

    @Test
    void previousKey_usedByManyHostsAtOnce_givesTheCurrentOneOneSlot() {
        Together.run(3, () -> {
            try (CredentialStore host = scene().openUntracked(fresh, scene().key())) {
                assertThat(host.getMasterKeys()).hasSizeGreaterThanOrEqualTo(2);
            }
        });

        assertThat(store().getMasterKeys()).hasSize(2);
        scene().assertUnharmed();
    }
}
