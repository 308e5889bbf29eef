package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.credentialstore.error.ClosedException;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredState;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link io.credentialstore.spi.Storage} promises: snapshots for readers, writers alone, all or nothing.
 */
public abstract class StorageContract extends PortContract {
    private static final int THREADS = 4;

    /** For subclasses. */
    protected StorageContract() {}

    private long countCredentials() {
        return read(tables -> tables.credentials().count(CredentialFilter.all()));
    }

    @Test
    void write_givesTheResultOfItsWork_andLaterReadsSeeWhatItDid() {
        String result = storage().write(tables -> {
            tables.credentials().insert(Rows.credential(1));
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(countCredentials()).isEqualTo(1);
    }

    @Test
    void write_seesItsOwnChanges() {
        write(tables -> {
            tables.credentials().insert(Rows.credential(1));
            assertThat(tables.credentials().find(Rows.credentialId(1))).contains(Rows.credential(1));
            tables.credentials().delete(Rows.credentialId(1));
            assertThat(tables.credentials().find(Rows.credentialId(1))).isEmpty();
        });
    }

    @Test
    void write_hasALaterTurn_thanEveryOneBefore() {
        long first = storage().write(StorageTransaction::turn);
        write(tables -> tables.credentials().insert(Rows.credential(1)));
        refusesToWrite(tables -> tables.credentials().insert(Rows.credential(1)));

        assertThat(storage().<Long>write(StorageTransaction::turn)).isGreaterThanOrEqualTo(first + 3);
    }

    /** Whatever work may throw, one test each: it comes out as it is, and nothing has happened. */
    @TestFactory
    Stream<DynamicTest> write_thatThrows_leavesNothing_andPassesOnWhatWasThrown() {
        write(StorageContract::fillEveryTable);
        return Stream.of(
                        new IllegalStateException("on purpose"),
                        new AssertionError("on purpose"),
                        new StackOverflowError("on purpose"),
                        new IOException("on purpose"),
                        new ClosedException("Something else"))
                .map(thrown ->
                        DynamicTest.dynamicTest(thrown.getClass().getSimpleName(), () -> assertRolledBackBy(thrown)));
    }

    private void assertRolledBackBy(Throwable thrown) {
        Throwable caught = catchThrowable(() -> write(tables -> {
            changeEveryTable(tables);
            StorageContract.<RuntimeException>rethrow(thrown);
        }));

        assertThat(caught).isSameAs(thrown);
        read(tables -> {
            assertEveryTableAsFilled(tables);
            return true;
        });
    }

    /** Throws anything, as code in other languages of the platform and generic code may. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private static void fillEveryTable(StorageTransaction tables) {
        tables.state().insert(Rows.state());
        tables.keys().insertSlot(Rows.slot("mk_1"));
        tables.keys().insertKey(Rows.key(1));
        tables.credentials().insert(Rows.credential(1));
        tables.credentials().insert(Rows.credential(2));
        tables.credentials().insertVersion(Rows.version(1, 1));
        tables.credentials().insertVersion(Rows.version(2, 1));
        tables.policies().insert(Rows.policy(1, 1));
        tables.policies().insert(Rows.policy(2, 2));
        tables.audit().append(Rows.entry(1));
    }

    private static void changeEveryTable(StorageTransaction tables) {
        tables.state().update(Columns.changed(Rows.state(), "generation"));
        tables.keys().deleteSlot("mk_1");
        tables.keys().insertSlot(Rows.slot("mk_2"));
        tables.keys().insertKey(Rows.key(2));
        tables.credentials().update(Columns.changed(Rows.credential(1), "status"));
        tables.credentials().insert(Rows.credential(3));
        tables.credentials().delete(Rows.credentialId(2));
        tables.credentials().updateVersion(Columns.changed(Rows.version(1, 1), "salt"));
        tables.credentials().insertVersion(Rows.version(1, 2));
        tables.policies().delete("policy_0001");
        tables.policies().insert(Rows.policy(3, 1));
        tables.audit().append(Columns.changed(Rows.entry(2), "rowVersion"));
    }

    private static void assertEveryTableAsFilled(StorageTransaction tables) {
        assertThat(tables.state().find()).contains(Rows.state());
        assertThat(tables.keys().slots()).containsExactly(Rows.slot("mk_1"));
        assertThat(tables.keys().keys()).containsExactly(Rows.key(1));
        assertThat(tables.credentials().list(CredentialFilter.all()))
                .containsExactly(Rows.credential(1), Rows.credential(2));
        assertThat(tables.credentials().listVersions(Rows.credentialId(1))).containsExactly(Rows.version(1, 1));
        assertThat(tables.credentials().listVersions(Rows.credentialId(2))).containsExactly(Rows.version(2, 1));
        assertThat(tables.policies().listByCredential(Rows.credentialId(1))).containsExactly(Rows.policy(1, 1));
        assertThat(tables.policies().listByCredential(Rows.credentialId(2))).containsExactly(Rows.policy(2, 2));
        assertThat(tables.audit().scan(0, 10)).containsExactly(Rows.entry(1));
    }

    @Test
    void write_whoseChangeIsRefused_canGoOn_butWhenItThrowsNothingHappened() {
        write(tables -> tables.credentials().insert(Rows.credential(1)));

        refusesToWrite(tables -> {
            tables.credentials().insert(Rows.credential(2));
            tables.credentials().insert(Rows.credential(1));
        });

        assertThat(countCredentials()).isEqualTo(1);
        write(tables -> tables.credentials().insert(Rows.credential(2)));
        assertThat(countCredentials()).isEqualTo(2);
    }

    @Test
    void read_passesOnWhatItsWorkThrows_andLeavesTheStorageUsable() {
        IllegalStateException thrown = new IllegalStateException("on purpose");

        assertThat(catchThrowable(() -> read(tables -> {
                    throw thrown;
                })))
                .isSameAs(thrown);

        assertThat(countCredentials()).isZero();
    }

    @Test
    void read_thatChangesRows_isRefused() {
        refuses(() -> read(tables -> {
            tables.credentials().insert(Rows.credential(1));
            return true;
        }));

        assertThat(countCredentials()).isZero();
    }

    @Test
    void read_besideWriters_seesAWriteWholeOrNotAtAll_andTheSameEachTime() {
        int rounds = 40;
        CountDownLatch first = new CountDownLatch(1);
        Together.run(
                () -> {
                    for (int i = 0; i < rounds; i++) {
                        int even = 2 * i;
                        write(tables -> {
                            tables.credentials().insert(Rows.credential(even));
                            tables.credentials().insert(Rows.credential(even + 1));
                        });
                        first.countDown();
                    }
                },
                () -> {
                    first.await();
                    long seen = 0;
                    while (seen < 2L * rounds) {
                        long before = seen;
                        seen = read(tables -> {
                            long count = tables.credentials().count(CredentialFilter.all());
                            assertThat(count).isEven().isGreaterThanOrEqualTo(before);
                            assertThat(tables.credentials().list(CredentialFilter.all()))
                                    .hasSize(Math.toIntExact(count));
                            return count;
                        });
                    }
                });
    }

    @Test
    void writes_ofManyThreads_areDoneOneAfterTheOther() {
        int each = 25;
        write(tables -> tables.state().insert(Columns.with(Rows.state(), "generation", 0L)));

        Together.run(THREADS, () -> {
            for (int i = 0; i < each; i++) {
                write(tables -> {
                    StoredState state = tables.state().find().orElseThrow();
                    tables.state().update(Columns.with(state, "generation", state.generation() + 1));
                });
            }
        });

        assertThat(found(tables -> tables.state().find()).orElseThrow().generation())
                .isEqualTo((long) THREADS * each);
    }

    /** Any of both kinds within any of both kinds would wait for itself, or see something else than the outer one. */
    @TestFactory
    Stream<DynamicTest> transaction_insideAnotherOfTheSameThread_isRefused_andTheOuterOneGoesOn() {
        return Stream.of(
                nested("write in write", true, () -> write(tables -> {})),
                nested("read in write", true, () -> read(tables -> true)),
                nested("write in read", false, () -> write(tables -> {})),
                nested("read in read", false, () -> read(tables -> true)));
    }

    private DynamicTest nested(String name, boolean writes, ThrowingCallable inner) {
        return DynamicTest.dynamicTest(name, () -> {
            if (writes) {
                write(outer -> {
                    assertThatThrownBy(inner).isInstanceOf(InternalBugException.class);
                    outer.keys().insertKey(Rows.key(outer.keys().keys().size() + 1));
                });
            } else {
                assertThat(rows(outer -> {
                            assertThatThrownBy(inner).isInstanceOf(InternalBugException.class);
                            return outer.keys().slots();
                        }))
                        .isEmpty();
            }
            write(tables -> assertThat(tables.keys().slots()).isEmpty());
        });
    }

    @Test
    void examine_ofAHealthyStorage_findsNothing() {
        write(StorageContract::fillEveryTable);

        assertThat(storage().examine()).isEqualTo(List.of());
    }

    @Test
    void close_refusesEverythingAfterIt_andMayBeRepeated() {
        storage().close();
        storage().close();

        assertThatThrownBy(() -> read(tables -> true)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> write(tables -> {})).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> storage().examine()).isInstanceOf(ClosedException.class);
    }
}
