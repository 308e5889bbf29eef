package io.credentialstore.jdbc.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresFailuresTest {
    private static final String MARKER = "mArKeR";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            55P03 | STORE_BUSY      | pg_stat_activity
            40001 | STORE_BUSY      | Try again
            40P01 | STORE_BUSY      | Try again
            53300 | STORE_BUSY      | Try again
            53100 | STORAGE_FULL    | Make room
            57014 | STORAGE_FAILURE | too long
            42501 | STORAGE_FAILURE | docs/postgresql.md
            25006 | STORAGE_FAILURE | primary
            3D000 | STORAGE_FAILURE | does not exist
            08006 | STORAGE_FAILURE | connection
            57P01 | STORAGE_FAILURE | connection
            25P03 | STORAGE_FAILURE | said nothing
            28P01 | STORAGE_FAILURE | password
            23505 | STORAGE_FAILURE | breaks a rule
            22001 | STORAGE_FAILURE | breaks a rule
            42P01 | STORAGE_FAILURE | verifyIntegrity()
            53200 | STORAGE_FAILURE | log
            XX001 | STORAGE_FAILURE | damaged
            99999 | STORAGE_FAILURE | SQLSTATE 99999
            """)
    void every_state_becomes_a_code_and_a_sentence_with_what_to_do_next(String state, ErrorCode code, String words) {
        CredentialStoreException translated = PostgresFailures.translate(new SQLException(MARKER, state));
        assertThat(translated.code()).isEqualTo(code);
        assertThat(translated).hasMessageContaining(words);
    }

    @Test
    @DisplayName("what the driver quotes of rows and of what was bound is in no message and no cause")
    void what_the_driver_quotes_goes_no_further() {
        SQLException inner = new SQLException("Detail: Key (name)=(" + MARKER + ") already exists.", "23505");
        SQLException batch = new BatchUpdateException(
                "Batch entry 0 INSERT INTO credentials VALUES ('" + MARKER + "')", "23505", new int[0], inner);
        batch.setNextException(inner);
        batch.addSuppressed(inner);
        SQLException pool = new SQLTransientConnectionException(MARKER, "23505", inner);
        for (SQLException failure : List.of(inner, batch, pool)) {
            StringWriter everything = new StringWriter();
            PostgresFailures.translate(failure).printStackTrace(new PrintWriter(everything));
            assertThat(everything.toString()).contains("SQLSTATE 23505").doesNotContain(MARKER);
        }
    }

    @Test
    void what_the_operating_system_said_about_a_connection_stays() {
        IOException refused = new IOException("Connection refused");
        CredentialStoreException translated =
                PostgresFailures.translate(new SQLException("Connection to db.example.com failed", "08001", refused));
        assertThat(translated).hasRootCause(refused);
    }

    @Test
    void a_pool_without_a_free_connection_is_busy_and_one_that_gets_none_says_why() {
        SQLException none = new SQLTransientConnectionException("timed out");
        SQLException refused = new SQLTransientConnectionException("timed out", new SQLException("refused", "28P01"));
        assertThat(Stream.of(none, refused)
                        .map(failure -> PostgresFailures.translate(failure).code()))
                .containsExactly(ErrorCode.STORE_BUSY, ErrorCode.STORAGE_FAILURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "42501", "08006", "55P03"})
    @DisplayName("no transaction goes on after a failure, as the server would make of its commit a rollback")
    void no_transaction_goes_on_after_a_failure(String state) {
        assertThat(new PostgresDialect().isBroken(new SQLException(MARKER, state)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"08006, true", "57P01, true", ", true", "57014, false", "23505, false", "53100, false"})
    void only_a_lost_connection_leaves_the_outcome_of_a_commit_unknown(String state, boolean unknown) {
        assertThat(new PostgresDialect().isOutcomeUnknown(new SQLException(MARKER, state)))
                .isEqualTo(unknown);
    }
}
