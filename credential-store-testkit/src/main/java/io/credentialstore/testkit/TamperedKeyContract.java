package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.error.StorageException;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Stories of somebody who has no key of the store, or one that was removed, and changes the rows that say which keys open
 * it. Stores that are open already go on, as they hold the keys; the integrity check says that the next opening will fail.
 */
public abstract class TamperedKeyContract extends StoreContract {
    private final MasterKey fresh = MasterKey.generate();

    /** For subclasses. */
    protected TamperedKeyContract() {}

    @AfterEach
    void closeKey() {
        fresh.close();
    }

    private List<StoredKeySlot> slots() {
        return scene().rows(tables -> tables.keys().slots());
    }

    private void replace(String slotId, StoredKeySlot by) {
        scene().tamper(tables -> {
            tables.keys().deleteSlot(slotId);
            tables.keys().insertSlot(by);
        });
    }

    private void assertFound() {
        assertThat(store().verifyIntegrity().findings())
                .anyMatch(finding -> finding.table().equals("key_slots"));
    }

    private void refusesToOpen(MasterKey key) {
        Throwable thrown = catchThrowable(() -> scene().openWith(key));
        assertThat(thrown).isInstanceOf(CredentialStoreException.class);
        assertThat(((CredentialStoreException) thrown).code()).isIn(ErrorCode.MASTER_KEY_WRONG, ErrorCode.TAMPERED);
    }

    private void opensAgain() {
        assertThat(scene().openWith(scene().key()).listCredentials()).isNotEmpty();
        scene().assertUnharmed();
    }

    @TestFactory
    Stream<DynamicTest> slot_withAnyColumnChanged_opensNothing() {
        CredentialId id = scene().stored("name");
        StoredKeySlot genuine = slots().get(0);
        return Columns.of(StoredKeySlot.class).stream()
                .map(column -> DynamicTest.dynamicTest(column, () -> {
                    StoredKeySlot changed = Columns.changed(genuine, column);
                    Throwable refusal = catchThrowable(() -> replace(genuine.id(), changed));
                    if (refusal == null) {
                        refusesToOpen(scene().key());
                        assertFound();
                        assertThat(scene().valueOf(id)).isEqualTo("name");
                        replace(changed.id(), genuine);
                    } else {
                        assertThat(refusal).isInstanceOf(StorageException.class);
                    }
                    opensAgain();
                }));
    }

    /** Too few would make guessing cheap, too many would stop the host; both are judged before they are used. */
    @TestFactory
    Stream<DynamicTest> slot_withIterationsOutOfBounds_isNotTried() {
        StoredKeySlot genuine = slots().get(0);
        return Stream.of(1, 99_999, 2_000_001, Integer.MAX_VALUE)
                .map(iterations -> DynamicTest.dynamicTest(iterations + " iterations", () -> {
                    replace(genuine.id(), Columns.with(genuine, "kdfIterations", iterations));
                    refusesToOpen(scene().key());
                    replace(genuine.id(), genuine);
                    opensAgain();
                }));
    }

    @Test
    void slotOfARemovedKey_putBack_opensNothing() {
        StoredKeySlot removed = slots().get(0);
        store().rotateMasterKey(fresh);

        scene().tamper(tables -> tables.keys().insertSlot(removed));

        refusesToOpen(scene().key());
        refusesToOpen(fresh);
        assertFound();
        scene().tamper(tables -> tables.keys().deleteSlot(removed.id()));
        refusesToOpen(scene().key());
        assertThat(scene().openWith(fresh).listCredentials()).isNotEmpty();
    }

    @Test
    void slotOfARemovedKey_putBackWithTheStateOfItsTime_opensNothing() {
        StoredKeySlot removed = slots().get(0);
        StoredState older = scene().rows(tables -> tables.state().find()).orElseThrow();
        String newSlot = store().rotateMasterKey(fresh).keyId();

        scene().tamper(tables -> {
            tables.keys().deleteSlot(newSlot);
            tables.keys().insertSlot(removed);
            tables.state().update(older);
        });

        refusesToOpen(scene().key());
        refusesToOpen(fresh);
        assertThat(store().verifyIntegrity().isIntact()).isFalse();
    }

    @Test
    void slot_removed_isFound_andOpensNothing() {
        StoredKeySlot first = slots().get(0);
        store().addMasterKey(fresh, null);

        scene().tamper(tables -> tables.keys().deleteSlot(first.id()));

        refusesToOpen(scene().key());
        refusesToOpen(fresh);
        assertFound();
    }

    @Test
    void slotOfAnotherStore_opensNothing() {
        Scene elsewhere = new Scene(sharedStorage());
        StoredKeySlot foreign = elsewhere.rows(tables -> tables.keys().slots()).get(0);
        try (elsewhere) {
            scene().tamper(tables -> tables.keys().insertSlot(foreign));

            refusesToOpen(elsewhere.key());
            refusesToOpen(scene().key());
            assertFound();
        }
    }

    @Test
    void dataKey_thatWasNeverMade_isFound_andStopsTheOpening() {
        StoredKey genuine = scene().rows(tables -> tables.keys().keys()).get(0);

        scene().tamper(tables ->
                tables.keys().insertKey(Columns.with(Columns.with(genuine, "term", 2), "id", "key_2_forged00")));

        refusesToOpen(scene().key());
        assertFound();
    }

    @Test
    void state_ofANewerFormat_isRefusedAtOpening() {
        StoredState genuine = scene().rows(tables -> tables.state().find()).orElseThrow();

        scene().tamper(tables -> tables.state().update(Columns.with(genuine, "formatVersion", 2)));

        Refused.error(ErrorCode.UNSUPPORTED_FORMAT, () -> scene().openWith(scene().key()));
        scene().tamper(tables -> tables.state().update(genuine));
        opensAgain();
    }
}
