package io.credentialstore.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.credentialstore.secret.Secret;
import io.credentialstore.support.MainClasses;
import java.io.IOException;
import java.io.Serializable;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The architecture of core")
class ArchitectureTest {
    private static final String BASE = "io.credentialstore";
    private static final int FEWEST_CLASSES = 120;

    /** docs/architecture.md draws these rows. */
    private static final List<List<String>> ROWS = List.of(
            List.of(".error", ".internal.check"),
            List.of(".model", ".secret"),
            List.of(".value", ".access", ".internal.json", ".internal.file"),
            List.of(".audit", ".key"),
            List.of(".spi", ".internal.crypto", ".internal.codec"),
            List.of(".memory", ".internal.seal"),
            List.of(""));

    /** Neighbours within a row that may look at each other, in this direction only. */
    private static final Set<String> BESIDE = Set.of(".internal.check>.error", ".value>.internal.json", ".memory>.spi");

    private static final JavaClasses MAIN = MainClasses.ALL;

    private static List<Integer> rows() {
        return IntStream.range(0, ROWS.size()).boxed().toList();
    }

    private static String[] above(int row, String beside) {
        return IntStream.range(row, ROWS.size())
                .mapToObj(ROWS::get)
                .flatMap(Collection::stream)
                .filter(name -> !name.equals(beside) && !BESIDE.contains(beside + ">" + name))
                .map(name -> BASE + name)
                .toArray(String[]::new);
    }

    @Test
    @DisplayName("is looked at as a whole")
    void rules_seeTheWholeModule() {
        assertThat(MAIN.size()).isGreaterThan(FEWEST_CLASSES);
        Set<String> packages = MAIN.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(BASE.length()))
                .collect(Collectors.toSet());
        assertThat(ROWS.stream().flatMap(Collection::stream).collect(Collectors.toSet()))
                .isEqualTo(packages);
    }

    @ParameterizedTest(name = "row {0}")
    @MethodSource("rows")
    @DisplayName("lets packages use only smaller rows")
    void packages_useOnlySmallerRows(int row) {
        for (String name : ROWS.get(row)) {
            noClasses()
                    .that()
                    .resideInAPackage(BASE + name)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above(row, name))
                    .because("a reader can take in the rows one after the other, and a change travels upwards only")
                    .check(MAIN);
        }
    }

    @Test
    @DisplayName("has no cycles between packages")
    void packages_areFreeOfCycles() {
        slices().matching(BASE + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package")
                .check(MAIN);
    }

    @Test
    @DisplayName("keeps plaintext away from storage")
    void storage_neverSeesPlaintext() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".spi", BASE + ".memory")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + ".value", BASE + ".secret")
                .because("code that writes to a disk must have no type that could hold a value in the clear")
                .check(MAIN);
    }

    @Test
    @DisplayName("keeps ciphers in one package, and values out of it")
    void ciphers_areInOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".internal.crypto")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.crypto..")
                .because("every use of a cipher must be found in one place")
                .check(MAIN);
        noClasses()
                .that()
                .resideInAPackage(BASE + ".internal.crypto")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + ".value", BASE + ".spi")
                .because("primitives that know nothing of values and rows cannot treat any of them specially")
                .check(MAIN);
        noClasses()
                .that()
                .doNotHaveSimpleName("AesGcm")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.crypto.spec.GCMParameterSpec")
                .because("nobody but decryption may choose an IV")
                .check(MAIN);
    }

    @Test
    @DisplayName("compares MACs and keys in constant time only")
    void crypto_hasNoOrdinaryComparison() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + ".internal.crypto", BASE + ".internal.seal")
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .because("it stops at the first difference, and its time tells where that is")
                .check(MAIN);
    }

    @Test
    @DisplayName("takes time and randomness from outside")
    void timeAndRandomness_arePassedIn() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .because("tests must set the clock, and only a cryptographic generator may make keys")
                .check(MAIN);
    }

    @Test
    @DisplayName("never writes to the standard streams")
    void standardStreams_areNotUsed() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a library has no terminal, and nobody reviews what is printed")
                .check(MAIN);
    }

    @Test
    @DisplayName("throws only its own exceptions")
    void exceptions_areTyped() {
        noClasses()
                .should()
                .callConstructor(RuntimeException.class, String.class)
                .orShould()
                .callConstructor(IllegalStateException.class, String.class)
                .orShould()
                .callConstructor(Exception.class, String.class)
                .because("callers act on the code of a CredentialStoreException")
                .check(MAIN);
    }

    @Test
    @DisplayName("serializes nothing but exceptions and enums")
    void nothing_isSerializable() {
        noClasses()
                .that()
                .areNotEnums()
                .and()
                .areNotAssignableTo(Throwable.class)
                .and()
                .doNotHaveSimpleName("KeyBytes") // a SecretKey must be; its writeObject refuses
                .and()
                .doNotHaveSimpleName("PasswordKey") // the same, and its field is transient
                .and()
                .doNotHaveSimpleName("Source") // Jackson's pools must be; it holds a number
                .and()
                .areNotInterfaces()
                .should()
                .implement(Serializable.class)
                .because("Java serialization writes private fields")
                .check(MAIN);
    }

    @Test
    @DisplayName("has no secret in a String field")
    void secretFields_areSecrets() {
        fields().that()
                .haveNameMatching(
                        "(?i).*(password|passphrase|apikey|apisecret|accesstoken|refreshtoken|privatekey|clientsecret)")
                .and()
                .areNotStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(BASE + ".value")
                .should()
                .haveRawType(Secret.class)
                .because("a String cannot be wiped and prints itself")
                .check(MAIN);
    }

    @Test
    @DisplayName("offers interfaces, records, enums and final classes")
    void publicClasses_cannotBeExtended() {
        classes()
                .that()
                .arePublic()
                .and()
                .resideOutsideOfPackage("..internal..")
                .and()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould()
                .haveModifier(JavaModifier.ABSTRACT)
                .because("what may be extended can never change")
                .check(MAIN);
    }

    @Test
    @DisplayName("marks every package as null-safe")
    void packages_areNullMarked() {
        assertThat(MAIN.stream()
                        .map(JavaClass::getPackage)
                        .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                        .map(javaPackage -> javaPackage.getName())
                        .filter(name -> name.startsWith(BASE)))
                .isEmpty();
    }

    @Test
    @DisplayName("exports exactly the packages that are not internal")
    void module_exportsTheApiOnly() throws IOException {
        try (var descriptor = Files.newInputStream(Path.of("target", "classes", "module-info.class"))) {
            ModuleDescriptor module = ModuleDescriptor.read(descriptor);
            assertThat(module.exports().stream()
                            .map(ModuleDescriptor.Exports::source)
                            .collect(Collectors.toSet()))
                    .isEqualTo(ROWS.stream()
                            .flatMap(Collection::stream)
                            .filter(name -> !name.startsWith(".internal"))
                            .map(name -> BASE + name)
                            .collect(Collectors.toSet()));
            assertThat(module.opens()).isEmpty();
        }
    }
}
