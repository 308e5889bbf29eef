package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.StorageException;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Holds docs/postgresql.md to what is run here. */
class PostgresPageTest {
    private static final Path PAGE = Path.of("..", "docs", "postgresql.md");
    private static final Path SOURCE =
            Path.of("src", "test", "java", "io", "credentialstore", "jdbc", "PostgresPageTest.java");
    private static final Path SCRIPTS =
            Path.of("src", "main", "resources", "io", "credentialstore", "jdbc", "db", "postgresql");

    @RegisterExtension
    private final Postgres postgres = new Postgres();

    private static CredentialStore open(
            String host, int port, String database, String user, MasterKeyProvider masterKey) {
        // tag::open[]
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setServerNames(new String[] {host});
        server.setPortNumbers(new int[] {port});
        server.setDatabaseName(database);
        server.setUser(user); // a member of credential_store_library; its password stands in ~/.pgpass
        server.setSslMode("verify-full"); // encrypted, and to nobody else than this host
        server.setConnectTimeout(5); // seconds; without it, a host that does not answer is waited for
        server.setTcpKeepAlive(true);
        server.setLogServerErrorDetail(false); // no rows in the driver's messages

        return PostgresCredentialStore.open(server, masterKey);
        // end::open[]
    }

    @Test
    @DisplayName("what the page shows refuses a server without TLS before it tells it anything")
    void shownDataSource_refusesAServerWithoutTls() {
        PGSimpleDataSource plain = (PGSimpleDataSource) postgres.database();
        String host = plain.getServerNames()[0];
        int port = plain.getPortNumbers()[0];
        try (MasterKey key = MasterKey.generate()) {
            MasterKeyProvider provider = MasterKeyProvider.of(key);
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(() -> open(host, port, plain.getDatabaseName(), Postgres.LIBRARY, provider)
                            .close())
                    .withMessageContaining("connection to the server was lost or refused");
        }
        assertThat((DataSource) plain)
                .satisfies(server -> PostgresStorage.open(server).close());
    }

    /** On Linux 0.0.0.0 leads to this machine as well, but does not say so. */
    @Test
    @DisplayName("a data source that leaves TLS to chance is refused, unless the server is on this machine")
    void dataSourceWithoutSslMode_isRefused() {
        PGSimpleDataSource elsewhere = (PGSimpleDataSource) postgres.database();
        elsewhere.setServerNames(new String[] {"0.0.0.0"});
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> PostgresStorage.open(elsewhere).close())
                .withMessageContaining("sslmode");

        elsewhere.setSslMode("disable");
        assertThatCode(() -> PostgresStorage.open(elsewhere).close()).doesNotThrowAnyException();
    }

    @Test
    void page_showsTheCodeThatIsRunHere() throws IOException {
        String source = Files.readString(SOURCE);
        String region = source.substring(source.indexOf("// tag::open[]\n") + 15, source.indexOf("// end::open[]"));
        assertThat(Files.readString(PAGE)).contains("```java\n" + region.stripIndent() + "```");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles.sql", "grants.sql"})
    void page_showsTheScriptsThatAreRunHere(String name) throws IOException {
        assertThat(Files.readString(PAGE)).contains("```sql\n" + Files.readString(SCRIPTS.resolve(name)) + "```");
    }
}
