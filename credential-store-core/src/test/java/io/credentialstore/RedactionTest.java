package io.credentialstore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.key.KeyRing;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.memory.InMemoryStorage;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.support.Clear;
import io.credentialstore.support.Hex;
import io.credentialstore.support.Keys;
import io.credentialstore.support.MainClasses;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CustomCredential;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import io.credentialstore.value.OAuthToken.RefreshEndpoint;
import io.credentialstore.value.SshKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What holds a secret prints, writes and serializes nothing of it")
class RedactionTest {
    private static final String CANARY = "canary4711secret";
    private static final MasterKey MASTER = MasterKey.generate();
    private static final String SSH = Keys.pem("PRIVATE KEY", Keys.pkcs8(Keys.ED25519));
    private static final RecordingRandom RANDOM = new RecordingRandom();
    private static final Set<String> FORBIDDEN = forbidden();
    private static final List<Object> SAMPLES = samples();

    private static Secret canary() {
        return Secret.ofString(CANARY);
    }

    private static Set<String> forbidden() {
        Set<String> forms = new HashSet<>();
        MASTER.use(key -> forms.addAll(forms(key)));
        forms.addAll(forms(CANARY.getBytes(UTF_8)));
        forms.addAll(forms(Keys.tail(Keys.pkcs8(Keys.ED25519), 32)));
        forms.add(SSH.lines().toList().get(1));
        return forms;
    }

    private static Set<String> forms(byte[] secret) {
        return Set.of(
                new String(secret, ISO_8859_1),
                Hex.encode(secret),
                Hex.encode(secret).toUpperCase(Locale.ROOT),
                Base64.getEncoder().withoutPadding().encodeToString(secret).substring(0, 16));
    }

    private static List<Object> samples() {
        RefreshEndpoint endpoint = new RefreshEndpoint(URI.create("https://auth.example.com"), "client", canary());
        OAuthToken token = OAuthToken.of(canary()).withRefreshToken(canary()).withRefreshEndpoint(endpoint);
        InMemoryStorage storage = new InMemoryStorage();
        CredentialStoreBuilder builder =
                CredentialStore.builder(() -> storage).masterKey(MASTER).random(RANDOM);
        CredentialStore store = builder.open();
        FORBIDDEN.addAll(forms(RANDOM.firstOf(KeyBytes.LENGTH)));
        CredentialId id = store.storeCredential("name", "service", new ApiKey(canary(), canary()));
        store.grantAccess(id, Entity.skill("mailer"), AccessLevel.READ);
        return List.of(
                canary(),
                new ApiKey(canary(), canary()),
                new BasicAuth("me", canary()),
                new DbConnection("db", 1, "orders", "app", canary(), true),
                endpoint,
                token,
                new SshKey(Secret.ofString(SSH), canary(), "ssh-ed25519 AAAA"),
                new CustomCredential(Secret.ofString("{\"a\":\"" + CANARY + "\"}")),
                MASTER,
                new KeyRing(MASTER, List.of(MASTER)),
                MasterKeyProvider.of(MASTER),
                MasterKeyProvider.firstOf(MasterKeyProvider.of(MASTER), environment()),
                environment(),
                NewCredential.of("name", "service", token),
                builder,
                StoreMigration.of(builder, builder),
                store,
                store.as(Caller.skill("mailer")),
                store.retrieveCredential(id, "mailer"));
    }

    private static MasterKeyProvider environment() {
        String hex = MASTER.use(Hex::encode);
        return MasterKeyProvider.fromEnvironment(
                Map.of(MasterKeyProvider.VARIABLE, hex, MasterKeyProvider.VARIABLE_PREVIOUS, hex));
    }

    static Stream<Object> samplesByName() {
        return SAMPLES.stream();
    }

    private static void assertSilent(String output) {
        assertThat(FORBIDDEN.stream().filter(output::contains)).as(output).isEmpty();
    }

