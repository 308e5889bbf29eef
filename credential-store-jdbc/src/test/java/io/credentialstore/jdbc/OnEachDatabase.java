package io.credentialstore.jdbc;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Base of the tests of what holds in every database. */
@ParameterizedClass(name = "{0}")
@EnumSource
abstract class OnEachDatabase {
    @Parameter
    Database database;

    @TempDir
    Path directory;

    @RegisterExtension
    final Postgres postgres = new Postgres();

    private final Map<String, String> places = new HashMap<>();

    /** The test's own place of this name, with no store in it at first. */
    final String place(String name) {
        return places.computeIfAbsent(name, any -> switch (database) {
            case SQLITE -> directory.resolve(name + ".db").toString();
            case POSTGRES -> postgres.place();
        });
    }
}
