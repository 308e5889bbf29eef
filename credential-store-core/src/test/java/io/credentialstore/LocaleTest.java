package io.credentialstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.DenialReason;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Codes;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.key.MasterKey;
import io.credentialstore.memory.InMemoryStorage;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.EntityType;
import io.credentialstore.model.Environment;
import io.credentialstore.model.KeyStatus;
import io.credentialstore.model.Metadata;
import io.credentialstore.model.VersionStatus;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Turkish has another i, Arabic and Burmese other digits, Thai another calendar. */
@DisplayName("Codes, times and ids in another locale and time zone")
@ParameterizedClass(name = "{0}")
@ValueSource(strings = {"tr-TR", "az-AZ", "lt-LT", "ar-EG-u-nu-arab", "my-MM-u-nu-mymr", "th-TH-u-ca-buddhist-nu-thai"})
class LocaleTest {
    @Parameter
    private String tag;

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @BeforeEach
    void change() {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
    }

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @Test
    void codes_ofAllConstants_areTheirNamesInAsciiLowerCase() {
        Stream<Enum<?>> constants = Stream.<Enum<?>[]>of(
                        AccessLevel.values(),
                        CredentialStatus.values(),
                        CredentialType.values(),
                        DenialReason.values(),
                        EntityType.values(),
                        Environment.values(),
                        KeyStatus.values(),
                        VersionStatus.values())
                .flatMap(Stream::of);

        assertThat(constants)
                .hasSizeGreaterThan(25)
                .allSatisfy(constant -> assertThat(Codes.of(constant))
                        .isEqualTo(constant.name().toLowerCase(Locale.ROOT))
                        .matches("[a-z_]+"));
    }

    @Test
    void codes_ofConstantsWithAnI_areReadBack() {
        assertThat(CredentialType.of("api_key")).isEqualTo(CredentialType.API_KEY);
        assertThat(CredentialType.of("basic_auth")).isEqualTo(CredentialType.BASIC_AUTH);
        assertThat(EntityType.of("skill")).isEqualTo(EntityType.SKILL);
        assertThat(AccessLevel.of("admin")).isEqualTo(AccessLevel.ADMIN);
        assertThatThrownBy(() -> AccessLevel.of("ADMIN"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("accessLevel must be one of read, write, admin");
    }

    @ParameterizedTest
    @CsvSource({
        "dev, DEV",
        "DEVELOPMENT, DEV",
        "Dev, DEV",
        "stage, STAGING",
        "STAGING, STAGING",
        "Staging, STAGING",
        "prod, PRODUCTION",
        "PRODUCTION, PRODUCTION",
        "' production\n', PRODUCTION",
    })
    void environment_anyOfItsWordsInAnyCase_isRead(String word, Environment environment) {
        assertThat(Environment.of(word)).isEqualTo(environment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "test", "production2", "STAG\u0130NG", "stag\u0131ng", "pr od", "\uff44\uff45\uff56"})
    void environment_anyOtherWord_isRefused(String word) {
        assertThatThrownBy(() -> Environment.of(word)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Environment.of(null)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void timestamps_always_areAsciiUtcToTheMillisecond() {
        Instant time = Instant.parse("2026-11-22T10:32:27.123456Z");

        assertThat(Timestamps.format(time)).isEqualTo("2026-11-22T10:32:27.123Z");
        assertThat(Timestamps.format(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
        assertThat(Timestamps.parse("2026-11-22T10:32:27.123Z")).isEqualTo(Timestamps.stored(time));
        assertThat(Timestamps.formatOptional(null)).isNull();
        assertThat(Timestamps.parseOptional(null)).isNull();
    }

    @Test
    void ids_always_areAscii() {
        String id = new RandomIds(new SecureRandom()).next("cred", Instant.parse("2026-11-22T10:32:27.123Z"));

        assertThat(id).matches("cred_20261122103227123_[0-9a-z]{16}");
        assertThat(CredentialId.of(id).value()).isEqualTo(id);
    }

    @Test
    void metadata_always_isWrittenInAscii() {
        assertThat(Metadata.of(Map.of("I", 1234567.5))).hasToString("{\"I\":1234567.5}");
    }

    @Test
    void store_always_opensStoresAndReads() {
        InMemoryStorage storage = new InMemoryStorage();
        try (MasterKey master = MasterKey.generate();
                Secret secret = Secret.ofString("key");
                CredentialStore store =
                        CredentialStore.builder(() -> storage).masterKey(master).open()) {
            CredentialId id = store.storeCredential("ID", "SERVICE_I", new ApiKey(secret));

            assertThat(store.findCredential("ID")).isPresent();
            assertThat(store.getCredential(id).type()).isEqualTo(CredentialType.API_KEY);
            assertThat(store.verifyIntegrity().isIntact()).isTrue();
        }
    }
}
