package io.credentialstore.jdbc.internal.schema;

import io.credentialstore.error.InternalBugException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of one database, by name: nothing that happens to lie on the class path can join them or stand in for them.
 * Every database has the same ones. Immutable.
 */
public final class Migrations implements ResourceProvider {
    /** In the order of their versions, the first of which is 1. */
    static final List<String> NAMES = List.of("V1__create_tables.sql", "V2__count_accesses.sql");

    private final List<LoadableResource> all;

    private Migrations(String folder) {
        this.all = NAMES.stream()
                .<LoadableResource>map(name -> new Migration(folder, name))
                .toList();
    }

    /**
     * Describes a run of them.
     *
     * @param database the folder that they lie in
     * @param connections to the database
     * @return to be completed with what only that database needs
     */
    public static FluentConfiguration over(String database, DataSource connections) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(connections)
                .resourceProvider(new Migrations("/io/credentialstore/jdbc/db/" + database + "/"))
                .javaMigrationClassProvider(List::of)
                .skipDefaultCallbacks(true)
                .placeholderReplacement(false)
                .table(SchemaHistory.TABLE)
                .cleanDisabled(true)
                .validateOnMigrate(true)
                .outOfOrder(false)
                .loggers("slf4j"); // without a binding it would write to the standard error stream
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return null; // what Flyway would read about a single migration
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        if (prefix.isEmpty()) {
            return List.of(); // callbacks; there are none
        }
        return all.stream()
                .filter(migration -> migration.getFilename().startsWith(prefix))
                .filter(migration -> Arrays.stream(suffixes).anyMatch(migration.getFilename()::endsWith))
                .toList();
    }

    private static final class Migration extends LoadableResource {
        private final String folder;
        private final String name;

        Migration(String folder, String name) {
            this.folder = folder;
            this.name = name;
        }

        @Override
        public Reader read() {
            InputStream file = Migrations.class.getResourceAsStream(folder + name);
            if (file == null) {
                throw new InternalBugException("The jar lacks " + folder + name, null);
            }
            return new InputStreamReader(file, StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return folder + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return folder + name;
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
