package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.CredentialStoreBuilder;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.ClosedException;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.Storage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Stories of many threads, and of two stores on the same rows, as two processes have them. */
public abstract class ConcurrencyContract extends StoreContract {
    private static final int READERS = 4;

    /** For subclasses. */
    protected ConcurrencyContract() {}

    /** However access ends, no entry after its end is a successful retrieval: one test for each way and each end of it. */
    @TestFactory
    Stream<DynamicTest> retrieval_doesNotSucceedOnceItsAccessHasEnded() {
        CredentialStore other = scene().openWith(scene().key());
        return Stream.of(
                race("grant revoked", AuditAction.REVOKE_ACCESS, store(), id -> store().revokeAccess(id, Scene.SKILL)),
                race(
                        "grant revoked elsewhere",
                        AuditAction.REVOKE_ACCESS,
                        other,
                        id -> store().revokeAccess(id, Scene.SKILL)),
                race("credential revoked", AuditAction.REVOKE, store(), id -> store().revokeCredential(id, null, null)),
                race(
                        "credential revoked elsewhere",
                        AuditAction.REVOKE,
                        other,
                        id -> store().revokeCredential(id, null, null)),
                race(
                        "credential deleted",
                        AuditAction.DELETE,
                        store(),
                        id -> store().deleteCredential(id, null, null)));
    }

    private DynamicTest race(String name, AuditAction end, CredentialStore readers, Consumer<CredentialId> ending) {
        return DynamicTest.dynamicTest(name, () -> {
            CredentialId id = scene().readable(name.replace(' ', '-'));
            CountDownLatch warm = new CountDownLatch(READERS);
            Together.Part reader = () -> {
                String value = Scene.text(readers.retrieveCredential(id, Scene.SKILL_ID));
                warm.countDown();
                while (value != null) {
                    value = valueOrNull(readers, id);
                }
            };
            Together.run(reader, reader, reader, reader, () -> {
                warm.await();
                ending.accept(id);
                Refused.error(codeAfter(end), () -> readers.retrieveCredential(id, Scene.SKILL_ID));
            });
            assertNoSuccessAfter(end, store().getAuditTrail(id));
            scene().assertUnharmed();
        });
    }

    private static @Nullable String valueOrNull(CredentialStore store, CredentialId id) {
        try {
            return Scene.text(store.retrieveCredential(id, Scene.SKILL_ID));
        } catch (CredentialStoreException e) {
            assertThat(e.code()).isIn(ErrorCode.ACCESS_DENIED, ErrorCode.CREDENTIAL_REVOKED);
            return null;
        }
    }

    private static ErrorCode codeAfter(AuditAction end) {
        return end.equals(AuditAction.REVOKE) ? ErrorCode.CREDENTIAL_REVOKED : ErrorCode.ACCESS_DENIED;
    }

    /** Newest entries come first. */
    private static void assertNoSuccessAfter(AuditAction end, List<AuditEntry> newestFirst) {
        List<AuditEntry> since = newestFirst.stream()
                .takeWhile(entry -> !entry.action().equals(end))
                .toList();
        assertThat(since).hasSizeGreaterThan(READERS).noneMatch(AuditEntry::success);
        assertThat(newestFirst).anyMatch(entry -> entry.action().equals(AuditAction.RETRIEVE) && entry.success());
    }

    @Test
    void changes_ofManyThreadsInTwoStores_allHappen_andTheTrailHasThemAll() {
        int each = 10;
        CredentialStore other = scene().openWith(scene().key());
        CredentialId shared = scene().readable("shared");
        int before = scene().trail().size();
        AtomicInteger names = new AtomicInteger();

        Together.Part part = () -> {
            int number = names.incrementAndGet();
            CredentialStore mine = number % 2 == 0 ? store() : other;
            for (int i = 0; i < each; i++) {
                mine.storeCredential("n-" + number + "-" + i, "service", TestValues.apiKey("value"));
                mine.rotateCredential(shared, TestValues.apiKey("value"));
                Scene.text(mine.retrieveCredential(shared, Scene.SKILL_ID));
            }
        };
        Together.run(READERS, part);

        List<AuditEntry> trail = scene().trail();
        assertThat(trail).hasSize(before + 3 * each * READERS).allMatch(AuditEntry::success);
        assertThat(trail)
                .extracting(AuditEntry::seq)
                .isEqualTo(LongStream.rangeClosed(1, trail.size()).boxed().toList());
        assertThat(store().getCredential(shared).version()).isEqualTo(1 + each * READERS);
        scene().assertUnharmed();
    }

    @Test
    void name_wantedByManyThreads_goesToOne() {
        AtomicInteger stored = new AtomicInteger();

        Together.run(READERS, () -> {
            try {
                store().storeCredential("wanted", "service", TestValues.apiKey("value"));
                stored.incrementAndGet();
            } catch (CredentialStoreException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
            }
        });

        assertThat(stored).hasValue(1);
        scene().assertUnharmed();
    }

    @Test
    void emptyStorage_openedByManyAtOnce_becomesOneStore() {
        Supplier<Storage> place = sharedStorage();
        AtomicInteger names = new AtomicInteger();
        try (MasterKey key = MasterKey.generate()) {
            CredentialStoreBuilder sharedIds = Stores.builder(place, key).ids(new SequentialIds());

            Together.run(READERS, () -> {
                try (CredentialStore opened = sharedIds.open()) {
                    opened.storeCredential("n-" + names.incrementAndGet(), "service", TestValues.apiKey("value"));
                }
            });

            try (CredentialStore opened = sharedIds.open()) {
                assertThat(opened.listCredentials()).hasSize(READERS);
                assertThat(opened.countAuditEntries(AuditQuery.all().withAction(AuditAction.CREATE_STORE)))
                        .isEqualTo(1);
                assertThat(opened.verifyIntegrity().findings()).isEmpty();
            }
        }
    }

    @Test
    void close_waitsForCallsUnderWay_andNothingOfThemIsLost() {
        CredentialId id = scene().readable("name");
        int before = scene().trail().size();
        CredentialStore closing = scene().openWith(scene().key());
        CountDownLatch warm = new CountDownLatch(READERS);
        AtomicInteger released = new AtomicInteger();

        Together.Part reader = () -> {
            boolean open = true;
            while (open) {
                try {
                    assertThat(Scene.text(closing.retrieveCredential(id, Scene.SKILL_ID)))
                            .isEqualTo("name");
                    released.incrementAndGet();
                    warm.countDown();
                } catch (ClosedException e) {
                    open = false;
                }
            }
        };
        Together.run(reader, reader, reader, reader, () -> {
            warm.await();
            closing.close();
        });

        assertThat(scene().trail()).hasSizeGreaterThanOrEqualTo(before + released.get());
        assertThat(scene().trail()).hasSizeLessThanOrEqualTo(before + released.get() + READERS);
        scene().assertUnharmed();
    }

    @Test
    void close_byManyThreads_isOneClose() {
        CredentialStore closing = scene().openWith(scene().key());

        Together.run(READERS, closing::close);

        Refused.error(ErrorCode.CLOSED, closing::listCredentials);
    }
}
