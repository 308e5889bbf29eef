package io.credentialstore.security.leak;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.jdbc.PostgresCredentialStore;
import io.credentialstore.jdbc.PostgresStorage;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.key.KeyRing;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.memory.InMemoryStorage;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The searched process: it lives the whole life of every kind of credential, makes every failure happen, leaks on purpose,
 * and writes down what it shows and keeps.
 */
final class Subject {
    /** The masked secrets, and the names of the classes that were seen. */
    static final String SECRETS = "secrets.masked";

    static final String TYPES = "types.txt";
    static final String KEY = "master.key";

    private final Path root;
    private final int retrievals;
    private final Secrets secrets;
    private final Witness witness;
    private final Surroundings surroundings;
    private final Path database;
    private final PGSimpleDataSource server = new PGSimpleDataSource();

    private Subject(Path root, int retrievals, String server) {
        this.root = root;
        this.retrievals = retrievals;
        this.secrets = Secrets.read(root.resolve(SECRETS));
        this.witness = new Witness(root);
        this.surroundings = new Surroundings(root);
        this.database = root.resolve("store").resolve("store.db");
        this.server.setURL(server);
    }

    /** Takes the folder to work in, how often each credential is to be retrieved, and the URL of a server. */
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        Logs.writeAll(root);
        Subject subject = new Subject(root, Integer.parseInt(arguments[1]), arguments[2]);
        try (Leaks leaks = new Leaks(subject.secrets, subject.witness)) {
            try (Recording recording = Surroundings.record()) {
                subject.live(leaks);
                subject.surroundings.write(recording);
            }
            Files.write(root.resolve(TYPES), subject.witness.types());
            subject.surroundings.dumpHeap();
        }
    }

    private void live(Leaks leaks) throws Exception {
        Files.createDirectories(database.getParent());
        live(this::inFile, (store, id) -> {
            leaks.all(store, id);
            lookAround(store);
        });
        live(this::onServer, (store, id) -> {
            leaks.onServer(store, id, server);
            seeRows(PostgresStorage.open(server));
        });
        new Provocations(Files.createDirectories(root.resolve("trials")), secrets, witness).all();
        surroundings.observe();
        surroundings.copy(database.getParent(), Place.DATABASE, "closed");
        surroundings.copy(Path.of(System.getProperty("java.io.tmpdir")), Place.TEMPORARY_FILES, "after");
    }

    private CredentialStoreBuilder inFile() {
        return SqliteCredentialStore.builder(database)
                .checkpoints(CheckpointKeeper.inFile(database.resolveSibling("checkpoint")));
    }

    private CredentialStoreBuilder onServer() {
        return PostgresCredentialStore.builder(server)
                .checkpoints(CheckpointKeeper.inFile(database.resolveSibling("checkpoint-of-server")));
    }

    private CredentialStore open(CredentialStoreBuilder builder, MasterKeyProvider keys) {
        witness.sees(keys);
        builder.masterKey(keys).application("subject").environment(Environment.STAGING);
        witness.sees(builder);
        return builder.open();
    }

    private interface Interlude {
        void with(CredentialStore store, CredentialId id) throws Exception;
    }

    private void live(Supplier<CredentialStoreBuilder> builder, Interlude interlude) throws Exception {
        end(builder.get(), begin(builder.get(), interlude));
    }

    /** Under the first key, which comes from a file; afterwards the store has the second, and a passphrase. */
    private List<Life> begin(CredentialStoreBuilder builder, Interlude interlude) throws Exception {
        try (CredentialStore store = open(builder, MasterKeyProvider.fromFile(root.resolve(KEY)))) {
            Values values = new Values(secrets);
            List<Life> lives = Stream.of(CredentialType.values())
                    .map(type -> Life.begin(store, type, values, witness, retrievals))
                    .toList();
            interlude.with(store, lives.get(0).id());
            rotateMasterKey(store);
            return lives;
        }
    }

    private void lookAround(CredentialStore store) throws Exception {
        witness.sees(store);
        witness.sees(CredentialFilter.all());
        AuditQuery query = AuditQuery.all().withLimit(10);
        witness.sees(query);
        witness.sees(store.getAuditTrail(query));
        seeRows(SqliteStorage.open(database));
        surroundings.observe();
        surroundings.copy(database.getParent(), Place.DATABASE, "open");
        surroundings.copy(database.getParent(), Place.BACKUP, "copied");
        witness.sees(store.exportAuditTrail(Place.BACKUP.folder(root).resolve("trail"), Instant.now()));
        surroundings.copy(Path.of(System.getProperty("java.io.tmpdir")), Place.TEMPORARY_FILES, "open");
        vacuumInto(Place.BACKUP.folder(root).resolve("vacuumed.db"));
    }

    /** By a connection of SQLite's own, as a host's backup would. */
    private void vacuumInto(Path copy) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM INTO '" + copy + "'");
        }
    }

    private void rotateMasterKey(CredentialStore store) {
        try (MasterKey second = secrets.use(Secrets.KEY_GIVEN, MasterKey::ofHex);
                MasterKey passphrase = secrets.use(Secrets.PASSPHRASE, MasterKey::ofPassphrase)) {
            witness.sees(second);
            witness.sees(new KeyRing(second, List.of(passphrase)));
            witness.sees(store.rotateMasterKey(second));
            witness.sees(store.addMasterKey(passphrase, "owner"));
        }
    }

    private void end(CredentialStoreBuilder builder, List<Life> lives) {
        try (MasterKey second = secrets.use(Secrets.KEY_GIVEN, MasterKey::ofHex);
                MasterKey toCome = secrets.use(Secrets.KEY_TO_COME, MasterKey::ofHex);
                CredentialStore store = open(builder, MasterKeyProvider.of(new KeyRing(toCome, List.of(second))))) {
            witness.sees(store.verifyIntegrity());
            lives.forEach(life -> life.end(store));
            witness.sees(store);
        }
    }

    /** The rows themselves, which any storage can see; a few types occur only in them. */
    private void seeRows(Storage opened) {
        try (opened;
                InMemoryStorage memory = new InMemoryStorage()) {
            witness.sees(opened);
            witness.sees(memory);
            opened.read(tables -> {
                rows(tables).forEach(witness::sees);
                return true;
            });
        }
    }

    private static Stream<Object> rows(StorageTransaction tables) {
        Stream<Object> ofCredentials = tables.credentials().list(CredentialFilter.all()).stream()
                .flatMap(row -> Stream.of(
                        row,
                        tables.credentials().listVersions(row.id()),
                        tables.credentials().versionSeals(row.id()),
                        tables.policies().listByCredential(row.id())));
        Stream<Object> others = Stream.of(
                tables.state().find(),
                tables.credentials().digests(1, 0, 64),
                tables.keys().slots(),
                tables.keys().keys(),
                tables.audit().scan(0, 100),
                tables.audit().counts(AccessPair.FIRST, 100));
        return Stream.concat(ofCredentials, others);
    }
}
