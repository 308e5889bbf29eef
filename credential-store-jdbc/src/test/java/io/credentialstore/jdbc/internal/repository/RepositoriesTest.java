package io.credentialstore.jdbc.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class RepositoriesTest {
    private Handle handle;

    @BeforeEach
    void open() {
        SQLiteDataSource memory = new SQLiteDataSource();
        memory.setUrl("jdbc:sqlite::memory:");
        Jdbi jdbi = Repositories.on(memory, (method, repository, declared) -> method);
        handle = jdbi.open();
    }

    @AfterEach
    void close() {
        handle.close();
    }

    @ParameterizedTest
    @ValueSource(classes = {StoredState.class, StoredPolicy.class, StoredAuditEntry.class})
    void a_row_that_somebody_emptied_comes_back_empty(Class<? extends Record> type) throws Exception {
        int columns = type.getRecordComponents().length;
        Record row = handle.createQuery("SELECT " + String.join(", ", Collections.nCopies(columns, "NULL")))
                .mapTo(type)
                .one();
        for (var component : type.getRecordComponents()) {
            Object value = component.getAccessor().invoke(row);
            assertThat(value).isIn(null, 0, 0L);
        }
    }

    @Test
    void bytes_are_bound_and_read_as_they_are_and_null_stays_null() {
        Bytes all = Bytes.of(new byte[] {0, 1, -1, 127, -128});
        assertThat(handle.createQuery("SELECT hex(:bytes) || typeof(:bytes)")
                        .bind("bytes", all)
                        .mapTo(String.class)
                        .one())
                .isEqualTo("0001FF7F80blob");
        assertThat(handle.createQuery("SELECT typeof(:bytes)")
                        .bindByType("bytes", null, Bytes.class)
                        .mapTo(String.class)
                        .one())
                .isEqualTo("null");
    }

    static Stream<Class<?>> repositories() {
        return Stream.of(
                JdbiStateRepository.class,
                JdbiKeyRepository.class,
                JdbiCredentialRepository.class,
                JdbiPolicyRepository.class,
                JdbiAuditRepository.class);
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void every_method_of_the_port_is_implemented(Class<?> repository) {
        assertThat(repository.getInterfaces()[0].getMethods())
                .allSatisfy(method -> assertThat(Arrays.stream(repository.getDeclaredMethods()))
                        .anyMatch(own -> own.getName().equals(method.getName())
                                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes())));
        assertThat(handle.attach(repository)).isNotNull();
    }
}
