package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.ClosedException;
import io.credentialstore.error.ConflictException;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TransactionTest extends OneStorage {
    private final ExecutorService others = Executors.newCachedThreadPool();

    @Override
    Duration patience() {
        return Duration.ofMillis(300);
    }

    @AfterEach
    void stopOthers() {
        others.shutdownNow();
    }

    @Test
    @DisplayName("A3: whatever the work throws arrives unchanged, and nothing happened")
    void whatever_the_work_throws_arrives_unchanged_and_nothing_happened() {
        List<Throwable> thrown = List.of(
                new IllegalStateException("mine"),
                ConflictException.conflict("mine"),
                new StackOverflowError("mine"),
                new OutOfMemoryError("mine"));
        for (Throwable mine : thrown) {
            assertThatThrownBy(() -> write(tx -> {
                        tx.audit().append(Rows.entry(1));
                        sneak(mine);
                    }))
                    .isSameAs(mine);
        }
        assertThat(entries()).isZero();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void a_transaction_in_a_transaction_of_the_same_storage_is_a_defect_and_said_at_once() {
        assertThatThrownBy(() -> write(tx -> storage.read(inner -> 1))).isInstanceOf(InternalBugException.class);
        assertThatThrownBy(() -> storage.read(tx -> storage.<Integer>write(inner -> 1)))
                .isInstanceOf(InternalBugException.class);
        assertThatThrownBy(() -> write(tx -> storage.close())).isInstanceOf(InternalBugException.class);
        write(tx -> tx.audit().append(Rows.entry(1)));
        assertThat(entries()).isOne();
    }

    @Test
    void a_transaction_in_one_of_another_storage_is_a_copy() {
        try (Storage copy = Database.open(place("copy"), patience())) {
            write(tx -> tx.audit().append(Rows.entry(1)));
            storage.read(from -> copy.<Integer>write(to -> {
                from.audit().scan(0, 10).forEach(to.audit()::append);
                return 1;
            }));
            assertThat(copy.<Long>read(tx -> tx.audit().count(AuditQuery.all())))
                    .isOne();
        }
    }

    @Test
    void a_reader_sees_one_moment_whatever_is_committed_meanwhile() {
        write(tx -> tx.audit().append(Rows.entry(1)));
        long after = storage.read(tx -> {
            assertThat(tx.audit().count(AuditQuery.all())).isOne();
            elsewhere(() -> write(other -> other.audit().append(Rows.entry(2))));
            return tx.audit().count(AuditQuery.all());
        });
        assertThat(after).isOne();
        assertThat(entries()).isEqualTo(2);
    }

    private void elsewhere(Runnable work) {
        try {
            others.submit(work).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_writer_sees_what_it_wrote() {
        write(tx -> {
            tx.audit().append(Rows.entry(1));
            assertThat(tx.audit().count(AuditQuery.all())).isOne();
        });
    }

    @Test
    void reading_transactions_cannot_write() {
        assertThatThrownBy(() -> storage.read(tx -> {
                    tx.audit().append(Rows.entry(1));
                    return 1;
                }))
                .isInstanceOf(StorageException.class);
        assertThat(entries()).isZero();
    }

    @Test
    void a_transaction_that_is_over_takes_no_more_statements() {
        List<StorageTransaction> kept = new ArrayList<>();
        write(kept::add);
        assertThatThrownBy(() -> kept.get(0).audit().append(Rows.entry(1))).isInstanceOf(ClosedException.class);
        var audit = storage.read(tx -> tx.audit());
        assertThatThrownBy(() -> audit.find(1)).isInstanceOf(ClosedException.class);
        write(tx -> assertThatThrownBy(() -> audit.find(1)).isInstanceOf(ClosedException.class));
        assertThat(entries()).isZero();
    }

    @Test
    void writers_take_turns_and_lose_nothing() throws Exception {
        List<Future<?>> done = new ArrayList<>();
        try (Storage patient = Database.open(place("store"), super.patience())) {
            for (int thread = 0; thread < 8; thread++) {
                done.add(others.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        patient.write(tx -> {
                            TwoProcessesTest.appendNext(tx);
                            return true;
                        });
                    }
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        }
        assertThat(entries()).isEqualTo(200);
    }

    @Test
    void more_readers_than_connections_take_turns() throws Exception {
        CountDownLatch inside = new CountDownLatch(4);
        CountDownLatch release = new CountDownLatch(1);
        List<Future<Integer>> holding = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            holding.add(others.submit(() -> storage.read(tx -> {
                inside.countDown();
                await(release);
                return 1;
            })));
        }
        await(inside);
        assertThatThrownBy(() -> storage.read(tx -> 1)).isInstanceOf(StoreBusyException.class);
        release.countDown();
        for (Future<Integer> reader : holding) {
            assertThat(reader.get()).isOne();
        }
        assertThat(storage.<Integer>read(tx -> 1)).isOne();
    }

    @Test
    void a_writer_that_waits_too_long_for_its_turn_is_told_so() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<?> holding = others.submit(() -> write(tx -> {
            inside.countDown();
            await(release);
        }));
        await(inside);
        assertThatThrownBy(() -> storage.write(tx -> 1)).isInstanceOf(StoreBusyException.class);
        release.countDown();
        holding.get();
    }

    @Test
    @DisplayName("A9: an interrupted thread still gets a result or a typed failure, and stays interrupted")
    void an_interrupted_thread_still_gets_a_result_or_a_typed_failure_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        int done = 0;
        try {
            for (int i = 1; i <= 20; i++) {
                int seq = i;
                try {
                    write(tx -> tx.audit().append(Rows.entry(seq)));
                    storage.read(tx -> tx.audit().find(seq));
                    done++;
                } catch (StorageException expected) {
                    assertThat(expected).hasMessageContaining("interrupted");
                }
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(entries()).isGreaterThanOrEqualTo(done);
        assertThat(storage.examine()).isEmpty();
    }

    @Test
    void an_interrupted_thread_closes_all_the_same() {
        Thread.currentThread().interrupt();
        storage.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> storage.read(tx -> 1)).isInstanceOf(ClosedException.class);
    }

    @Test
    void after_closing_everything_says_so_and_closing_again_does_nothing() {
        storage.close();
        assertThatCode(storage::close).doesNotThrowAnyException();
        assertThatThrownBy(() -> storage.read(tx -> 1))
                .isInstanceOf(ClosedException.class)
                .hasMessageContaining("Store");
        assertThatThrownBy(() -> storage.write(tx -> 1)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(storage::examine).isInstanceOf(ClosedException.class);
    }

    @Test
    void closing_waits_for_a_transaction_under_way() throws Exception {
        storage = Database.open(place("patient"), super.patience());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        Future<Boolean> writing = others.submit(() -> storage.write(tx -> {
            inside.countDown();
            await(closing);
            tx.audit().append(Rows.entry(1));
            return true;
        }));
        await(inside);
        Future<?> closed = others.submit(() -> {
            closing.countDown();
            storage.close();
        });
        assertThat(writing.get()).isTrue();
        closed.get();
        storage = Database.open(place("patient"), super.patience());
        assertThat(entries()).isOne();
    }

    @Test
    void a_transaction_that_does_not_end_is_broken_off_by_closing_and_rolled_back() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<?> writing = others.submit(() -> write(tx -> {
            tx.audit().append(Rows.entry(1));
            inside.countDown();
            await(release);
            tx.audit().append(Rows.entry(2));
        }));
        await(inside);
        storage.close();
        release.countDown();
        assertThatThrownBy(writing::get).cause().isInstanceOf(ClosedException.class);
        open();
        assertThat(entries()).isZero();
        assertThat(storage.examine()).isEmpty();
    }

    @Test
    @DisplayName("P9: threads of the pools do not keep the program alive, and tell no path")
    void threads_of_the_pools_do_not_keep_the_program_alive_and_tell_no_path() {
        storage.read(tx -> 1);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("credential-store"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon)
                .noneMatch(thread -> thread.getName().contains(place("store")));
    }
}
