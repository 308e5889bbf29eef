package io.credentialstore.examples.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.CredentialUnavailableException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.secret.Secret;
import io.credentialstore.testkit.Stores;
import io.credentialstore.value.ApiKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolExecutorTest {
    private static final Caller CALLER = Caller.tool("probe").withUser("anna").withPurpose("test");
    private static final String KEY = "fake_stripe_key_4711";

    private final CredentialStore store = Stores.inMemory();
    private final Probe probe = new Probe();
    private final ToolExecutor tools =
            new ToolExecutor(store, List.of(probe, Tool.of("echo", input -> Map.of("echo", input))));
    private CredentialId id;

    @BeforeEach
    void storeOneKeyForTheProbe() {
        id = StoredKeys.key(store, "stripe_production", "stripe", KEY);
        store.grantAccess(id, Entity.tool("probe"), AccessLevel.READ);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void execute_withoutCredential_leavesTheStoreAlone() {
        long before = store.countAuditEntries(AuditQuery.all());

        assertThat(tools.execute(ToolCall.of("echo", Map.of("a", 1)), CALLER))
                .isEqualTo(Map.of("echo", Map.of("a", 1)));
        assertThat(tools.execute(ToolCall.of("probe", Map.of()), CALLER)).containsEntry("calls", 0);
        assertThat(store.countAuditEntries(AuditQuery.all())).isEqualTo(before);
    }

    @Test
    void execute_byNameOrId_givesTheToolTheValue() {
        tools.execute(ToolCall.of("probe", Map.of()).withCredential("stripe_production"), CALLER);
        tools.execute(ToolCall.of("probe", Map.of()).withCredential(id), CALLER);

        assertThat(probe.seen).containsExactly(KEY, KEY);
    }

    @Test
    void execute_afterwards_theValueIsWiped() {
        tools.execute(ToolCall.of("probe", Map.of()).withCredential(id), CALLER);
        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(() ->
                        tools.execute(ToolCall.of("probe", Map.of("fail", true)).withCredential(id), CALLER));

        assertThat(probe.given).hasSize(2).allMatch(Secret::isClosed);
    }

    @Test
    void execute_withCredential_isRecordedWithUserAndPurpose() {
        tools.execute(ToolCall.of("probe", Map.of()).withCredential(id), CALLER);

        AuditEntry newest = store.getAuditTrail(id).get(0);
        assertThat(newest.action()).isEqualTo(AuditAction.RETRIEVE);
        assertThat(newest.success()).isTrue();
        assertThat(newest.entity()).isEqualTo(Entity.tool("probe"));
        assertThat(newest.userId()).isEqualTo("anna");
        assertThat(newest.purpose()).isEqualTo("test");
    }

    @Test
    void execute_withoutGrant_readsLikeAnUnknownName() {
        Caller stranger = Caller.tool("stranger");
        ToolCall known = ToolCall.of("probe", Map.of()).withCredential("stripe_production");
        ToolCall unknown = ToolCall.of("probe", Map.of()).withCredential("stripe_productiom");

        String refused = denied(known, stranger);
        assertThat(denied(unknown, stranger).replace("productiom", "production"))
                .isEqualTo(refused);
        assertThat(probe.seen).isEmpty();
    }

    @Test
    void execute_withoutGrant_doesNotLearnFromTheToolEither() {
        ToolCall refusedByTool = ToolCall.of("probe", Map.of("refuse", true)).withCredential("stripe_production");

        assertThat(denied(refusedByTool, Caller.tool("stranger"))).contains("tool:stranger may not retrieve");
    }

    @Test
    void execute_withoutGrant_isRecordedWithItsReason() {
        denied(ToolCall.of("probe", Map.of()).withCredential("stripe_production"), Caller.tool("stranger"));

        AuditEntry newest = store.getAuditTrail(id).get(0);
        assertThat(newest.success()).isFalse();
        assertThat(newest.errorCode()).isEqualTo("not_granted");
    }

    @Test
    void execute_unknownId_isRecordedToo() {
        CredentialId unknown = CredentialId.of("cred_20250101000000_abcdefgh");

        denied(ToolCall.of("probe", Map.of()).withCredential(unknown), CALLER);

        assertThat(store.getAuditTrail(unknown).get(0).errorCode()).isEqualTo("unknown_credential");
    }

    @Test
    void execute_unknownName_isRecordedToo() {
        denied(ToolCall.of("probe", Map.of()).withCredential("nowhere"), CALLER);

        AuditEntry newest = store.getAuditTrail(AuditQuery.all()).entries().get(0);
        assertThat(newest.errorCode()).isEqualTo("unknown_credential");
        assertThat(newest.toString()).contains("nowhere");
        assertThat(newest.userId()).isEqualTo("anna");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../etc/passwd", "a b", "line\nbreak", "\u202ereversed"})
    void new_callWithTextThatIsNoName_isRefusedWithoutRepeatingIt(String text) {
        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(() -> ToolCall.of("probe", Map.of()).withCredential(text))
                .withMessageStartingWith("A tool call's credential must be 1 to 128 letters");
        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(() -> ToolCall.of(text, Map.of()))
                .withMessageStartingWith("A tool call's tool must be 1 to 128 letters");
    }

    @Test
    void execute_nameThatOnlyAnEntityMayHave_isRefusedByTheStore() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> tools.execute(ToolCall.of("probe", Map.of()).withCredential("a/b"), CALLER));
    }

    /** Between the look and the release the owner revokes one credential and stores another of that name. */
    @Test
    void execute_nameThatChangesHandsMeanwhile_isLookedAtAgain() {
        Tool picky = new Tool() {
            @Override
            public String id() {
                return "picky";
            }

            @Override
            public void requireUsable(Credential credential, Map<String, Object> input) {
                if (!credential.id().equals(id)) {
                    throw new ExecutorException(Reason.NOT_USABLE_HERE, "That is another credential.");
                }
                store.revokeCredential(id, "ops", null);
                CredentialId other = StoredKeys.key(store, "stripe_production", "stripe", "fake_other_key");
                store.grantAccess(other, Entity.tool("probe"), AccessLevel.READ);
            }

            @Override
            public Map<String, Object> execute(Map<String, Object> input, RetrievedCredential credential) {
                throw new AssertionError("must not get " + credential);
            }
        };

        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(() -> new ToolExecutor(store, List.of(picky))
                        .execute(ToolCall.of("picky", Map.of()).withCredential("stripe_production"), CALLER))
                .withMessage("That is another credential.");
    }

    @Test
    void execute_revokedCredential_isRefusedByIdAndUnknownByName() {
        store.revokeCredential(id, "ops", "leaked");

        assertThatExceptionOfType(CredentialUnavailableException.class)
                .isThrownBy(() -> tools.execute(ToolCall.of("probe", Map.of()).withCredential(id), CALLER))
                .withMessageContaining("is revoked");
        denied(ToolCall.of("probe", Map.of()).withCredential("stripe_production"), CALLER);
    }

    @Test
    void execute_toolRefusesTheCredential_nothingIsReleased() {
        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(() -> tools.execute(ToolCall.of("echo", Map.of()).withCredential(id), caller("echo")))
                .withMessage("The tool echo takes no credential.")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_USABLE_HERE));

        assertThat(store.countAuditEntries(AuditQuery.all().withAction(AuditAction.RETRIEVE)))
                .isZero();
    }

    private Caller caller(String tool) {
        store.grantAccess(id, Grant.of(Entity.tool(tool), AccessLevel.READ));
        return Caller.tool(tool);
    }

    @Test
    void execute_unknownTool_namesTheKnownOnes() {
        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(() -> tools.execute(ToolCall.of("http", Map.of()), CALLER))
                .withMessageContainingAll("no tool http", "echo", "probe")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_TOOL));
    }

    @Test
    void execute_rotatedCredential_usesTheNewValue() {
        ToolCall call = ToolCall.of("probe", Map.of()).withCredential("stripe_production");
        tools.execute(call, CALLER);
        try (ApiKey renewed = new ApiKey(Secret.ofString("fake_stripe_key_new"))) {
            store.rotateCredential(id, renewed, "ops");
        }
        tools.execute(call, CALLER);

        assertThat(probe.seen).containsExactly(KEY, "fake_stripe_key_new");
    }

    private String denied(ToolCall call, Caller caller) {
        return String.valueOf(assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> tools.execute(call, caller))
                .actual()
                .getMessage());
    }
}
