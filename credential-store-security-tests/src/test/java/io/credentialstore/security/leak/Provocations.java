package io.credentialstore.security.leak;

import io.credentialstore.CredentialStore;
import io.credentialstore.NewCredential;
import io.credentialstore.StoreMigration;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.spi.Storage;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.CustomCredential;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import io.credentialstore.value.SshKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure that the API knows, each provoked by calls that have a secret in their hands. */
final class Provocations {
    private static final Logger LOG = LoggerFactory.getLogger(Provocations.class);
    private static final CredentialId UNKNOWN = CredentialId.of("cred_20300101_nobodysid");

    private final Path folder;
    private final Secrets secrets;
    private final Values values;
    private final Witness witness;

    Provocations(Path folder, Secrets secrets, Witness witness) {
        this.folder = folder;
        this.secrets = secrets;
        this.values = new Values(secrets);
        this.witness = witness;
    }

    /** A call that must fail. */
    @FunctionalInterface
    private interface Call {
        void run(Trial trial) throws Exception;
    }

    /** Makes each failure happen, and has it logged as careful hosts do. */
    void all() throws Exception {
        for (ErrorCode code : ErrorCode.values()) {
            int number = 0;
            for (Call call : calls(code)) {
                fail(code, call, folder.resolve(code + "-" + ++number + ".db"));
            }
        }
    }

    private void fail(ErrorCode code, Call call, Path file) throws Exception {
        try (Trial trial = new Trial(file)) {
            call.run(trial);
        } catch (CredentialStoreException e) {
            if (e.code() != code) {
                throw new IllegalStateException("not " + code, e);
            }
            LOG.error("provoked", e);
            witness.threw(e);
            return;
        }
        throw new IllegalStateException(code + " was not provoked");
    }

    /** A new code does not compile until it is provoked here. */
    private List<Call> calls(ErrorCode code) {
        return switch (code) {
            case INVALID_INPUT -> invalid();
            case NOT_FOUND -> List.of(trial -> rotate(trial.store(), UNKNOWN));
            case AMBIGUOUS -> List.of(this::resolveOneOfTwo);
            case ACCESS_DENIED -> List.of(this::rotateAsStranger);
            case CREDENTIAL_REVOKED -> List.of(this::rotateRevoked);
            case CREDENTIAL_EXPIRED -> List.of(this::retrieveExpired);
            case VERSION_UNAVAILABLE -> List.of(this::retrieveUnknownVersion);
            case CONFLICT -> List.of(trial -> List.of(store(trial.store(), "name"), store(trial.store(), "name")));
            case TAMPERED -> List.of(trial -> tamper(trial, "UPDATE credential_versions SET auth_tag = zeroblob(16)"));
            case ROLLED_BACK -> List.of(this::putOldFileBack);
            case MASTER_KEY_MISSING -> List.of(trial -> openWith(trial, MasterKeyProvider.firstOf()));
            case MASTER_KEY_MALFORMED -> malformedKeys();
            case MASTER_KEY_WRONG -> List.of(this::openWithAnotherKey);
            case NOT_A_STORE -> List.of(this::openSecretText);
            case UNSUPPORTED_FORMAT -> List.of(trial -> tamper(trial, "PRAGMA user_version = 99"));
            case STORE_MOVED -> List.of(this::storeAfterMove);
            case STORE_BUSY -> List.of(this::storeWhileLocked);
            case STORAGE_FULL -> List.of(this::storeUntilFull);
            case STORAGE_FAILURE -> List.of(this::openDamaged);
            case CLOSED -> List.of(this::storeAfterClose, this::useAfterClose, this::useKeyAfterClose);
            case INTERNAL -> List.of(this::nestTransactions);
        };
    }

    private List<Call> invalid() {
        return List.of(
                this::rotateToAnotherType,
                this::storeExpired,
                trial -> with("ssh_key passphrase", SshKey::new),
                trial -> with("api_key apiKey", CustomCredential::new),
                trial -> with("basic_auth password", password -> new BasicAuth("line\nbreak", password)),
                trial -> with("db_connection password", secret -> new DbConnection("a b", 1, "d", "u", secret, true)),
                trial -> with(
                        "oauth_token accessToken", token -> OAuthToken.of(token).withScopes(List.of("no scope"))),
                trial -> useRefused("api_key apiSecret", text -> Secret.of(Arrays.copyOf(text, Secret.MAX_BYTES + 1))),
                trial -> useRefused("api_key apiSecret", text -> Secret.of(withUnpairedSurrogate(text))));
    }

    private static char[] withUnpairedSurrogate(char[] text) {
        char[] malformed = Arrays.copyOf(text, text.length + 1);
        malformed[text.length] = '\ud800';
        return malformed;
    }

    private void with(String part, Consumer<Secret> call) {
        try (Secret secret = secrets.secret(part + " " + Secrets.REFUSED)) {
            call.accept(secret);
        }
    }

    private void useRefused(String part, Consumer<char[]> call) {
        secrets.use(part + " " + Secrets.REFUSED, text -> {
            call.accept(text);
            return true;
        });
    }

    private void with(CredentialType type, Consumer<CredentialValue> call) {
        try (CredentialValue value = values.of(type, Secrets.REFUSED)) {
            call.accept(value);
        }
    }

