package io.credentialstore.support;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.resolvers.SelectedClassResolverFromClasspath;
import io.credentialstore.CredentialStore;
import java.net.URL;
import java.util.List;
import java.util.stream.Collectors;

/** The compiled main classes of this module and nothing else, read once for all tests. */
public final class MainClasses {
    /** All of them. */
    public static final JavaClasses ALL = ArchConfiguration.withThreadLocalScope(configuration -> {
        // of the JDK only what the rules ask about: reading its whole hierarchy takes many times as long
        configuration.setClassResolver(SelectedClassResolverFromClasspath.class);
        configuration.setClassResolverArguments(
                "java.lang", "java.io", "java.security", "javax.crypto", "com.fasterxml.jackson.core.util");
        return new ClassFileImporter().importUrl(location());
    });

    private MainClasses() {}

    /** The folder of the main classes. */
    public static URL location() {
        return CredentialStore.class.getProtectionDomain().getCodeSource().getLocation();
    }

    /** As classes of this JVM. */
    public static List<Class<?>> reflected() {
        return ALL.stream().map(JavaClass::reflect).collect(Collectors.toList());
    }
}
