package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.jdbc.SqliteStorage;
import io.credentialstore.key.MasterKey;
import io.credentialstore.memory.InMemoryStorage;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Entity;
import io.credentialstore.model.EntityType;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.Storage;
import io.credentialstore.testkit.SequentialIds;
import io.credentialstore.testkit.SettableClock;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.CredentialValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Filters and questions. SQLite answers each as a storage does that knows no SQL, so no text that is searched for is taken
 * for a part of the statement.
 */
final class FiltersTarget {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final CredentialStore SQLITE = filled(() -> SqliteStorage.open(StoreFile.inNewFolder()));
    private static final CredentialStore MEMORY = filled(InMemoryStorage::new);

    private FiltersTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        Input parts = new Input(input);
        Refusals.resultOf(() -> filter(parts)).ifPresent(filter -> {
            assertSameAnswer(store -> store.listCredentials(filter));
            assertSameAnswer(store -> store.countCredentials(filter));
        });
        Refusals.resultOf(() -> query(parts)).ifPresent(query -> {
            assertSameAnswer(store -> store.getAuditTrail(query).entries().stream()
                    .map(AuditEntry::seq)
                    .toList());
            assertSameAnswer(store -> store.countAuditEntries(query));
        });
        String name = parts.text();
        assertSameAnswer(store -> Refusals.resultOf(() -> store.findCredential(name)));
        assertSameAnswer(store -> Refusals.resultOf(() -> store.resolveCredential(name)));
        assertSameAnswer(store -> Refusals.resultOf(() -> store.getAccessibleCredentials(Entity.skill(name))));
    }

    private static CredentialFilter filter(Input parts) {
        return CredentialFilter.all()
                .withService(parts.optional(parts::text))
                .withType(parts.optional(() -> parts.oneOf(CredentialType.values())))
                .withEnvironment(parts.optional(() -> parts.oneOf(Environment.values())))
                .withStatus(parts.optional(() -> parts.oneOf(CredentialStatus.values())))
                .withAfter(parts.optional(() -> CredentialId.of(parts.text())))
                .withLimit(1 + parts.below(8));
    }

    private static AuditQuery query(Input parts) {
        AuditQuery query = AuditQuery.all()
                .withCredential(parts.optional(() -> CredentialId.of(parts.text())))
                .withEntity(parts.optional(() -> new Entity(parts.oneOf(EntityType.values()), parts.text())))
                .withUser(parts.optional(parts::text))
                .withAction(parts.optional(() -> new AuditAction(parts.text())))
                .withSince(parts.optional(() -> START.plusSeconds(parts.below(256))))
                .withUntil(parts.optional(() -> START.plusSeconds(parts.below(256))))
                .withAfter(parts.optional(() -> parts.number(Long.BYTES)))
                .withLimit(1 + parts.below(8));
        return parts.below(2) == 0 ? query : query.oldestFirst();
    }

    private static void assertSameAnswer(Function<CredentialStore, Object> question) {
        assertThat(question.apply(SQLITE)).isEqualTo(question.apply(MEMORY));
    }

    private static CredentialStore filled(Supplier<Storage> storage) {
        SettableClock clock = new SettableClock(START);
        try (MasterKey key = MasterKey.generate()) {
            CredentialStore store = Stores.builder(storage, key)
                    .clock(clock)
                    .ids(new SequentialIds())
                    .open();
            for (CredentialType type : List.of(CredentialType.API_KEY, CredentialType.CUSTOM, CredentialType.API_KEY)) {
                clock.advance(Duration.ofSeconds(20));
                fill(store, type, "name_" + clock.instant().getEpochSecond());
            }
            return store;
        }
    }

    private static void fill(CredentialStore store, CredentialType type, String name) {
        try (CredentialValue value = TestValues.of(type)) {
            CredentialId id = store.storeCredential(name, "service", value);
            store.grantAccess(id, Entity.skill("skill"), AccessLevel.READ);
            store.retrieveCredential(id, "skill").close();
            store.retrieveCredentialAsOwner(id, "o'neill@example.com").close();
        }
    }
}
