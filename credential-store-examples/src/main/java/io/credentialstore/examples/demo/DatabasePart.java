package io.credentialstore.examples.demo;

import io.credentialstore.examples.executor.ExecutorException;
import io.credentialstore.examples.executor.SkillManifest;
import io.credentialstore.examples.executor.ToolCall;
import io.credentialstore.examples.loopback.LoopbackDatabase;
import io.credentialstore.model.CredentialId;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.DbConnection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Use case 4: a database login opens a real connection. */
final class DatabasePart {
    private static final String SKILL = "data_analyzer_skill";
    private static final String CREDENTIAL = "orders_db_prod";
    private static final String SQL = "SELECT COUNT(*) AS orders, SUM(total) AS revenue FROM orders";

    private DatabasePart() {}

    static void play(Stage stage) throws SQLException {
        try (Secret password = stage.secret("fake_db_password_");
                LoopbackDatabase database = LoopbackDatabase.start(password)) {
            DbConnection login = database.login(password.duplicate());
            stage.narrator()
                    .say("An H2 server listens on " + login.host() + ":" + login.port() + " and wants a login.");
            CredentialId id = stage.store(CREDENTIAL, "orders", login);
            stage.grant(id, SKILL, "Reads the orders table");
            register(stage);
            query(stage);
            refuseWrongPassword(stage, database, id);
        }
    }

    private static void register(Stage stage) {
        stage.skills()
                .register(
                        new SkillManifest(SKILL, "Data analyzer", List.of(CREDENTIAL), List.of("jdbc_query")),
                        (input, tools) -> tools.call(
                                ToolCall.of("jdbc_query", Map.of("sql", SQL)).withCredential(CREDENTIAL)));
    }

    private static void query(Stage stage) {
        Map<String, Object> output = stage.skills().execute(SKILL, Map.of(), Stage.USER);
        stage.narrator().quote(SQL + "\nout: " + output);
        stage.steps()
                .equal(
                        "the server let the skill in and answered",
                        output,
                        Map.of("rows", List.of(Map.of("ORDERS", 3L, "REVENUE", 242L))));
    }

    private static void refuseWrongPassword(Stage stage, LoopbackDatabase database, CredentialId id)
            throws SQLException {
        try (Secret renewed = stage.secret("fake_db_password_")) {
            database.accept(renewed);
            stage.steps()
                    .refused(
                            "after a change of password at the server the stored one is refused",
                            ExecutorException.class,
                            () -> stage.skills().execute(SKILL, Map.of(), Stage.USER));
            try (DbConnection login = database.login(renewed.duplicate())) {
                stage.store().rotateCredential(id, login, Stage.OPERATOR);
            }
        }
        Object rows = stage.skills().execute(SKILL, Map.of(), Stage.USER).get("rows");
        stage.steps()
                .check("rotated to the new one, the skill gets in again", rows instanceof List<?> l && l.size() == 1);
    }
}
