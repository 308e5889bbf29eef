package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.StoreBusyException;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TwoProcessesTest extends OnEachDatabase {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Reads and then writes, as the store does: only an undisturbed turn keeps the numbers without gaps. */
    static void appendNext(StorageTransaction tx) {
        List<Long> newest = tx.audit().find(AuditQuery.all().withLimit(1)).stream()
                .map(entry -> entry.seq())
                .toList();
        tx.audit().append(Rows.entry(newest.isEmpty() ? 1 : newest.get(0) + 1));
    }

    @Test
    @DisplayName("X2: writers in two processes lose no row and see each other's")
    void writers_in_two_processes_lose_no_row_and_see_each_others() throws Exception {
        String store = place("store");
        try (Storage storage = Database.open(store, PATIENCE)) {
            Child first = Child.start("append", store, 200);
            Child second = Child.start("append", store, 200);
            first.line();
            second.line();
            first.go();
            second.go();
            for (int i = 0; i < 200; i++) {
                storage.write(tx -> {
                    appendNext(tx);
                    return true;
                });
            }
            assertThat(first.end()).isZero();
            assertThat(second.end()).isZero();
            assertThat(storage.read(tx -> tx.audit().scan(0, 1_000)).stream().map(entry -> entry.seq()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 600).boxed().toList());
            assertThat(storage.examine()).isEmpty();
        }
    }

    @Test
    void another_process_that_holds_the_turn_too_long_is_a_typed_failure_and_reading_goes_on() throws Exception {
        String store = place("store");
        try (Storage storage = Database.open(store, Duration.ofMillis(300))) {
            Child child = Child.start("hold", store);
            assertThat(child.line()).isEqualTo("holding");
            assertThatThrownBy(() -> storage.write(tx -> 1)).isInstanceOf(StoreBusyException.class);
            assertThat(storage.<Boolean>read(tx -> tx.state().find().isPresent()))
                    .isFalse();
            child.go();
            assertThat(child.end()).isZero();
            assertThat(storage.<Boolean>write(tx -> tx.state().find().isPresent()))
                    .isTrue();
        }
    }

    @Test
    @DisplayName("A4: a process killed inside a transaction leaves what was committed before")
    void a_process_killed_inside_a_transaction_leaves_what_was_committed_before() throws Exception {
        String store = place("store");
        Child child = Child.start("hold", store);
        assertThat(child.line()).isEqualTo("holding");
        child.kill();
        try (Storage storage = Database.open(store, PATIENCE)) {
            assertThat(storage.<Boolean>read(tx -> tx.state().find().isPresent()))
                    .isFalse();
            assertThat(storage.<Long>read(tx -> tx.audit().count(AuditQuery.all())))
                    .isZero();
            assertThat(storage.examine()).isEmpty();
            storage.write(tx -> {
                tx.state().insert(Rows.state(2));
                return true;
            });
        }
    }

    @Test
    void processes_that_make_the_same_store_at_the_same_time_make_one() throws Exception {
        String store = place("store");
        List<Child> children =
                List.of(Child.start("open", store), Child.start("open", store), Child.start("open", store));
        for (Child child : children) {
            assertThat(child.line()).isEqualTo("open");
            assertThat(child.end()).isZero();
        }
        try (Storage storage = Database.open(store, PATIENCE)) {
            assertThat(storage.examine()).isEmpty();
        }
    }
}
