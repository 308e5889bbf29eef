package io.credentialstore.placeholder.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

    @Test
    void name_always_isJson() {
        assertThat(Placeholder.name()).isEqualTo("{\"name\":\"core\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Placeholder", "Placeholder$Named"})
    void classes_ofThisPackage_areFound(String name) {
        var classes = new ClassFileImporter().importPackagesOf(Placeholder.class);
        assertThat(classes.contain(Placeholder.class.getPackageName() + "." + name))
                .isTrue();
    }

    @Property
    boolean reverse_twice_isIdentity(@ForAll String text) {
        return new StringBuilder(text).reverse().reverse().length() == text.length();
    }
}
