package io.credentialstore.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.key.MasterKey;
import io.credentialstore.secret.Secret;
import io.credentialstore.support.MainClasses;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Code of core")
class CodingRulesTest {
    private static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(MainClasses.ALL);
    }

    private static ArchRule noCallOf(Class<?> type, String method) {
        return noClasses().should().callMethodWhere(callOf(type, method));
    }

    private static DescribedPredicate<JavaMethodCall> callOf(Class<?> type, String method) {
        return DescribedPredicate.describe(
                type.getSimpleName() + "." + method + " is the target",
                call -> call.getTargetOwner().isAssignableTo(type)
                        && call.getTarget().getName().matches(method));
    }

    @Test
    @DisplayName("K2: randomness comes from the SecureRandom that is passed in")
    void randomness_always_comesFromSecureRandomThatIsPassedIn() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ThreadLocalRandom.class, UUID.class)
                .because("keys, salts and ids must not be predictable"));
        check(noCallOf(Math.class, "random").because("keys, salts and ids must not be predictable"));
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(CredentialStoreBuilder.class, MasterKey.class)
                .should()
                .callConstructor(SecureRandom.class)
                .because("tests and hosts pass the generator in; only the builder's default and a new key make one"));
    }

    @Test
    void time_always_comesFromTheClockThatIsPassedIn() {
        String reason = "tests and hosts pass the clock in";

        check(noCallOf(LocalDateTime.class, "now").because(reason));
        check(noCallOf(System.class, "nanoTime").because(reason));
        check(noClasses()
                .that()
                .doNotBelongToAnyOf(CredentialStoreBuilder.class)
                .should()
                .callMethodWhere(callOf(Clock.class, "system.*"))
                .because(reason));
        check(noCallOf(Thread.class, "sleep").because("waiting is the business of whoever is waited for"));
    }

    @Test
    void output_always_goesThroughTheLogger() {
        check(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.because("all logging goes through SLF4J"));
        check(noCallOf(Throwable.class, "printStackTrace").because("the host owns the standard streams"));
    }

    @Test
    void exceptions_always_areOfOurVocabularyOrNameTheMisuse() {
        check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.because("a caller cannot tell a bare exception from others"));
    }

    @Test
    void localeAndCharset_never_areThoseOfTheMachine() {
        String reason = "a Turkish i or an Arabic digit would change codes and timestamps";
        check(noClasses()
                .should()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callConstructor(String.class, byte[].class)
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .because(reason));
    }

    @Test
    void memory_ofTheCodecs_usesTimestampsAlone() {
        check(noClasses()
                .that()
                .resideInAPackage("io.credentialstore.memory")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are codecs of values",
                        type -> type.getPackageName().endsWith(".internal.codec")
                                && !type.isEquivalentTo(Timestamps.class)))
                .because("a storage compares times as they are stored, and has nothing else to encode"));
    }

    @Test
    void spi_never_usesInternals() {
        check(noClasses()
                .that()
                .resideInAPackage("io.credentialstore.spi")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..internal..")
                .because("a storage of others cannot use what the module does not export"));
    }

    @Test
    void crypto_always_isInOnePackageAndKnowsNoSecretTypes() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.credentialstore.internal.crypto")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle.crypto..")
                .because("Bouncy Castle has ciphers too, and every use of one must be found in one place"));
        check(noClasses()
                .that()
                .resideInAPackage("io.credentialstore.internal.crypto")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.credentialstore.secret", "io.credentialstore.internal.codec")
                .because("it turns bytes into bytes and must not know what they mean"));
    }

    @Test
    @DisplayName("K4: keys and MACs are compared in constant time")
    void comparisonOfArrays_whereKeysAndMacsAre_takesConstantTime() {
        String reason = "how long a comparison takes must not tell where a MAC differs; "
                + MessageDigest.class.getSimpleName() + ".isEqual does not";

        Stream.of(noCallOf(Arrays.class, "equals|compare|mismatch|deepEquals"), noCallOf(Objects.class, "deepEquals"))
                .map(rule -> rule.because(reason))
                .forEach(rule -> rule.allowEmptyShould(false)
                        .check(MainClasses.ALL.that(DescribedPredicate.describe(
                                "handle keys and MACs",
                                type -> type.getPackageName().matches(".*\\.internal\\.(crypto|seal)")))));
    }

    @Test
    void serializable_whereJavaDemandsIt_holdsNothingWorthWriting() {
        assertThat(MainClasses.reflected().stream()
                        .filter(Serializable.class::isAssignableFrom)
                        .filter(type -> !type.isEnum() && !Throwable.class.isAssignableFrom(type))
                        .flatMap(type -> Stream.of(type.getDeclaredFields()))
                        .filter(field -> !Modifier.isStatic(field.getModifiers())))
                .isNotEmpty()
                .allMatch(field -> Modifier.isTransient(field.getModifiers())
                        || field.getType().isPrimitive());
    }

    @Test
    void values_always_haveOnlyPartsThatCannotLeak() {
        Set<Class<?>> allowed = Set.of(Secret.class, String.class, int.class, boolean.class, URI.class);

        assertThat(MainClasses.reflected().stream()
                        .filter(type -> type.getPackageName().endsWith(".value"))
                        .filter(Class::isRecord)
                        .flatMap(type -> Stream.of(type.getRecordComponents()))
                        .map(RecordComponent::getType))
                .hasSizeGreaterThan(15)
                .allMatch(allowed::contains);
    }
}
