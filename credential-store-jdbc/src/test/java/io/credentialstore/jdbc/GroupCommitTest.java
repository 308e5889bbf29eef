package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.ErrorCode;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.Stores;
import io.credentialstore.testkit.TestValues;
import io.credentialstore.value.ApiKey;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
@DisplayName("Retrievals that come at once share a commit")
class GroupCommitTest extends OnEachDatabase {
    private static final int CALLERS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AuditQuery RETRIEVALS =
            AuditQuery.all().withAction(AuditAction.RETRIEVE).oldestFirst().withLimit(AuditQuery.MAX_LIMIT);

    private final MasterKey key = MasterKey.generate();
    private final CountingStorage storage = new CountingStorage();
    private CredentialStore store;
    private CredentialId id;

    /** A call on a thread of its own, and what comes of it: nothing for a value, else why there is none. */
    private record Call(Thread thread, FutureTask<Optional<CredentialStoreException>> result) {}

    /** The store has decided all of this once, so that no call needs to read before it waits. */
    @BeforeEach
    void openAndRemember() {
        store = open(PATIENCE);
        try (ApiKey value = TestValues.apiKey("value")) {
            id = store.storeCredential("name", "service", value);
        }
        for (int skill = 0; skill < CALLERS; skill++) {
            store.grantAccess(id, Entity.skill(name(skill)), AccessLevel.READ);
        }
        retrieveByEach();
    }

    private CredentialStore open(Duration patience) {
        return Stores.builder(() -> storage.around(Database.open(place("store"), patience)), key)
                .open();
    }

    private void retrieveByEach() {
        for (int skill = 0; skill < CALLERS; skill++) {
            store.retrieveCredential(id, name(skill)).close();
        }
    }

    private static String name(int skill) {
        return "skill-" + skill;
    }

    @AfterEach
    void close() {
        store.close();
        key.close();
    }

    private Call call(int skill) {
        return start(() -> store.retrieveCredential(id, name(skill)).close());
    }

    private static Call start(Runnable work) {
        FutureTask<Optional<CredentialStoreException>> result = new FutureTask<>(() -> {
            try {
                work.run();
                return Optional.empty();
            } catch (CredentialStoreException refusal) {
                return Optional.of(refusal);
            }
        });
        Thread thread = new Thread(result);
        thread.start();
        return new Call(thread, result);
    }

    /** The first leads and waits for the file; all others wait for it, in the order in which they came. */
    private List<Call> waitingInTurn() {
        List<Call> calls = new ArrayList<>();
        for (int skill = 0; skill < CALLERS; skill++) {
            Call call = call(skill);
            calls.add(call);
            while (!hasItsPlace(call)) {
                Thread.onSpinWait();
            }
        }
        return calls;
    }

    private boolean hasItsPlace(Call call) {
        return storage.isWritingOn(call.thread())
                || call.thread().getState() == Thread.State.TIMED_WAITING
                || call.result().isDone();
    }

    private static void succeed(List<Call> calls) throws Exception {
        for (Call call : calls) {
            assertThat(call.result().get()).isEmpty();
        }
    }

    /** Who retrieved since the store was made ready. */
    private List<String> retrievers() {
        return store.getAuditTrail(RETRIEVALS).entries().stream()
                .skip(CALLERS)
                .map(entry -> entry.entity().id())
                .toList();
    }

    private void assertIntact() {
        assertThat(store.verifyIntegrity().findings()).isEmpty();
    }

    @Test
    @DisplayName("those that wait for one commit are recorded by the next one, in their order")
    void waitingCalls_shareOneCommit() throws Exception {
        long before = storage.writes();
        List<Call> calls;
        try (Connection other = Database.takeTurn(place("store"))) {
            calls = waitingInTurn();
            Database.endTurn(other);
        }
        succeed(calls);
        assertThat(storage.writes() - before).as("transactions").isEqualTo(2);
        assertThat(retrievers())
                .containsExactlyElementsOf(IntStream.range(0, CALLERS)
                        .mapToObj(GroupCommitTest::name)
                        .toList());
        assertIntact();
    }

    @Test
    @DisplayName(
            "A1, A7: while the file stays locked every call fails with a typed error, none is recorded, the next works")
    void lockedFile_failsEveryCall() throws Exception {
        store.close();
        store = open(Duration.ofMillis(300));
        try (Connection other = Database.takeTurn(place("store"))) {
            for (Call call : waitingInTurn()) {
                assertThat(call.result().get())
                        .get()
                        .extracting(CredentialStoreException::code)
                        .isEqualTo(ErrorCode.STORE_BUSY);
            }
            Database.endTurn(other);
        }
        assertThat(retrievers()).isEmpty();
        retrieveByEach();
        assertThat(retrievers()).hasSize(CALLERS);
    }

    @Test
    @DisplayName("A9: a caller who is interrupted while it waits leaves without an entry, and nobody else notices")
    void interruptedCaller_leaves() throws Exception {
        List<Call> calls;
        try (Connection other = Database.takeTurn(place("store"))) {
            calls = waitingInTurn();
            Call leaver = calls.remove(CALLERS / 2);
            leaver.thread().interrupt();
            assertThat(leaver.result().get()).get().asString().contains("interrupted");
            Database.endTurn(other);
        }
        succeed(calls);
        assertThat(retrievers()).hasSize(CALLERS - 1).doesNotContain(name(CALLERS / 2));
    }

    @Test
    @DisplayName("A9: a caller who comes interrupted and need not wait is served, and keeps its flag")
    void interruptedLeader_isServed() throws Exception {
        FutureTask<Boolean> flagged = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            store.retrieveCredential(id, name(0)).close();
            return Thread.interrupted();
        });
        new Thread(flagged).start();

        assertThat(flagged.get()).isTrue();
        assertThat(retrievers()).containsExactly(name(0));
    }

    @Test
    @DisplayName("a change by another process, made while they waited, is obeyed by every call of the batch")
    void changeMeanwhile_isObeyed() throws Exception {
        List<Call> calls = new ArrayList<>();
        try (CredentialStore other = Stores.builder(
                        () -> new CountingStorage()
                                .around(Database.open(place("store"), PATIENCE), () -> calls.addAll(waitingInTurn())),
                        key)
                .open()) {
            other.revokeAccess(id, Entity.skill(name(3)));
        }
        for (int skill = 0; skill < CALLERS; skill++) {
            assertThat(calls.get(skill).result().get().map(CredentialStoreException::code))
                    .isEqualTo(skill == 3 ? Optional.of(ErrorCode.ACCESS_DENIED) : Optional.empty());
        }
        assertThat(retrievers()).hasSize(CALLERS);
        assertIntact();
    }

    @Test
    @DisplayName("under load every call has its one entry, and the trail has no gap")
    void load_losesNothing() throws Exception {
        int each = 25;
        succeed(IntStream.range(0, CALLERS)
                .mapToObj(skill -> start(() -> {
                    for (int n = 0; n < each; n++) {
                        store.retrieveCredential(id, name(skill)).close();
                    }
                }))
                .toList());

        Map<String, Long> perSkill =
                retrievers().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(perSkill)
                .hasSize(CALLERS)
                .allSatisfy((skill, count) -> assertThat(count).isEqualTo(each));
        assertIntact();
    }
}
