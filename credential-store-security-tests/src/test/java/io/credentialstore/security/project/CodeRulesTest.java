package io.credentialstore.security.project;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.FileInputStream;
import java.io.RandomAccessFile;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The code of core and jdbc")
class CodeRulesTest {
    private static final String JDBC = "io.credentialstore.jdbc";

    /** Of {@link Files}: what asks for attributes, or makes a file that was not there. */
    private static final Set<String> HARMLESS =
            Set.of("isDirectory", "getFileStore", "getAttribute", "readAttributes", "exists", "createFile");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location ->
                    location.contains("credential-store-core") || location.contains("credential-store-jdbc"))
            .importPackages("io.credentialstore");

    @Test
    @DisplayName("F7: never reads the database file itself: closing it again would drop the locks of the whole process")
    void databaseFile_isReadBySqliteOnly() {
        noClasses()
                .that()
                .resideInAPackage(JDBC + "..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(FileInputStream.class, RandomAccessFile.class, FileChannel.class)
                .orShould()
                .callMethodWhere(DescribedPredicate.describe("opens a file", CodeRulesTest::opensAFile))
                .check(MAIN);
    }

    private static boolean opensAFile(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(Files.class) && !HARMLESS.contains(call.getName());
    }

    @Test
    @DisplayName(
            "P15: shows no connection to anybody: what is public knows neither JDBC nor Jdbi, but the source that a caller gives")
    void connections_stayInside() {
        noClasses()
                .that()
                .resideInAPackage(JDBC)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.sql..", "javax.sql..", "org.jdbi..", "org.sqlite..", "org.postgresql..")
                        .and(not(type(DataSource.class))))
                .check(MAIN);
    }

    @Test
    @DisplayName("P14: wipes when something is closed, and leaves nothing to a cleaner that may come early or never")
    void wiping_isNotLeftToTheCollector() {
        noClasses().should().dependOnClassesThat().belongToAnyOf(Cleaner.class).check(MAIN);
    }

    @Test
    @DisplayName(
            "K10: names the provider of every digest, MAC and cipher, so that another one in front changes nothing")
    void algorithms_areOfANamedProvider() {
        noClasses()
                .should()
                .callMethod(MessageDigest.class, "getInstance", String.class)
                .orShould()
                .callMethod(Mac.class, "getInstance", String.class)
                .orShould()
                .callMethod(Cipher.class, "getInstance", String.class)
                .check(MAIN);
    }
}
