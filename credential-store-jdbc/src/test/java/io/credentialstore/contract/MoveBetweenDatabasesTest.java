package io.credentialstore.contract;

import io.credentialstore.jdbc.Postgres;
import io.credentialstore.jdbc.PostgresStorage;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.spi.Storage;
import io.credentialstore.testkit.MigrationContract;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A store moves from a file to a server and back as it does from one place to another of the same kind. */
class MoveBetweenDatabasesTest {
    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @TempDir
    private Path directory;

    private int files;

    private Supplier<Storage> file() {
        Path file = directory.resolve("store" + files++ + ".db");
        return () -> SqliteStorage.open(file);
    }

    private static Supplier<Storage> server() {
        DataSource database = POSTGRES.database(Postgres.RETENTION);
        return () -> PostgresStorage.open(database);
    }

    @Nested
    class FromFileToServer extends MigrationContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return file();
        }

        @Override
        protected Supplier<Storage> targetStorage() {
            return server();
        }
    }

    @Nested
    class FromServerToFile extends MigrationContract {
        @Override
        protected Supplier<Storage> sharedStorage() {
            return server();
        }

        @Override
        protected Supplier<Storage> targetStorage() {
            return file();
        }
    }
}
