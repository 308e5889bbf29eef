package io.credentialstore.support;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import java.util.List;
import java.util.stream.Collectors;

/** The compiled main classes of this module, read once for all tests. */
public final class MainClasses {
    /** All of them, without those of the tests. */
    public static final JavaClasses ALL = ArchConfiguration.withThreadLocalScope(configuration -> {
        // of the JDK only what the rules ask about: reading its whole hierarchy takes many times as long
        configuration.setClassResolver(SelectedClassResolverFromClasspath.class);
        configuration.setClassResolverArguments("java.lang", "java.io");
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.credentialstore");
    });

    private MainClasses() {}

    /** As classes of this JVM. */
    public static List<Class<?>> reflected() {
        return ALL.stream().map(JavaClass::reflect).collect(Collectors.toList());
    }
}
