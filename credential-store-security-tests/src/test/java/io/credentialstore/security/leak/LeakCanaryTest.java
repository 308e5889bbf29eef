package io.credentialstore.security.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.error.TamperedException;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.security.process.ChildJvm;
import io.credentialstore.security.report.Figures;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.OAuthToken.RefreshEndpoint;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A process that lived the whole life of every kind of credential, with every failure in it")
class LeakCanaryTest {
    private static final long PATIENCE_SECONDS = 300;

    @TempDir
    private static Path root;

    private static final Map<Place, Set<Search.Hit>> FOUND = new EnumMap<>(Place.class);
    private static int secretsLookedFor;
    private static Search search;

    @BeforeAll
    static void liveAndSearch() throws Exception {
        Secrets secrets = Hoard.fill();
        secrets.write(root.resolve(Subject.SECRETS));
        secrets.write(Secrets.KEY_IN_FILE, root.resolve(Subject.KEY), "\n");
        try (EmbeddedPostgres server = server()) {
            run(secrets.text(Control.ENVIRONMENT_VARIABLE), server.getJdbcUrl("postgres", "postgres"));
        }
        secretsLookedFor = secrets.canaries().size() - Control.values().length;
        search = new Search(Stream.concat(secrets.canaries().stream(), Hoard.derived(secrets).stream())
                .toList());
        for (Place place : Place.values()) {
            FOUND.put(place, search.in(place.folder(root)));
        }
    }

    /** It writes down every statement with what is bound to it, and leaves all its files. */
    private static EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(Place.SERVER.folder(root).resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_statement", "all")
                .setServerConfig("log_parameter_max_length_on_error", "-1")
                .start();
    }

    private static void run(String environmentVariable, String server) throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(root.resolve("tmp"));
        ProcessBuilder child = ChildJvm.of(
                        Subject.class,
                        List.of("-Xmx96m", "-Djava.io.tmpdir=" + temporary),
                        root,
                        Figures.thorough() ? 1_000 : 25,
                        server)
                .redirectOutput(Place.CONSOLE.folder(root).resolve("out").toFile())
                .redirectError(Place.CONSOLE.folder(root).resolve("err").toFile());
        child.environment().put("MASTER_ENCRYPTION_KEY", environmentVariable);
        Process process = child.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(() -> console()).isZero();
    }

    private static String console() {
        try {
            return Files.readString(Place.CONSOLE.folder(root).resolve("err"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @AfterAll
    static void count() {
        Figures.of("silence")
                .add("secrets looked for", secretsLookedFor)
                .add("places searched", Place.values().length)
                .add("secrets x places", secretsLookedFor * Place.values().length)
                .add("encodings of all secrets and controls", search.patterns())
                .add("bytes searched", search.bytes())
                .add(
                        "secrets found",
                        Stream.of(Place.values())
                                .mapToLong(place -> leaked(place).size())
                                .sum())
                .add("controls planted", Control.values().length)
                .add(
                        "controls found",
                        Stream.of(Control.values())
                                .filter(LeakCanaryTest::isFound)
                                .count())
                .write();
    }

    private static List<Search.Hit> leaked(Place place) {
        return FOUND.get(place).stream()
                .filter(hit -> !Control.isNamed(hit.canary()))
                .toList();
    }

    private static boolean isFound(Control control) {
        return FOUND.get(control.place()).stream().anyMatch(hit -> hit.canary().equals(control.name()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P1 P2 P3 P4 P5 P6 P7 P9 P11 R1 G7: no secret, in no encoding, at a place")
    void place_afterAWholeLife_holdsNoSecret(Place place) {
        assertThat(leaked(place)).isEmpty();
    }

    @Test
    @DisplayName("P3: every class of the API of which there can be objects was looked at, every exception among them")
    void types_ofTheApi_haveAllBeenSeen() throws IOException {
        List<String> seen = Files.readAllLines(root.resolve(Subject.TYPES));

        assertThat(Stream.of(CredentialStore.class, SqliteStorage.class)
                        .flatMap(type -> PublicTypes.besides(type).stream())
                        .map(Class::getName))
                .hasSizeGreaterThan(60)
                .contains(TamperedException.class.getName(), StoredVersion.class.getName())
                .isSubsetOf(seen);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("P3: every secret part of every type is searched for")
    void parts_ofEveryType_areTheSecretsThatItHolds(CredentialType type) throws IllegalAccessException {
        try (CredentialValue value = new Values(Hoard.fill()).of(type, 1)) {
            assertThat(secretsIn(value)).doesNotContainNull().hasSameSizeAs(Secrets.parts(type));
        }
    }

    private static List<@Nullable Object> secretsIn(Object holder) throws IllegalAccessException {
        List<@Nullable Object> secrets = new ArrayList<>();
        for (Field field : holder.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            if (field.getType() == Secret.class) {
                secrets.add(field.get(holder));
            } else if (field.getType() == RefreshEndpoint.class) {
                secrets.addAll(secretsIn(field.get(holder)));
            }
        }
        return secrets;
    }

    @Test
    @DisplayName("P1: ours, Jdbi, Flyway, Hikari and the drivers are heard, and in full detail those that have any")
    void loggers_ofEveryLayer_areHeard() throws IOException {
        String log = Files.readString(Place.LOGS.folder(root).resolve("slf4j"));

        assertThat(log)
                .contains(" INFO io.credentialstore.CredentialStoreBuilder ", " INFO org.flywaydb.")
                .contains(" DEBUG com.zaxxer.hikari.", " TRACE org.jdbi.", " TRACE org.sqlite.");
        assertThat(Files.readString(Place.LOGS.folder(root).resolve("jul"))).contains("org.postgresql.");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("control: what leaked on purpose is found where it leaked to")
    void control_leakedOnPurpose_isFound(Control control) {
        assertThat(isFound(control)).isTrue();
    }
}
