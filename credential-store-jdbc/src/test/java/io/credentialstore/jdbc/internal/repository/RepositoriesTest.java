package io.credentialstore.jdbc.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoriesTest {
    private Connection connection;
    private Handle handle;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        handle = Repositories.on(connection, (method, repository, declared) -> method);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Text where a number was sealed, a number where bytes were, and so on; 4294967297 is 1 to who reads it as an int. */
    @ParameterizedTest
    @ValueSource(strings = {"NULL", "1.0", "'1'", "x'31'", "4294967297", "1"})
    @DisplayName("W15: what is of another type than its column is read as something that no row of ours has")
    void what_is_of_another_type_is_nothing_that_was_sealed(String literal) throws Exception {
        for (Class<? extends Record> type : List.of(StoredState.class, StoredPolicy.class, StoredAuditEntry.class)) {
            int columns = type.getRecordComponents().length;
            Record row = handle.createQuery("SELECT " + String.join(", ", Collections.nCopies(columns, literal)))
                    .mapTo(type)
                    .one();
            for (var component : type.getRecordComponents()) {
                assertThat(component.getAccessor().invoke(row))
                        .as(component.toString())
                        .isIn(accepted(component, literal));
            }
        }
    }

    /** The value that the literal stands for, where it is of the column's type; else what stands for no value. */
    private static List<@Nullable Object> accepted(RecordComponent component, String literal) {
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (optional && literal.equals("NULL")) {
            return Collections.singletonList(null);
        }
        return switch (component.getType().getSimpleName()) {
            case "String" -> List.of(literal.equals("'1'") ? "1" : "");
            case "Bytes" -> List.of(Bytes.of(literal.equals("x'31'") ? new byte[] {'1'} : new byte[0]));
            case "long", "Long" -> List.of(literal.matches("\\d+") ? Long.parseLong(literal) : -1L);
            default -> List.of(literal.equals("1") ? 1 : -1);
        };
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
                .filteredOn(method -> !method.isDefault())
                .allSatisfy(method -> assertThat(Arrays.stream(repository.getDeclaredMethods()))
                        .anyMatch(own -> own.getName().equals(method.getName())
                                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes())));
        assertThat(handle.attach(repository)).isNotNull();
    }
}
