package io.credentialstore.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.examples.ChildJvm;
import io.credentialstore.examples.loopback.LoopbackService;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.Credential;
import io.credentialstore.model.Metadata;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    private Path folder;

    private Path database() {
        return folder.resolve(Demo.FOLDER).resolve(FilePlace.NAME);
    }

    @Nested
    @DisplayName("in a process of its own")
    class InAProcess {
        @Test
        void withoutMasterKey_makesOneAndLeavesADatabase() throws IOException, InterruptedException, SQLException {
            Files.createDirectories(database().getParent());
            Files.writeString(database(), "left by an earlier run");
            Files.writeString(database().resolveSibling("credentials.db-wal"), "this too");

            ChildJvm.Result result = ChildJvm.run(Demo.class, folder, Map.of());

            assertThat(result.output())
                    .contains("MASTER_ENCRYPTION_KEY is not set", "steps did what they say.")
                    .doesNotContain("FAILED")
                    .doesNotContain("\u001b");
            assertThat(result.exitCode()).isZero();
            assertThat(database()).isRegularFile();
            assertThat(columns()).contains("stripe_production", "stripe_dev", "google_oauth", "orders_db_prod");
        }

        /** As the sqlite3 command would. */
        private List<String> columns() throws SQLException {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT group_concat(name) FROM credentials")) {
                return List.of(rows.getString(1).split(","));
            }
        }

        @Test
        void withMasterKey_usesItAndDoesNotPrintIt() throws IOException, InterruptedException {
            try (MasterKey key = MasterKey.generate();
                    Secret hex = key.toHex()) {
                String text = hex.use(String::new);

                ChildJvm.Result result =
                        ChildJvm.run(Demo.class, folder, Map.of("MASTER_ENCRYPTION_KEY", text, "NO_COLOR", "1"));

                assertThat(result.output())
                        .contains("The master key comes from MASTER_ENCRYPTION_KEY.", "steps did what they say.")
                        .doesNotContain(text);
                assertThat(result.exitCode()).isZero();
                try (CredentialStore store = SqliteCredentialStore.open(database(), MasterKeyProvider.of(key))) {
                    requireSilent(store, result.output());
                }
            }
        }

        /** Nothing that the store holds stands in the output. */
        private void requireSilent(CredentialStore store, String output) {
            assertThat(store.listCredentials()).hasSize(6);
            store.listCredentials().stream()
                    .filter(credential -> credential.name().startsWith("stripe"))
                    .forEach(credential -> {
                        try (var released = store.retrieveCredentialAsOwner(credential.id(), null)) {
                            String key = released.value(ApiKey.class).apiKey().use(String::new);
                            assertThat(key).startsWith("fake_stripe_");
                            assertThat(output).doesNotContain(key);
                        }
                    });
        }

        @Test
        void onPostgres_tellsTheSameStory_andSearchesTheServersFiles() throws IOException, InterruptedException {
            ChildJvm.Result result = ChildJvm.run(Demo.class, folder, Map.of(), "postgresql");

            assertThat(result.output())
                    .contains("there are files in pg_wal", "secrets found there: 0", "steps did what they say.");
            assertThat(result.exitCode()).isZero();
            assertThat(database()).doesNotExist();
        }

        @Test
        void withBrokenMasterKey_endsWithOneAndDoesNotPrintIt() throws IOException, InterruptedException {
            String broken = "f00dfeed".repeat(7) + "nothex!!";

            ChildJvm.Result result = ChildJvm.run(Demo.class, folder, Map.of("MASTER_ENCRYPTION_KEY", broken));

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output())
                    .contains("DEMO FAILED", "openssl rand -hex 32")
                    .doesNotContain("f00dfeed");
            assertThat(database()).doesNotExist();
        }

        @Test
        void withAStepThatFails_endsWithOne() throws IOException, InterruptedException {
            ChildJvm.Result result = ChildJvm.run(FailingDemo.class, folder, Map.of());

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.output())
                    .contains("[FAILED] two and two", "DEMO FAILED: two and two: expected 5 but found 4")
                    .doesNotContain("steps did what they say");
        }
    }

    /** Ends as a failing demo ends. */
    public static final class FailingDemo {
        private FailingDemo() {}

        public static void main(String[] args) {
            Part part = new Part("Arithmetic", stage -> stage.steps().equal("two and two", 2 + 2, 5));
            System.exit(Demo.run(List.of(part), "", Demo.FOLDER));
        }
    }

    @Nested
    @DisplayName("sabotaged, so that a step must notice")
    class Sabotaged {
        private final Part stripe = new Part("Stripe", StripePart::play);

        /** The last line of what it prints. */
        private String verdict(Part... parts) {
            PrintStream out = System.out;
            PrintStream err = System.err;
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream silent = new PrintStream(printed, true, StandardCharsets.UTF_8);
            System.setOut(silent);
            System.setErr(silent);
            try {
                int exit = Demo.run(List.of(parts), "", folder.resolve(Demo.FOLDER));
                List<String> lines =
                        printed.toString(StandardCharsets.UTF_8).lines().toList();
                return exit + " " + lines.get(lines.size() - 1);
            } finally {
                System.setOut(out);
                System.setErr(err);
            }
        }

        @Test
        void notSabotaged_succeeds() {
            assertThat(verdict(stripe)).startsWith("0 All ");
        }

        @Test
        void noChapterAtAll_theControlWordIsMissed() {
            assertThat(verdict()).startsWith("1 DEMO FAILED: the control word is found in ");
        }

        @Test
        void secretPrinted_isFoundAtTheEnd() {
            Part leak = new Part("Leak", stage -> {
                try (Secret secret = stage.secret("fake_")) {
                    System.err.println("key=" + secret.use(String::new));
                }
            });

            assertThat(verdict(stripe, leak)).isEqualTo("1 DEMO FAILED: secrets found there: expected 0 but found 1");
        }

        @Test
        void secretInMetadata_isFoundAtTheEnd() {
            Part leak = new Part("Leak", stage -> {
                try (ApiKey key = new ApiKey(stage.secret("fake_"))) {
                    Metadata notes = Metadata.of(Map.of("note", key.apiKey().use(String::new)));
                    stage.store()
                            .storeCredential(NewCredential.of("x", "x", key).withMetadata(notes));
                }
            });

            assertThat(verdict(stripe, leak)).isEqualTo("1 DEMO FAILED: secrets found there: expected 0 but found 1");
        }

        @Test
        void fileLeftBesideTheDatabase_isNoticed() {
            Part copy = new Part(
                    "Copy",
                    stage -> Files.writeString(
                            stage.place().folder().resolve("credentials.db-copy"), "stripe_production"));

            assertThat(verdict(stripe, copy))
                    .isEqualTo("1 DEMO FAILED: only the database is left, checkpointed: expected 1 but found 2");
        }

        @Test
        void keyThatTheServiceDoesNotKnow_isNoticed() {
            Part replaced = new Part("Replaced", stage -> {
                try (Secret other = stage.secret("fake_")) {
                    stage.stripe().accept(LoopbackService.CUSTOMERS, other);
                }
            });

            assertThat(verdict(stripe, replaced, new Part("Rotation", RotationPart::play)))
                    .isEqualTo("1 DEMO FAILED: the service accepts version 1: expected 200 but found 401");
        }

        @Test
        void skillThatHasAGrantAfterAll_isNoticed() {
            Part granted = new Part("Granted", stage -> {
                Credential key =
                        stage.store().findCredential("stripe_production").orElseThrow();
                stage.grant(key.id(), "report_writer", "by mistake");
            });

            assertThat(verdict(stripe, granted, new Part("Refusals", RefusalPart::play)))
                    .isEqualTo("1 DEMO FAILED: it is refused: expected AccessDeniedException but it went through");
        }

        @Test
        void refusalThatTheStoryDoesNotTell_isNoticedInTheTrail() {
            assertThat(verdict(stripe, new Part("Audit", AuditPart::play)))
                    .isEqualTo(
                            "1 DEMO FAILED: everything that the store refused in this story: expected 3 but found 0");
        }
    }
}
