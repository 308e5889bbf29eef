package io.credentialstore.model;

import static io.credentialstore.support.Texts.assertFreeText;
import static io.credentialstore.support.Texts.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.NewCredential;
import io.credentialstore.Rotation;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Rules of ids, names and texts")
class NamesAndTextsTest {
    private static final Caller CALLER = Caller.skill("mailer");
    private static final CredentialId ID = CredentialId.of("cred_1_00000000");
    private static final Grant GRANT = Grant.of(Entity.skill("mailer"), AccessLevel.READ);
    private static final ApiKey VALUE = new ApiKey(Secret.ofString("key"));
    private static final NewCredential NEW = NewCredential.of("name", "service", VALUE);
    private static final HostEvent EVENT = HostEvent.of(ID, CALLER, "sent");

    private static Arguments taking(String what, String field, Consumer<String> takes) {
        return Arguments.of(Named.of(what, field), takes);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                taking("name of a credential", "name", name -> NewCredential.of(name, "service", VALUE)),
                taking("service of a credential", "service", name -> NewCredential.of("name", name, VALUE)),
                taking("service of a filter", "service", CredentialFilter.all()::withService));
    }

    static Stream<Arguments> entityIds() {
        return Stream.of(
                taking("skill", "entityId", Entity::skill),
                taking("tool", "entityId", Entity::tool),
                taking("owner", "entityId", Entity::owner),
                taking("skill of a caller", "entityId", Caller::skill),
                taking("tool of a caller", "entityId", Caller::tool));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                taking("user of a caller", "userId", CALLER::withUser),
                taking("run of a caller", "runId", CALLER::withRun),
                taking("purpose of a caller", "purpose", CALLER::withPurpose),
                taking("author of a credential", "createdBy", NEW::withCreatedBy),
                taking("author of a grant", "grantedBy", GRANT::withGrantedBy),
                taking("reason of a grant", "reason", GRANT::withReason),
                taking("author of a rotation", "rotatedBy", user -> new Rotation(user, Duration.ZERO, true, null)),
                taking("user of a query", "userId", AuditQuery.all()::withUser),
                taking("error of a host event", "error", EVENT::failed));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void name_anyAllowedCharacter_isAcceptedAndAnyOtherRefused(String field, Consumer<String> takes) {
        assertCharacters(field, takes, "._-");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entityIds")
    void entityId_anyAllowedCharacter_isAcceptedAndAnyOtherRefused(String field, Consumer<String> takes) {
        assertCharacters(field, takes, "._:/@-");
    }

    private static void assertCharacters(String field, Consumer<String> takes, String punctuation) {
        for (int c = 0; c < 0x300; c++) {
            String character = Character.toString(c);
            boolean first = c < 0x80 && Character.isLetterOrDigit(c);
            boolean inside = first || punctuation.contains(character);
            assertAcceptedIf(first, field, character, takes);
            assertAcceptedIf(first, field, character + "x", takes);
            assertAcceptedIf(inside, field, "x" + character + "x", takes);
            assertAcceptedIf(inside, field, "x" + character, takes);
        }
    }

    private static void assertAcceptedIf(boolean accepted, String field, String text, Consumer<String> takes) {
        if (accepted) {
            assertThatCode(() -> takes.accept(text)).as("<%s>", text).doesNotThrowAnyException();
        } else {
            assertRefused(field, text, takes);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"names", "entityIds"})
    void nameOrId_limit_isAcceptedAndOneMoreRefused(String field, Consumer<String> takes) {
        takes.accept("x".repeat(128));
        assertRefused(field, "x".repeat(129), takes);
        assertRefused(field, "x".repeat(10_000_000), takes);
        assertRefused(field, "", takes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"names", "entityIds"})
    @DisplayName("I2: hostile text is no name and no id")
    void nameOrId_hostileText_isRefused(String field, Consumer<String> takes) {
        assertThat(Stream.of(
                        "name\n",
                        "name\r\n",
                        "na\u202eme",
                        "na\u0000me",
                        "n\u0430me",
                        "naïve",
                        "日本",
                        "\ud800",
                        "a b",
                        "../etc",
                        "a' OR '1'='1",
                        "%00",
                        "a;b",
                        "a\u200bb",
                        "\u0130d"))
                .allSatisfy(text -> assertRefused(field, text, takes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void freeText_anyPrintableText_isAcceptedAndAnyOtherRefused(String field, Consumer<String> takes) {
        assertFreeText(field, 512, takes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    @DisplayName("I4: free text takes every code point that neither hides nor breaks a line")
    void freeText_everyCodePoint_isAcceptedUnlessItHidesOrBreaks(String field, Consumer<String> takes) {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < 0x3000 || c % 257 == 0)
                .filter(c -> isHidden(Character.getType(c)))
                .forEach(c -> assertRefused(field, "a" + Character.toString(c) + "b", takes));
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < 0x3000 || c % 257 == 0)
                .filter(c -> !isHidden(Character.getType(c)))
                .forEach(c -> takes.accept("a" + Character.toString(c) + "b"));
    }

    private static boolean isHidden(int type) {
        return switch (type) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    @Test
    void hostEvent_actionOfTheStore_isRefused() {
        assertThatThrownBy(() -> new HostEvent(ID, CALLER, AuditAction.RETRIEVE, null, Metadata.none()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("action ");
    }

    @Test
    void grant_ofTheOwner_isRefused() {
        assertThatThrownBy(() -> Grant.of(Entity.owner("app"), AccessLevel.READ))
                .isInstanceOf(InvalidInputException.class);
        assertThat(Entity.owner("app").isGrantable()).isFalse();
        assertThat(Entity.skill("app").isGrantable() && Entity.tool("app").isGrantable())
                .isTrue();
    }

    @Test
    void missingParts_always_areRefusedByName() {
        assertThatThrownBy(() -> new Entity(null, "x")).hasMessageStartingWith("entityType ");
        assertThatThrownBy(() -> Caller.of(null)).hasMessageStartingWith("entity ");
        assertThatThrownBy(() -> Grant.of(null, AccessLevel.READ)).hasMessageStartingWith("entity ");
        assertThatThrownBy(() -> Grant.of(Entity.skill("x"), null)).hasMessageStartingWith("level ");
        assertThatThrownBy(() -> NewCredential.of("n", "s", null)).hasMessageStartingWith("value ");
        assertThatThrownBy(() -> NEW.withMetadata(null)).hasMessageStartingWith("metadata ");
        assertThatThrownBy(() -> HostEvent.of(null, CALLER, "x")).hasMessageStartingWith("credentialId ");
        assertThatThrownBy(() -> HostEvent.of(ID, null, "x")).hasMessageStartingWith("caller ");
        assertRefused("entityId", null, Entity::skill);
    }

    @Test
    void instants_outsideOfFourDigitYears_areRefused() {
        assertThat(Stream.of("1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z").map(Instant::parse))
                .allSatisfy(time -> {
                    assertThatThrownBy(() -> GRANT.withExpiresAt(time)).hasMessageStartingWith("expiresAt ");
                    assertThatThrownBy(() -> NEW.withExpiresAt(time)).hasMessageStartingWith("expiresAt ");
                    assertThatThrownBy(() -> AuditQuery.all().withSince(time)).hasMessageStartingWith("since ");
                    assertThatThrownBy(() -> AuditQuery.all().withUntil(time)).hasMessageStartingWith("until ");
                });
        assertThat(GRANT.withExpiresAt(Instant.EPOCH).expiresAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void gracePeriod_limits_areAcceptedAndMoreRefused() {
        assertThat(Stream.of(Duration.ZERO, Duration.ofDays(3_653))
                        .map(grace -> new Rotation(null, grace, true, null).gracePeriod()))
                .hasSize(2);
        assertThat(Stream.of(
                        Duration.ofNanos(-1), Duration.ofDays(3_653).plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE)))
                .allSatisfy(grace -> assertThatThrownBy(() -> new Rotation(null, grace, true, null))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageStartingWith("gracePeriod "));
        assertThatThrownBy(() -> new Rotation(null, null, true, null)).isInstanceOf(InvalidInputException.class);
    }
}
