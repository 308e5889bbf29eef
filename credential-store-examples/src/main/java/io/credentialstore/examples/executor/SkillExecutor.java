package io.credentialstore.examples.executor;

import io.credentialstore.CredentialStore;
import io.credentialstore.ScopedCredentialStore;
import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.DenialReason;
import io.credentialstore.error.CredentialNotFoundException;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs skills. Before a skill starts, its grants on all credentials that its manifest names are checked, so that none
 * stops halfway for want of one; while it runs, it may use what its manifest names and nothing else. Skills that name no
 * credentials run as if there were no store. Thread-safe.
 */
public final class SkillExecutor {
    private final CredentialStore store;
    private final ToolExecutor tools;
    private final Map<String, Registered> skills = new ConcurrentHashMap<>();

    private record Registered(SkillManifest manifest, Skill body) {}

    /**
     * Without skills yet.
     *
     * @param store where credentials are; stays the host's to close
     * @param tools calls the tools
     */
    public SkillExecutor(CredentialStore store, ToolExecutor tools) {
        this.store = store;
        this.tools = tools;
    }

    /**
     * Adds a skill, or replaces the one of that id.
     *
     * @param manifest what it needs
     * @param body what it does
     */
    public void register(SkillManifest manifest, Skill body) {
        skills.put(manifest.id(), new Registered(manifest, body));
    }

    /**
     * Runs a skill.
     *
     * @param skillId its id
     * @param input what it is asked
     * @param userId the person behind it, for the audit trail, or null
     * @return its answer
     * @throws ExecutorException when there is no such skill, or it uses what it has not declared, or a tool fails
     * @throws io.credentialstore.error.AccessDeniedException when it has no grant on a credential, or there is none of that name
     * @throws io.credentialstore.error.CredentialUnavailableException when a credential is revoked or has expired
     */
    public Map<String, Object> execute(String skillId, Map<String, Object> input, @Nullable String userId) {
        Registered skill = skill(skillId);
        String run = "run_" + UUID.randomUUID();
        Caller caller = Caller.skill(skillId).withUser(userId).withRun(run);
        ScopedCredentialStore scoped = store.as(caller);
        skill.manifest().requiresCredentials().forEach(name -> requireAccess(name, scoped));
        return skill.body().run(input, call -> {
            requireDeclared(skill.manifest(), call);
            return tools.execute(call, caller);
        });
    }

    private static void requireAccess(String name, ScopedCredentialStore scoped) {
        if (scoped.findCredential(name).isEmpty()) {
            // asks for it all the same: the store refuses, and the refusal stands in the trail with its reason
            scoped.retrieveCredential(name).close();
        }
    }

    private void requireDeclared(SkillManifest manifest, ToolCall call) {
        if (!manifest.usesTools().contains(call.tool())) {
            throw undeclared(manifest, "tool " + call.tool(), "usesTools");
        }
        String credential = call.credential();
        if (credential != null && !declares(manifest, credential)) {
            throw undeclared(manifest, "credential " + credential, "requiresCredentials");
        }
    }

    /** By its name, or by the id of one that has such a name. */
    private boolean declares(SkillManifest manifest, String reference) {
        List<String> names = manifest.requiresCredentials();
        return new CredentialReference(reference)
                .id()
                .map(id -> nameOf(id).filter(names::contains).isPresent())
                .orElseGet(() -> names.contains(reference));
    }

    private Optional<String> nameOf(CredentialId id) {
        try {
            return Optional.of(store.getCredential(id).name());
        } catch (CredentialNotFoundException e) {
            return Optional.empty();
        }
    }

    private static ExecutorException undeclared(SkillManifest manifest, String what, String list) {
        return new ExecutorException(
                Reason.NOT_DECLARED,
                "The skill " + manifest.id() + " may not use the " + what + ": its manifest does not name it in " + list
                        + ".");
    }

    /**
     * Says, before any run, for each credential that a skill needs whether it would get it now. For the host: it says
     * what the skill must not learn. Leaves no audit entry.
     *
     * @param skillId its id
     * @return the decision for each name, in the manifest's order
     * @throws ExecutorException when there is no such skill
     */
    public Map<String, AccessDecision> check(String skillId) {
        SkillManifest manifest = skill(skillId).manifest();
        Map<String, AccessDecision> decisions = new LinkedHashMap<>();
        manifest.requiresCredentials().forEach(name -> decisions.put(name, decide(name, Caller.skill(skillId))));
        return decisions;
    }

    private AccessDecision decide(String name, Caller caller) {
        return store.findCredential(name)
                .map(credential -> store.explain(credential.id(), caller))
                .orElse(new AccessDecision.Denied(DenialReason.UNKNOWN_CREDENTIAL));
    }

    private Registered skill(String skillId) {
        Registered skill = skills.get(skillId);
        if (skill == null) {
            throw new ExecutorException(
                    Reason.UNKNOWN_SKILL, "There is no such skill. Known are " + new TreeSet<>(skills.keySet()) + ".");
        }
        return skill;
    }
}
