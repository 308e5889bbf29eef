package io.credentialstore.jdbc.internal.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.jdbc.Sqlite;
import io.credentialstore.jdbc.SqliteStorage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("No statement reads or sorts more than it answers with,")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryPlansTest {
    /** The written list of statements that read a whole table, or sort, each with the reason why that is no harm. */
    private enum Allowed {
        TRAIL_IN_ORDER(
                "FROM credential_audit_log (WHERE (action = :action|success = 1|action = :action AND success = 1) )?ORDER BY seq.*",
                "SCAN credential_audit_log",
                "a page stands at one end of the trail; retrievals and successes are most of it, so a page is soon full"),
        FAILURES_IN_ORDER(
                "FROM credential_audit_log WHERE (entity_type \\|\\| '' = :entityType AND entity_id \\|\\| '' = :entityId AND )?"
                        + "(action = :action AND )?success = 0 ORDER BY seq.*",
                "SCAN credential_audit_log USING INDEX audit_of_failures",
                "the index holds failures only, in their order, and most failures are of retrievals"),
        CREDENTIALS_IN_ORDER(
                "FROM credentials ORDER BY id LIMIT :limit",
                "SCAN credentials USING INDEX sqlite_autoindex_credentials_1",
                "the first page of all"),
        COUNT(
                "SELECT COUNT\\(\\*\\) FROM .*",
                "SCAN .*",
                "a count looks at all that it counts, once, when it is asked for"),
        KEYS(
                "FROM (key_slots|encryption_keys) ORDER BY .*",
                "SCAN .*",
                "at most 16 slots, and a data key for each term"),
        GRANTS_ON_ONE_CREDENTIAL(
                "FROM credential_access_policies WHERE credential_id = :credentialId ORDER BY id",
                "USE TEMP B-TREE FOR ORDER BY",
                "all of them go into one digest, in the order of their ids; an index would cost more than sorting a few"),
        GRANTS_THAT_END(
                "WHERE expires_at < :before ORDER BY expires_at, id",
                "USE TEMP B-TREE FOR LAST TERM OF ORDER BY",
                "all that is sorted is answered, and only what ends in the same millisecond is"),
        ORPHANS("AS named WHERE NOT EXISTS .*", "(SCAN|USE TEMP B-TREE).*", "a full verification reads everything");

        private final String statement;
        private final String step;
        private final String reason;

        Allowed(String statement, String step, String reason) {
            this.statement = statement;
            this.step = step;
            this.reason = reason;
        }

        boolean covers(String sql, String planned) {
            return sql.replaceAll("\\s+", " ").matches(".*" + statement) && planned.matches(step);
        }

        @Override
        public String toString() {
            return name() + ": " + reason;
        }
    }

    private final Set<Allowed> met = EnumSet.noneOf(Allowed.class);
    private Handle handle;
    private Connection connection;

    @BeforeAll
    void makeTables(@TempDir Path directory) throws SQLException {
        Path file = directory.resolve("store.db");
        SqliteStorage.open(file).close();
        connection = Sqlite.open(file);
        handle = Repositories.on(connection, (method, repository, declared) -> method);
    }

    @AfterAll
    void close() throws SQLException {
        connection.close();
    }

    @Test
    @DisplayName("but for a written list of those that may, each of which is met")
    void noStatementScansOrSorts() throws ReflectiveOperationException, SQLException {
        Set<String> problems = new TreeSet<>();
        for (Class<?> repository : RepositoriesTest.repositories().toList()) {
            assertThat(Statements.unexplained(repository)).isEmpty();
            for (String sql : Statements.of(repository, handle)) {
                wasteful(sql).forEach(step -> problems.add(step + "  <-  " + sql));
            }
        }
        assertThat(problems).isEmpty();
        assertThat(met).containsExactlyInAnyOrder(Allowed.values());
    }

    @Test
    @DisplayName("and what is asked about one credential walks along no other entries than its own")
    void searchesAboutOneCredential_useItsIndex() throws ReflectiveOperationException, SQLException {
        List<String> searches = Statements.of(JdbiAuditRepository.class, handle).stream()
                .filter(sql -> sql.contains("credential_id = :credential "))
                .toList();
        assertThat(searches).isNotEmpty();
        for (String sql : searches) {
            assertThat(Sqlite.plan(connection, sql)).as(sql).contains("INDEX audit_by_credential");
        }
    }

    private List<String> wasteful(String sql) throws SQLException {
        List<String> wasteful = new ArrayList<>();
        for (String step : Sqlite.plan(connection, sql).lines().toList()) {
            boolean isWasteful = step.startsWith("SCAN ") || step.contains("TEMP B-TREE");
            if (isWasteful && !isAllowed(sql, step)) {
                wasteful.add(step);
            }
        }
        return wasteful;
    }

    private boolean isAllowed(String sql, String step) {
        for (Allowed allowed : Allowed.values()) {
            if (allowed.covers(sql, step)) {
                met.add(allowed);
                return true;
            }
        }
        return false;
    }
}
