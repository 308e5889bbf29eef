package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.error.InternalBugException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** The migrations, by name: nothing that happens to lie on the class path can join them or stand in for them. */
final class Migrations implements ResourceProvider {
    private static final List<LoadableResource> ALL =
            List.of(new Migration("V1__create_tables.sql"), new Migration("V2__count_accesses.sql"));

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return null; // what Flyway would read about a single migration
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        if (prefix.isEmpty()) {
            return List.of(); // callbacks; there are none
        }
        return ALL.stream()
                .filter(migration -> migration.getFilename().startsWith(prefix))
                .filter(migration -> Arrays.stream(suffixes).anyMatch(migration.getFilename()::endsWith))
                .toList();
    }

    private static final class Migration extends LoadableResource {
        private static final String FOLDER = "/io/credentialstore/jdbc/db/sqlite/";

        private final String name;

        Migration(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream file = Migrations.class.getResourceAsStream(FOLDER + name);
            if (file == null) {
                throw new InternalBugException("The jar lacks " + FOLDER + name, null);
            }
            return new InputStreamReader(file, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
