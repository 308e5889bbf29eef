package io.credentialstore.security.fault;

import io.credentialstore.CredentialStore;
import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.key.MasterKey;
import io.credentialstore.memory.InMemoryStorage;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.security.database.Database;
import io.credentialstore.security.process.Failures;
import io.credentialstore.spi.Storage;
import io.credentialstore.testkit.SeededRandom;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.testkit.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A store on which the script is played, each step at a minute of its own. Ids depend on the minute alone, so that a step
 * that failed leaves no mark on those that follow. Not thread-safe.
 */
final class Stage implements AutoCloseable {
    static final Entity READER = Entity.skill("reader");
    static final Entity ADMIN = Entity.skill("admin");
    static final Entity VISITOR = Entity.tool("visitor");

    private static final List<Step> SCRIPT = List.of(Step.values());
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    /** The master keys of the script. */
    enum Key {
        FIRST(1),
        RECOVERY(2),
        SECOND(3);

        private final long seed;

        Key(long seed) {
            this.seed = seed;
        }

        /** Always the same. */
        MasterKey load() {
            byte[] bytes = new byte[MasterKey.LENGTH];
            new SeededRandom(seed).nextBytes(bytes);
            return MasterKey.ofBytes(bytes);
        }
    }

    private final Path folder;
    private final SettableClock clock = new SettableClock(START);
    private final CredentialStore store;
    private Key key;
    private final Map<String, CredentialId> credentials = new HashMap<>();
    private String recoveryKey = "none";

    private Stage(Path folder, Supplier<? extends Storage> storage, CheckpointKeeper keeper, Key key) {
        this.folder = folder;
        this.key = key;
        try (MasterKey loaded = key.load()) {
            this.store = Stores.builder(storage, loaded)
                    .checkpoints(keeper)
                    .clock(clock)
                    .ids(new IdsOfTheMinute()::next)
                    .open();
        }
    }

    /** Opens the store of a folder, or makes it, with whichever of its master keys opens it. */
    static Stage open(Path folder) {
        return open(folder, fileIn(folder).toString());
    }

    /** As {@link #open(Path)}, with the store in some other place; the folder takes the files that the script makes besides. */
    static Stage open(Path folder, String place) {
        return open(folder, () -> Database.open(place));
    }

    /** As {@link #open(Path)}, on a storage that is opened in another way. */
    static Stage open(Path folder, Supplier<? extends Storage> storage) {
        CheckpointKeeper keeper = CheckpointKeeper.inFile(checkpointIn(folder));
        try {
            return new Stage(folder, storage, keeper, Key.FIRST);
        } catch (CredentialStoreException e) {
            if (e.code() != ErrorCode.MASTER_KEY_WRONG) {
                throw e;
            }
            return new Stage(folder, storage, keeper, Key.SECOND);
        }
    }

    /** A fresh store in memory; a folder takes the files that the script makes besides. */
    static Stage inMemory(Path folder) {
        CheckpointKeeper keeper = CheckpointKeeper.inFile(checkpointIn(folder));
        return new Stage(folder, InMemoryStorage::new, keeper, Key.FIRST);
    }

    private static final class IdsOfTheMinute {
        private final Map<Instant, Integer> made = new HashMap<>();

        synchronized String next(String prefix, Instant now) {
            long minute = Duration.between(START, now).toMinutes();
            return String.format(Locale.ROOT, "%s_%d_%08d", prefix, minute, made.merge(now, 1, Integer::sum));
        }
    }

    static Path fileIn(Path folder) {
        return folder.resolve("store.db");
    }

    static Path checkpointIn(Path folder) {
        return folder.resolve("checkpoint.json");
    }

    Path folder() {
        return folder;
    }

    CredentialStore store() {
        return store;
    }

    /** The master key that opens it. */
    Key key() {
        return key;
    }

    void key(Key now) {
        key = now;
    }

    Instant now() {
        return clock.instant();
    }

    /** Of the credential that was last stored under this name; nobody's when that failed. */
    CredentialId id(String name) {
        return credentials.getOrDefault(name, CredentialId.of("cred_0_nobodysid"));
    }

    CredentialId stored(String name, CredentialId id) {
        credentials.put(name, id);
        return id;
    }

    /** The id under which the recovery key was added; nobody's when that failed. */
    String recoveryKey() {
        return recoveryKey;
    }

    void recoveryKey(String keyId) {
        recoveryKey = keyId;
    }

    /** Plays a step; the outcome is what the caller learns, or {@code !} and the code of the failure. */
    String play(Step step) {
        clock.set(START.plus(Duration.ofMinutes(1L + SCRIPT.indexOf(step))));
        try {
            return String.valueOf(step.on(this));
        } catch (CredentialStoreException e) {
            return Failures.outcome(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
