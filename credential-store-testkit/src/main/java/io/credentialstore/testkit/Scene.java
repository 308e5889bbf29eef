package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.CheckpointKeeper;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.key.KeyRing;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.value.ApiKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Where a story takes place: a store at a known time, and in it a bystander, whose value every mishap must leave alone.
 */
final class Scene implements AutoCloseable {
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    static final String SKILL_ID = "reporter";
    static final Entity SKILL = Entity.skill(SKILL_ID);

    /** Of the right form, and nobody's. */
    static final CredentialId UNKNOWN = CredentialId.of("cred_20300101_nobodysid");

    private final Supplier<Storage> storage;
    private final SettableClock clock = new SettableClock(START);
    private final SequentialIds ids = new SequentialIds();
    private final MasterKey key = MasterKey.generate();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private CredentialStore store;
    private final CredentialId bystander;

    Scene(Supplier<Storage> storage) {
        this.storage = storage;
        this.store = openWith(key);
        this.bystander = stored("bystander");
    }

    CredentialStore store() {
        return store;
    }

    /** Opens the store anew: it has read nothing yet, so whatever it is asked it must look up. */
    void reopen() {
        open.remove(store);
        store.close();
        store = openWith(key);
    }

    /** Where the rows are. */
    Supplier<Storage> place() {
        return storage;
    }

    SettableClock clock() {
        return clock;
    }

    MasterKey key() {
        return key;
    }

    /** One more store on the same rows, closed with the scene. */
    CredentialStore openWith(MasterKey masterKey) {
        return closedWithScene(open(MasterKeyProvider.of(masterKey)));
    }

    /** One more store on the same rows, opened with the first of these keys that opens it, and closed with the scene. */
    CredentialStore openWith(MasterKey current, MasterKey previous) {
        return closedWithScene(openUntracked(current, previous));
    }

    /** One more store on the same rows that is held to what the keeper has; whoever opens it closes it. */
    CredentialStore openWith(CheckpointKeeper keeper) {
        return builder().checkpoints(keeper).open();
    }

    /** One more store on the same rows, which has seen nothing yet; whoever opens it closes it. */
    CredentialStore openFresh() {
        return open(MasterKeyProvider.of(key));
    }

    /** As {@link #openWith(MasterKey, MasterKey)}, for any thread, which closes what it gets. */
    CredentialStore openUntracked(MasterKey current, MasterKey previous) {
        return open(MasterKeyProvider.of(new KeyRing(current, List.of(previous))));
    }

    private CredentialStore open(MasterKeyProvider keys) {
        return builder().masterKey(keys).open();
    }

    /** Describes a store on the same rows, with the scene's key and clock. */
    CredentialStoreBuilder builder() {
        return builder(storage);
    }

    /** Describes a store in another place, with the scene's key and clock. */
    CredentialStoreBuilder builder(Supplier<Storage> place) {
        return Stores.builder(place, key).clock(clock).ids(ids);
    }

    private CredentialStore closedWithScene(CredentialStore another) {
        open.push(another);
        return another;
    }

    /** Reads the rows themselves, past the store. */
    <T> T rows(Function<StorageTransaction, T> query) {
        try (Storage opened = storage.get()) {
            return opened.read(query);
        }
    }

    /** Changes the rows themselves, past the store, as somebody can who has the file but no key. */
    void tamper(Consumer<StorageTransaction> change) {
        try (Storage opened = storage.get()) {
            opened.write(tables -> {
                change.accept(tables);
                return true;
            });
        }
    }

    /** Stores an API key of that name, whose value is its name, for the service {@code service}. */
    CredentialId stored(String name) {
        try (ApiKey value = TestValues.apiKey(name)) {
            return store.storeCredential(name, "service", value);
        }
    }

    /** As {@link #stored}, with a grant that lets {@link #SKILL} read it. */
    CredentialId readable(String name) {
        CredentialId id = stored(name);
        store.grantAccess(id, SKILL, AccessLevel.READ);
        return id;
    }

    /** Replaces an API key by one with this text. */
    int rotated(CredentialId id, String text) {
        try (ApiKey value = TestValues.apiKey(text)) {
            return store.rotateCredential(id, value, "rotator");
        }
    }

    /** The text of an API key as its owner gets it. */
    String valueOf(CredentialId id) {
        return text(store.retrieveCredentialAsOwner(id, null));
    }

    /** The text of an API key, which is closed. */
    static String text(RetrievedCredential retrieved) {
        try (retrieved) {
            return retrieved.value(ApiKey.class).apiKey().use(String::new);
        }
    }

    /** The whole trail, oldest first. */
    List<AuditEntry> trail() {
        return trailOf(store);
    }

    /** The whole trail of a store, oldest first. */
    static List<AuditEntry> trailOf(CredentialStore store) {
        List<AuditEntry> trail = new ArrayList<>();
        AuditQuery query = AuditQuery.all().oldestFirst().withLimit(AuditQuery.MAX_LIMIT);
        AuditPage page = store.getAuditTrail(query);
        trail.addAll(page.entries());
        while (page.next().isPresent()) {
            page = store.getAuditTrail(page.next().get());
            trail.addAll(page.entries());
        }
        return trail;
    }

    AuditEntry newest() {
        return store.getAuditTrail(AuditQuery.all().withLimit(1)).entries().get(0);
    }

    /** Everything verifies, and the bystander still has its value. */
    void assertUnharmed() {
        assertThat(store.verifyIntegrity().findings()).isEmpty();
        assertThat(valueOf(bystander)).isEqualTo("bystander");
    }

    /** Runs a call that must fail with this code; what it leaves in the trail is to be said next. */
    Refused refuses(ErrorCode code, ThrowingCallable call) {
        return Refused.by(this, code, call);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            closeQuietly(open.pop());
        }
        key.close();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new AssertionError("A store could not be closed", e);
        }
    }
}