    /** Everything that a throwable and its causes and suppressed ones say. */
    private static String said(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    @Test
    void control_samplesHoldWhatIsSearchedFor() {
        assertThat(Clear.text((Secret) SAMPLES.get(0))).isEqualTo(CANARY);
        assertThat(FORBIDDEN)
                .hasSizeGreaterThanOrEqualTo(15)
                .anyMatch(("x" + CANARY)::contains)
                .anyMatch(MASTER.use(Hex::encode)::contains);
    }

    @Test
    void samples_always_coverEveryPublicTypeThatHoldsASecret() {
        assertThat(publicHolders())
                .hasSizeGreaterThan(15)
                .contains(ApiKey.class, MasterKeyProvider.class, CredentialStore.class)
                .filteredOn(type -> SAMPLES.stream().noneMatch(type::isInstance))
                .as("public types that hold a secret and have no sample above")
                .isEmpty();
    }

    // the samples are shared, so JUnit must not close them
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("samplesByName")
    void text_ofAnySample_saysNothing(Object sample) {
        assertSilent(String.valueOf(sample));
        assertSilent(String.format("%s %s", List.of(sample), Map.of("key", sample)));
        assertSilent(String.valueOf(sample.hashCode()));
    }

    // the samples are shared, so JUnit must not close them
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("samplesByName")
    void json_ofAnySampleUnderAnyMapper_saysNothing(Object sample) {
        for (ObjectMapper mapper : mappers()) {
            StringWriter written = new StringWriter();
            try {
                mapper.writeValue(written, sample);
            } catch (IOException | RuntimeException e) {
                assertSilent(said(e));
            }
            assertSilent(written.toString());
        }
    }

    private static List<ObjectMapper> mappers() {
        return List.of(
                new ObjectMapper(),
                new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS),
                JsonMapper.builder()
                        .visibility(PropertyAccessor.ALL, Visibility.NONE)
                        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                        .build(),
                JsonMapper.builder()
                        .visibility(PropertyAccessor.ALL, Visibility.ANY)
                        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                        .build());
    }

    // the samples are shared, so JUnit must not close them
    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("samplesByName")
    void javaSerialization_ofAnySample_isRefused(Object sample) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            Throwable refused = catchThrowable(() -> out.writeObject(sample));
            assertThat(refused).isInstanceOf(NotSerializableException.class);
            assertSilent(said(refused));
        }
        assertSilent(bytes.toString(ISO_8859_1));
    }

    /** Serializers that read fields, such as Gson, pass over what is transient. */
    @Test
    void fieldsOfArraysAndTexts_whereSecretsAreHeld_areTransient() {
        List<Class<?>> innermost = List.of(
                Secret.class, MasterKey.class, KeyBytes.class, environment().getClass());

        assertThat(innermost.stream()
                        .flatMap(type -> Stream.of(type.getDeclaredFields()))
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .filter(field -> field.getType().isArray() || field.getType() == Map.class))
                .hasSize(4)
                .allMatch(field -> Modifier.isTransient(field.getModifiers()));
    }

    /** Public types outside of internal packages that have, or whose implementations have, a secret in some field. */
    private static Set<Class<?>> publicHolders() {
        List<Class<?>> all = MainClasses.reflected();
        Set<Class<?>> holders = new HashSet<>(Set.of(Secret.class, MasterKey.class, KeyBytes.class));
        while (holders.addAll(all.stream().filter(type -> holds(type, holders)).toList())) {
            assertThat(holders.size()).isLessThanOrEqualTo(all.size());
        }
        return holders.stream().filter(RedactionTest::isApi).collect(Collectors.toSet());
    }

    private static boolean isApi(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && !type.getName().contains(".internal.")
                && (type.getEnclosingClass() == null || isApi(type.getEnclosingClass()));
    }

    private static boolean holds(Class<?> type, Set<Class<?>> holders) {
        Class<?> parent = type.getSuperclass();
        return (parent != null && holders.contains(parent)) // and its fields with it
                || Stream.of(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(Field::getGenericType)
                        .anyMatch(field -> holders.stream()
                                .anyMatch(holder -> (field.getTypeName() + ">").contains(holder.getName() + ">")))
                || holders.stream().anyMatch(holder -> !type.equals(holder) && type.isAssignableFrom(holder));
    }

    /** Remembers what it gave away. */
    private static final class RecordingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient List<byte[]> drawn = new ArrayList<>();

        @Override
        public void nextBytes(byte[] bytes) {
            super.nextBytes(bytes);
            drawn.add(bytes.clone());
        }

        byte[] firstOf(int length) {
            return drawn.stream()
                    .filter(bytes -> bytes.length == length)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