    private CredentialId store(CredentialStore store, String name) {
        try (CredentialValue value = values.of(CredentialType.API_KEY, Secrets.REFUSED)) {
            CredentialId id = store.storeCredential(name, "service", value);
            store.grantAccess(id, Life.READER, AccessLevel.READ);
            return id;
        }
    }

    private void storeAfterMove(Trial trial) {
        store(trial.store(), "name");
        StoreMigration migration = StoreMigration.of(trial.builder(), trial.elsewhere());
        witness.sees(migration);
        migration.run(null);
        store(trial.store(), "another");
    }

    private void rotate(CredentialStore store, CredentialId id) {
        with(CredentialType.API_KEY, value -> store.rotateCredential(id, value));
    }

    private void rotateToAnotherType(Trial trial) {
        CredentialId id = store(trial.store(), "name");
        with(CredentialType.CUSTOM, value -> trial.store().rotateCredential(id, value));
    }

    private void storeExpired(Trial trial) {
        with(
                CredentialType.OAUTH_TOKEN,
                value -> trial.store()
                        .storeCredential(
                                NewCredential.of("name", "service", value).withExpiresAt(Trial.START)));
    }

    private void resolveOneOfTwo(Trial trial) {
        store(trial.store(), "one");
        store(trial.store(), "two");
        trial.store().resolveCredential("service");
    }

    private void rotateAsStranger(Trial trial) {
        CredentialId id = store(trial.store(), "name");
        with(
                CredentialType.API_KEY,
                value -> trial.store().as(Caller.tool("stranger")).rotateCredential(id, value));
    }

    private void rotateRevoked(Trial trial) {
        CredentialId id = store(trial.store(), "name");
        trial.store().revokeCredential(id, null, null);
        rotate(trial.store(), id);
    }

    private void retrieveExpired(Trial trial) {
        CredentialId id = store(trial.store(), "name");
        trial.store().updateExpiry(id, Trial.START.plusSeconds(1), null);
        trial.clock().advance(Duration.ofSeconds(1));
        trial.store().retrieveCredential(id, Life.READER.id()).close();
    }

    private void retrieveUnknownVersion(Trial trial) {
        CredentialId id = store(trial.store(), "name");
        trial.store().retrieveCredential(id, 99, Caller.of(Life.READER)).close();
    }

    private void tamper(Trial trial, String sql) throws Exception {
        CredentialId id = store(trial.store(), "name");
        trial.close();
        trial.execute(sql);
        witness.sees(trial.store().verifyIntegrity());
        trial.store().retrieveCredential(id, Life.READER.id()).close();
    }

    private void putOldFileBack(Trial trial) throws Exception {
        CredentialId id = store(trial.store(), "name");
        trial.close();
        byte[] older = Files.readAllBytes(trial.file());
        rotate(trial.witnessedStore(), id);
        trial.close();
        Files.write(trial.file(), older);
        trial.witnessedStore();
    }

    private static void openWith(Trial trial, MasterKeyProvider keys) {
        trial.builder().masterKey(keys).open().close();
    }

    private List<Call> malformedKeys() {
        return List.of(
                trial -> secrets.use(Secrets.KEY_REFUSED, text -> MasterKey.ofHex(Arrays.copyOf(text, 63))),
                trial -> secrets.use(Secrets.KEY_REFUSED, text -> MasterKey.ofPassphrase(Arrays.copyOf(text, 11))),
                trial -> {
                    Path file = folder.resolve("malformed.key");
                    secrets.write(Secrets.KEY_REFUSED, file, "no digit");
                    openWith(trial, MasterKeyProvider.fromFile(file));
                });
    }

    private void openWithAnotherKey(Trial trial) {
        trial.store();
        secrets.use(Secrets.KEY_REFUSED, text -> {
            try (MasterKey another = MasterKey.ofHex(text)) {
                openWith(trial, MasterKeyProvider.of(another));
            }
            return true;
        });
    }

    private void openSecretText(Trial trial) {
        secrets.write(Secrets.KEY_REFUSED, trial.file(), "\n".repeat(4_096));
        trial.store();
    }

    private void storeWhileLocked(Trial trial) throws Exception {
        trial.store();
        try (CredentialStore hasty = trial.limited();
                Connection other = trial.connect()) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            store(hasty, "name");
        }
    }

    private void storeUntilFull(Trial trial) {
        try (CredentialStore small = trial.limited()) {
            for (int i = 0; i < 1_000; i++) {
                store(small, "name-" + i);
            }
        }
    }

    private void openDamaged(Trial trial) throws Exception {
        CredentialId id = store(trial.store(), "name");
        trial.close();
        byte[] content = Files.readAllBytes(trial.file());
        Arrays.fill(content, 8_192, content.length, (byte) 0x55);
        Files.write(trial.file(), content);
        trial.store().retrieveCredential(id, Life.READER.id()).close();
    }

    private void storeAfterClose(Trial trial) {
        CredentialStore closed = trial.store();
        trial.close();
        store(closed, "name");
    }

    private void useAfterClose(Trial trial) {
        with("api_key apiKey", secret -> {
            secret.close();
            secret.use(String::new);
        });
    }

    private void useKeyAfterClose(Trial trial) {
        MasterKey key = secrets.use(Secrets.KEY_REFUSED, MasterKey::ofHex);
        key.close();
        key.toHex();
    }

    private void nestTransactions(Trial trial) {
        try (Storage storage = trial.storage()) {
            storage.read(outer -> storage.read(inner -> inner.state().find()));
        }
    }
}
