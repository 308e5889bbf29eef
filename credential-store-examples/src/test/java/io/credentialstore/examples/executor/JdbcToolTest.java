package io.credentialstore.examples.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.examples.loopback.LoopbackDatabase;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.testkit.Stores;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcToolTest {
    private static final Caller CALLER = Caller.tool("jdbc_query");
    private static final String SUM = "SELECT SUM(total) AS revenue FROM orders WHERE id < ?";

    private final CredentialStore store = Stores.inMemory();
    private final ToolExecutor tools = new ToolExecutor(store, List.of(new JdbcTool(LoopbackDatabase::url)));
    private LoopbackDatabase database;
    private CredentialId id;

    @BeforeEach
    void start() throws SQLException {
        try (Secret password = Secret.ofString("fake_password_1")) {
            database = LoopbackDatabase.start(password);
            id = StoredKeys.store(store, "orders", "h2", database.login(password.duplicate()));
        }
        store.grantAccess(id, Entity.tool("jdbc_query"), AccessLevel.READ);
    }

    @AfterEach
    void stop() throws SQLException {
        database.close();
        store.close();
    }

    private Map<String, Object> query(String sql, Object... parameters) {
        return tools.execute(
                ToolCall.of("jdbc_query", Map.of("sql", sql, "parameters", List.of(parameters)))
                        .withCredential("orders"),
                CALLER);
    }

    @Test
    void execute_logsInAndAnswers() {
        assertThat(query(SUM, 3)).isEqualTo(Map.of("rows", List.of(Map.of("REVENUE", 200L))));
        assertThat(query("SELECT CURRENT_USER AS me"))
                .isEqualTo(Map.of("rows", List.of(Map.of("ME", LoopbackDatabase.USER))));
    }

    @Test
    void execute_passwordChangedAtTheServer_isRefusedUntilRotated() throws SQLException {
        try (Secret renewed = Secret.ofString("fake_password_2")) {
            database.accept(renewed);
            refused(() -> query(SUM, 3), Reason.TOOL_FAILED, "SQLState 28000");

            store.rotateCredential(id, database.login(renewed), "ops");
        }
        assertThat(query(SUM, 2)).isEqualTo(Map.of("rows", List.of(Map.of("REVENUE", 120L))));
    }

    @Test
    void execute_brokenSql_saysOnlyTheState() {
        refused(() -> query("SELEKT 1"), Reason.TOOL_FAILED, "SQLState 42001");
        refused(() -> query("DROP TABLE orders"), Reason.TOOL_FAILED, "SQLState");
    }

    @Test
    void execute_withoutCredentialOrSql_isRefused() {
        refused(
                () -> tools.execute(ToolCall.of("jdbc_query", Map.of("sql", "SELECT 1")), CALLER),
                Reason.INVALID_INPUT,
                "names a credential");
        refused(
                () -> tools.execute(ToolCall.of("jdbc_query", Map.of()).withCredential("orders"), CALLER),
                Reason.INVALID_INPUT,
                "needs sql as a String");
    }

    @Test
    void execute_apiKey_isRefused() {
        store.grantAccess(
                StoredKeys.key(store, "key", "h2", "fake_key_1"), Entity.tool("jdbc_query"), AccessLevel.READ);

        refused(
                () -> tools.execute(
                        ToolCall.of("jdbc_query", Map.of("sql", "SELECT 1")).withCredential("key"), CALLER),
                Reason.NOT_USABLE_HERE,
                "is of type api_key");
    }

    private static void refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Reason reason, String part) {
        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(call)
                .withMessageContaining(part)
                .withMessageNotContaining("fake_")
                .withNoCause()
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
