package io.credentialstore;

import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.error.ConflictException;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.MasterKeyException;
import io.credentialstore.error.UnsupportedStoreException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.key.KeyRing;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.Storage;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes a store that is to be opened or created. Not thread-safe; good for one {@link #open}. */
public final class CredentialStoreBuilder {
    /** The environment variable that says where credentials belong: dev, staging or production. */
    public static final String ENVIRONMENT_VARIABLE = "CREDENTIAL_STORE_ENVIRONMENT";

    private static final Logger LOG = LoggerFactory.getLogger(CredentialStoreBuilder.class);

    private final Supplier<? extends Storage> storage;
    private MasterKeyProvider masterKey = MasterKeyProvider.fromEnvironment();
    private String application = "application";
    private @Nullable Environment environment;
    private InstantSource clock = Clock.systemUTC();
    private SecureRandom random = new SecureRandom();
    private @Nullable IdSource ids;
    private @Nullable CheckpointKeeper checkpoints;

    CredentialStoreBuilder(Supplier<? extends Storage> storage) {
        this.storage = Checks.notNull("storage", storage);
    }

    /**
     * Where the master key comes from; by default the environment variable {@value MasterKeyProvider#VARIABLE}.
     *
     * @param provider the source
     * @return this
     */
    public CredentialStoreBuilder masterKey(MasterKeyProvider provider) {
        masterKey = Checks.notNull("masterKey", provider);
        return this;
    }

    /**
     * A master key that the host holds already.
     *
     * @param key the key, which the host closes after {@link #open}
     * @return this
     */
    public CredentialStoreBuilder masterKey(MasterKey key) {
        return masterKey(MasterKeyProvider.of(Checks.notNull("masterKey", key)));
    }

    /**
     * The name under which the owner's own actions are recorded.
     *
     * @param name in the characters of an entity's id
     * @return this
     */
    public CredentialStoreBuilder application(String name) {
        application = Checks.entityId("application", name);
        return this;
    }

    /**
     * Where credentials belong for which nothing else is said; by default what {@value #ENVIRONMENT_VARIABLE} says, and
     * production when it says nothing.
     *
     * @param where the environment
     * @return this
     */
    public CredentialStoreBuilder environment(Environment where) {
        environment = Checks.notNull("environment", where);
        return this;
    }

    /**
     * The clock. Within the store time never falls behind the newest audit entry.
     *
     * @param source tells the time
     * @return this
     */
    public CredentialStoreBuilder clock(InstantSource source) {
        clock = Checks.notNull("clock", source);
        return this;
    }

    /**
     * The generator of keys, salts and IVs. Only tests have a reason to change it.
     *
     * @param generator a cryptographic generator, thread-safe
     * @return this
     */
    public CredentialStoreBuilder random(SecureRandom generator) {
        random = Checks.notNull("random", generator);
        return this;
    }

    /**
     * Where ids come from. Only tests have a reason to change it.
     *
     * @param source makes ids
     * @return this
     */
    public CredentialStoreBuilder ids(IdSource source) {
        ids = Checks.notNull("ids", source);
        return this;
    }

    /**
     * Where checkpoints are kept; by default nowhere, and a whole older file passes for the newest. The store is held to the newest one when it is opened and by
     * {@link AuditOperations#verifyIntegrity}, and has a new one kept after each administrative change, after every
     * thousand retrievals, and when it is opened and closed. The first time, whatever is there is believed.
     *
     * @param keeper a place that whoever can write the store's file cannot write
     * @return this
     */
    public CredentialStoreBuilder checkpoints(CheckpointKeeper keeper) {
        checkpoints = Checks.notNull("checkpoints", keeper);
        return this;
    }

    /**
     * Opens the store, or creates it when the storage is empty. The master key is looked for first, so a missing key
     * leaves nothing behind. Costs one stretch of the master key (two to create a store, and one for each slot of its kind
     * that is tried before): some 30 ms for a raw key, half a second for a passphrase.
     *
     * @return the store, which the caller closes
     * @throws InvalidInputException when {@value #ENVIRONMENT_VARIABLE} holds another word
     * @throws MasterKeyException when no master key is found, or it is malformed, or not one of this store's
     * @throws UnsupportedStoreException when something else is there, or a newer format
     * @throws io.credentialstore.error.StoreMovedException when the store was given up for a copy in another storage
     * @throws io.credentialstore.error.TamperedException when the store's state or key slots do not verify, or it is older
     *     than its checkpoint
     * @throws io.credentialstore.error.StorageException when the storage cannot be opened, or the keeper of checkpoints
     *     cannot be reached
     */
    public CredentialStore open() {
        Environment where = environment == null ? processEnvironment() : environment;
        try (KeyRing ring = masterKey.load().orElseThrow(this::missing)) {
            return closedUnlessDone(openStorage(), opened -> open(opened, ring, where));
        }
    }

    private static <T> T closedUnlessDone(Storage opened, Function<Storage, T> work) {
        try {
            return work.apply(opened);
        } catch (RuntimeException | Error e) {
            closeAfter(e, opened);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, Storage opened) {
        try {
            opened.close();
        } catch (CredentialStoreException e) {
            failure.addSuppressed(e);
        }
    }

    /** What the store is kept in, open; the caller closes it. */
    Storage openStorage() {
        return storage.get();
    }

    /** As whom the owner acts. */
    Caller owner() {
        return Caller.of(Entity.owner(application));
    }

    /**
     * Unlocks a store that is there, be it given up for a copy elsewhere.
     *
     * @return the caller closes them
     * @throws UnsupportedStoreException when there is none
     */
    StoreParts unlock() {
        try (KeyRing ring = masterKey.load().orElseThrow(this::missing)) {
            return closedUnlessDone(openStorage(), opened -> {
                if (opened.read(tables -> tables.state().find()).isEmpty()) {
                    throw UnsupportedStoreException.notAStore("There is no store. Name the storage that holds one.");
                }
                return unlock(opened, ring).parts();
            });
        }
    }

    private record Unlocked(StoreParts parts, StoreOpener.Opened opened) {}

    private Unlocked unlock(Storage opened, KeyRing ring) {
        IdSource idSource = ids == null ? new RandomIds(random) : ids;
        StoreOpener.Opened unlocked = new StoreOpener(opened, random, clock, idSource, owner()).open(ring);
        return new Unlocked(StoreParts.wire(opened, unlocked, random, clock, idSource, checkpoints), unlocked);
    }

    private CredentialStore open(Storage opened, KeyRing ring, Environment where) {
        Unlocked unlocked = unlock(opened, ring);
        StoreParts parts = unlocked.parts();
        try {
            unlocked.opened().end().requireOpen(parts.seals());
            parts.checkpoints().requireKept();
            if (unlocked.opened().byPrevious()) {
                addCurrent(parts, ring.current(), owner());
            }
            return new DefaultCredentialStore(parts, owner(), where);
        } catch (RuntimeException | Error e) {
            parts.close();
            throw e;
        }
    }

    private static void addCurrent(StoreParts parts, MasterKey current, Caller owner) {
        try {
            String keyId = parts.masterKeys().add(current, owner).keyId();
            LOG.info("Master key {} now opens this store too; remove the previous one when all hosts have it", keyId);
        } catch (ConflictException | InvalidInputException e) {
            LOG.warn(
                    "The current master key was not added; this host goes on with the previous one: {}",
                    e.getMessage());
        }
    }

    private static Environment processEnvironment() {
        String word = System.getenv(ENVIRONMENT_VARIABLE);
        if (word == null || word.isBlank()) {
            return Environment.PRODUCTION;
        }
        try {
            return Environment.of(word);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(ENVIRONMENT_VARIABLE, "must be dev, staging or production");
        }
    }

    private MasterKeyException missing() {
        return MasterKeyException.missing("No master key found. Tried: " + masterKey.describe()
                + ". Make one with: openssl rand -hex 32, and keep it outside of the store's backups.");
    }
}
