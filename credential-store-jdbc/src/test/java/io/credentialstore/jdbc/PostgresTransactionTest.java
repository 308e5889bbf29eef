package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.StorageException;
import io.credentialstore.spi.StorageTransaction;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is particular to transactions of PostgreSQL. */
class PostgresTransactionTest {
    @RegisterExtension
    private final Postgres postgres = new Postgres();

    private PostgresStorage storage;

    @BeforeEach
    void open() {
        storage = PostgresStorage.open(postgres.database());
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void write(Consumer<StorageTransaction> work) {
        storage.write(tx -> {
            work.accept(tx);
            return true;
        });
    }

    private long entries() {
        return storage.read(tx -> tx.audit().count(AuditQuery.all()));
    }

    @Test
    @DisplayName("A3: a failure that the work swallows takes all of its work with it, and the commit says so")
    void a_failure_that_the_work_swallows_takes_all_of_its_work_with_it() {
        AtomicReference<Throwable> first = new AtomicReference<>();
        assertThatThrownBy(() -> write(tx -> {
                    tx.audit().append(Rows.entry(1));
                    assertThatThrownBy(() -> tx.audit().append(Rows.entry(1))).satisfies(first::set);
                    assertThatThrownBy(() -> tx.audit().append(Rows.entry(2))).isSameAs(first.get());
                }))
                .isInstanceOf(StorageException.class)
                .isSameAs(first.get());
        assertThat(entries()).isZero();
        write(tx -> tx.audit().append(Rows.entry(1)));
        assertThat(entries()).isOne();
    }

    @Test
    void turns_never_follow_each_other_as_others_may_always_have_written() {
        long first = storage.write(StorageTransaction::turn);
        assertThat(storage.<Long>write(StorageTransaction::turn)).isEqualTo(first + 2);
    }
}
