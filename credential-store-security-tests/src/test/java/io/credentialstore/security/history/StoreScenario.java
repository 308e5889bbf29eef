package io.credentialstore.security.history;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** What threads may do with one credential of a store in memory. Public because Lincheck makes it. */
@Param(name = "number", gen = IntGen.class, conf = "1:3")
public class StoreScenario {
    private static final CredentialStore STORE = Stores.inMemory();
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Entity SKILL = Entity.skill("skill");

    private final CredentialId id = STORE.storeCredential("n-" + NAMES.incrementAndGet(), "service", key("0"));

    private static ApiKey key(String text) {
        return TestValues.apiKey(text);
    }

    private static String orCode(Supplier<String> call) {
        try {
            return call.get();
        } catch (CredentialStoreException e) {
            return e.code().name();
        }
    }

    /** The value that was stored last, while there is a grant. */
    @Operation
    public String retrieve() {
        return orCode(() -> {
            try (RetrievedCredential retrieved = STORE.retrieveCredential(id, SKILL.id())) {
                return retrieved.value(ApiKey.class).apiKey().use(String::new);
            }
        });
    }

    /** From then on it may be retrieved. */
    @Operation
    public String grant() {
        return orCode(
                () -> STORE.grantAccess(id, SKILL, AccessLevel.READ).level().code());
    }

    /** From then on it may not. */
    @Operation
    public boolean withdraw() {
        return STORE.revokeAccess(id, SKILL);
    }

    /** From then on there is this value. */
    @Operation
    public String rotate(@Param(name = "number") int number) {
        return orCode(() -> "version " + STORE.rotateCredential(id, key(Integer.toString(number))));
    }

    /** From then on there is none. */
    @Operation
    public String revoke() {
        return orCode(() -> {
            STORE.revokeCredential(id, null, null);
            return "revoked";
        });
    }

    /** What would be decided now. */
    @Operation
    public boolean hasAccess() {
        return STORE.hasAccess(id, SKILL);
    }
}
