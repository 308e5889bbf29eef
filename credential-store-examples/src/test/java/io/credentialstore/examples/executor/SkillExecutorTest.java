package io.credentialstore.examples.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.credentialstore.CredentialStore;
import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.DenialReason;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.testkit.Stores;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SkillExecutorTest {
    private final CredentialStore store = Stores.inMemory();
    private final Probe probe = new Probe();
    private final SkillExecutor skills = new SkillExecutor(
            store, new ToolExecutor(store, List.of(probe, Tool.of("echo", input -> Map.of("echo", input)))));

    @AfterEach
    void close() {
        store.close();
    }

    private void register(String id, List<String> credentials, Skill body) {
        register(id, credentials, List.of("probe"), body);
    }

    private void register(String id, List<String> credentials, List<String> uses, Skill body) {
        skills.register(new SkillManifest(id, id, credentials, uses), body);
    }

    private static ToolCall probe(String credential) {
        return ToolCall.of("probe", Map.of()).withCredential(credential);
    }

    @Test
    void execute_skillWithoutCredentials_runsAsBefore() {
        register("greeter", List.of(), List.of("echo"), (input, tools) -> tools.call(ToolCall.of("echo", input)));
        long before = store.countAuditEntries(AuditQuery.all());

        assertThat(skills.execute("greeter", Map.of("name", "Ada"), null))
                .containsExactly(entry("echo", Map.of("name", "Ada")));
        assertThat(store.countAuditEntries(AuditQuery.all())).isEqualTo(before);
    }

    @Test
    void execute_skillWithCredentials_getsThemInjectedAndNeverSeesThem() {
        CredentialId stripe = StoredKeys.keyFor(store, "payer", "stripe_production", "fake_stripe_key_1");
        StoredKeys.keyFor(store, "payer", "slack", "fake_slack_key_1");
        register("payer", List.of("stripe_production", "slack"), (input, tools) -> {
            tools.call(probe("stripe_production"));
            tools.call(ToolCall.of("probe", Map.of()).withCredential(stripe));
            return tools.call(probe("slack"));
        });

        Map<String, Object> output = skills.execute("payer", Map.of(), "anna");

        assertThat(probe.seen).containsExactly("fake_stripe_key_1", "fake_stripe_key_1", "fake_slack_key_1");
        assertThat(output).isEqualTo(Map.of("calls", 3));
    }

    @Test
    void execute_oneRun_isOneRunIdInTheTrail() {
        CredentialId id = StoredKeys.keyFor(store, "payer", "stripe_production", "fake_stripe_key_1");
        register("payer", List.of("stripe_production"), (input, tools) -> {
            tools.call(probe("stripe_production"));
            return tools.call(probe("stripe_production"));
        });

        skills.execute("payer", Map.of(), "anna");
        skills.execute("payer", Map.of(), "anna");

        List<AuditEntry> retrievals = store.getAuditTrail(
                        AuditQuery.all().withCredential(id).withAction(AuditAction.RETRIEVE))
                .entries();
        Set<String> runs = retrievals.stream().map(AuditEntry::runId).collect(Collectors.toSet());
        assertThat(retrievals).hasSize(4).allMatch(entry -> "anna".equals(entry.userId()));
        assertThat(runs).hasSize(2).doesNotContainNull();
    }

    @Test
    void execute_oneGrantMissing_isRefusedBeforeAnythingRuns() {
        StoredKeys.keyFor(store, "payer", "stripe_production", "fake_stripe_key_1");
        CredentialId slack = StoredKeys.keyFor(store, "other", "slack", "fake_slack_key_1");
        register(
                "payer",
                List.of("stripe_production", "slack"),
                (input, tools) -> tools.call(probe("stripe_production")));

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> skills.execute("payer", Map.of(), "anna"))
                .withMessageContaining("skill:payer may not retrieve slack");
        assertThat(probe.seen).isEmpty();
        assertThat(store.getAuditTrail(slack).get(0))
                .returns(AuditAction.RETRIEVE, AuditEntry::action)
                .returns(false, AuditEntry::success)
                .returns("not_granted", AuditEntry::errorCode)
                .returns("anna", AuditEntry::userId);
    }

    @Test
    void execute_unknownCredential_isRefusedInTheSameWords() {
        register("payer", List.of("nowhere"), (input, tools) -> Map.of());

        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> skills.execute("payer", Map.of(), null))
                .withMessageContaining("skill:payer may not retrieve nowhere");
        assertThat(store.getAuditTrail(AuditQuery.all()).entries().get(0))
                .returns(AuditAction.RETRIEVE, AuditEntry::action)
                .returns("unknown_credential", AuditEntry::errorCode);
    }

    @Test
    void execute_credentialThatIsNotDeclared_isRefusedInSpiteOfAGrant() {
        CredentialId id = StoredKeys.keyFor(store, "payer", "stripe_production", "fake_stripe_key_1");
        for (String reference : List.of("stripe_production", id.value(), "nowhere", "cred_1_abcdefgh")) {
            register("payer", List.of(), (input, tools) -> tools.call(probe(reference)));

            refused("payer", Reason.NOT_DECLARED, "credential " + reference, "requiresCredentials");
        }
        assertThat(probe.seen).isEmpty();
    }

    @Test
    void execute_toolThatIsNotDeclared_isRefused() {
        register("greeter", List.of(), (input, tools) -> tools.call(ToolCall.of("echo", Map.of())));

        refused("greeter", Reason.NOT_DECLARED, "tool echo", "usesTools");
    }

    @Test
    void execute_unknownSkill_isRefused() {
        register("greeter", List.of(), (input, tools) -> Map.of());

        refused("nobody\n", Reason.UNKNOWN_SKILL, "There is no such skill. Known are [greeter].");
    }

    private void refused(String skill, Reason reason, String... parts) {
        assertThatExceptionOfType(ExecutorException.class)
                .isThrownBy(() -> skills.execute(skill, Map.of(), null))
                .withMessageContainingAll(parts)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void check_tellsTheHostWhichCredentialsAreReady() {
        StoredKeys.keyFor(store, "payer", "ready", "fake_key_1");
        CredentialId others = StoredKeys.keyFor(store, "other", "others", "fake_key_2");
        long before = store.countAuditEntries(AuditQuery.all());
        register("payer", List.of("ready", "others", "nowhere"), (input, tools) -> Map.of());

        Map<String, AccessDecision> decisions = skills.check("payer");

        assertThat(decisions.keySet()).containsExactly("ready", "others", "nowhere");
        assertThat(decisions.get("ready").isGranted()).isTrue();
        assertThat(decisions.get("others")).isEqualTo(new AccessDecision.Denied(DenialReason.NOT_GRANTED));
        assertThat(decisions.get("nowhere")).isEqualTo(new AccessDecision.Denied(DenialReason.UNKNOWN_CREDENTIAL));
        assertThat(store.countAuditEntries(AuditQuery.all())).isEqualTo(before);

        store.grantAccess(others, Entity.skill("payer"), AccessLevel.READ);
        assertThat(skills.check("payer").get("others").isGranted()).isTrue();
    }
}
