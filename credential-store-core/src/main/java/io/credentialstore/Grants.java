package io.credentialstore;

import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.CredentialNotFoundException;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.internal.seal.Seals;
import io.credentialstore.model.Bytes;
import io.credentialstore.model.Caller;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes, changes and withdraws grants, and answers questions about them. Thread-safe. */
final class Grants {
    /** How many grants a credential may have. */
    static final int MAX_GRANTS = 1_000;

    private final StoreTransactions transactions;
    private final AuditedChanges changes;
    private final TrustedRows rows;
    private final AccessGuard guard;
    private final Seals seals;
    private final IdSource ids;

    Grants(
            StoreTransactions transactions,
            AuditedChanges changes,
            TrustedRows rows,
            AccessGuard guard,
            Seals seals,
            IdSource ids) {
        this.transactions = transactions;
        this.changes = changes;
        this.rows = rows;
        this.guard = guard;
        this.seals = seals;
        this.ids = ids;
    }

    AccessPolicy grant(CredentialId id, Grant grant, Authority authority) {
        Caller actor = authority.actor(grant.grantedBy());
        AuditDraft entry = draft(AuditAction.GRANT_ACCESS, actor, id, grant.entity())
                .with("level", grant.level().code())
                .with("reason", grant.reason());
        return changes.run(entry, tx -> {
            Authority.Permit permit = authority.require(tx, id, AccessLevel.ADMIN, AuditAction.GRANT_ACCESS);
            requireWithin(permit, grant.expiresAt(), tx.now());
            return replace(tx, permit.row(), grant.withGrantedBy(actor.userId()), entry);
        });
    }

    /** A grant must lie ahead, and one made under a grant must not outlive that one. */
    private static void requireWithin(Authority.Permit permit, @Nullable Instant end, Instant now) {
        if (end != null && !end.isAfter(now)) {
            throw new InvalidInputException("expiresAt", "has passed already; it must lie ahead");
        }
        if (permit.until() != null && (end == null || end.isAfter(permit.until()))) {
            throw new InvalidInputException(
                    "expiresAt", "must not lie after the end of the grant that allows this: " + permit.until());
        }
    }

    private AccessPolicy replace(StoreTransaction tx, StoredCredential row, Grant grant, AuditDraft entry) {
        Optional<StoredPolicy> before = rows.policy(tx, row, grant.entity());
        before.ifPresent(policy -> tx.tables().policies().delete(policy.id()));
        if (before.isEmpty() && tx.tables().policies().seals(row.id()).size() >= MAX_GRANTS) {
            throw new InvalidInputException("grant", "would be one too many; a credential has at most " + MAX_GRANTS);
        }
        String policyId = before.map(StoredPolicy::id).orElseGet(() -> ids.next("policy", tx.now()));
        StoredPolicy policy = seals.seal(row(policyId, row.id(), grant, tx.timestamp()));
        tx.tables().policies().insert(policy);
        changes.update(tx, new CredentialRow(row).with(policy), entry);
        return Domain.policy(policy);
    }

    private StoredPolicy row(String policyId, String credentialId, Grant grant, String now) {
        return new StoredPolicy(
                policyId,
                credentialId,
                grant.entity().id(),
                grant.entity().type().code(),
                grant.level().code(),
                grant.grantedBy(),
                now,
                Timestamps.formatOptional(grant.expiresAt()),
                grant.reason(),
                null,
                seals.keyId(),
                Bytes.of(new byte[0]));
    }

    /** Takes the level and the user from the given grant, and everything else from the one that stands. */
    AccessPolicy changeLevel(CredentialId id, Grant change, Authority.Owner owner) {
        Entity entity = change.entity();
        AuditDraft entry = draft(AuditAction.GRANT_ACCESS, owner.actor(change.grantedBy()), id, entity)
                .with("level", change.level().code());
        return changes.run(entry, tx -> {
            StoredCredential row = owner.require(tx, id, AccessLevel.ADMIN, AuditAction.GRANT_ACCESS)
                    .row();
            AccessPolicy now = rows.policy(tx, row, entity)
                    .map(Domain::policy)
                    .orElseThrow(() -> new CredentialNotFoundException("grant of " + entity + " on " + id));
            Grant changed = change.withExpiresAt(now.expiresAt()).withReason(now.reason());
            return replace(tx, row, changed, entry);
        });
    }

    boolean revoke(CredentialId id, Entity entity, Authority authority, @Nullable String user) {
        AuditDraft entry = draft(AuditAction.REVOKE_ACCESS, authority.actor(user), id, entity);
        return changes.run(entry, tx -> {
            StoredCredential row = withdrawable(tx, id, authority);
            Optional<StoredPolicy> policy = rows.policy(tx, row, entity);
            if (policy.isPresent()) {
                changes.update(tx, without(tx, row, List.of(policy.get())), entry);
            }
            if (policy.isEmpty()) {
                changes.append(tx, entry.with("found", "no such grant"));
            }
            return policy.isPresent();
        });
    }

    private static CredentialRow without(StoreTransaction tx, StoredCredential row, List<StoredPolicy> gone) {
        CredentialRow changed = new CredentialRow(row);
        for (StoredPolicy policy : gone) {
            tx.tables().policies().delete(policy.id());
            changed.without(policy);
        }
        return changed;
    }

    /** The owner may withdraw grants on a revoked credential too. */
    private StoredCredential withdrawable(StoreTransaction tx, CredentialId id, Authority authority) {
        return authority instanceof Authority.Owner
                ? rows.require(tx, id)
                : authority
                        .require(tx, id, AccessLevel.ADMIN, AuditAction.REVOKE_ACCESS)
                        .row();
    }

    int revokeAll(CredentialId id, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.REVOKE_ACCESS, actor, id).with("grantee", "all");
        return changes.run(entry, tx -> {
            StoredCredential row = rows.require(tx, id);
            List<StoredPolicy> all = rows.policies(tx, row);
            changes.update(tx, without(tx, row, all), entry.with("count", all.size()));
            return all.size();
        });
    }

    /** Withdraws what has ended, one credential at a time so that no transaction grows with the store. */
    int removeExpired(Caller actor) {
        TreeSet<String> credentials = transactions.read(tx -> {
            TreeSet<String> found = new TreeSet<>();
            String afterNow = Timestamps.format(tx.now().plusMillis(1)); // a grant has ended at the instant of its end
            tx.tables().policies().listExpiringBefore(afterNow).forEach(row -> found.add(row.credentialId()));
            return found;
        });
        return credentials.stream()
                .mapToInt(id -> removeExpired(CredentialId.of(id), actor))
                .sum();
    }

    private int removeExpired(CredentialId id, Caller actor) {
        AuditDraft entry = AuditDraft.of(AuditAction.REVOKE_ACCESS, actor, id).with("grantee", "expired");
        return changes.run(entry, tx -> {
            StoredCredential row = rows.find(tx, id).orElse(null);
            List<StoredPolicy> ended = row == null ? List.of() : expired(tx, row);
            if (row != null && !ended.isEmpty()) {
                changes.update(tx, without(tx, row, ended), entry.with("count", ended.size()));
            }
            return ended.size();
        });
    }

    private List<StoredPolicy> expired(StoreTransaction tx, StoredCredential row) {
        return rows.policies(tx, row).stream()
                .filter(policy -> Domain.policy(policy).isExpiredAt(tx.now()))
                .toList();
    }

    /** Withdraws all that an entity has, one credential at a time. */
    int revokeAll(Entity entity, Authority owner, @Nullable String user) {
        List<AccessPolicy> grants = listByEntity(entity);
        return (int) grants.stream()
                .filter(grant -> revoke(grant.credentialId(), entity, owner, user))
                .count();
    }

    private static AuditDraft draft(AuditAction action, Caller actor, CredentialId id, Entity grantee) {
        return AuditDraft.of(action, actor, id).with("grantee", grantee);
    }

    AccessDecision decide(CredentialId id, Entity entity, AccessLevel level) {
        return transactions.read(tx -> guard.answer(tx, id, entity, level));
    }

    /** As {@link #decide}, but throws and leaves an entry when access is missing. */
    void requireAccess(CredentialId id, Caller caller, AccessLevel level) {
        AuditDraft entry = AuditDraft.of(AuditAction.ASSERT_ACCESS, caller, id).with("level", level.code());
        if (!decide(id, caller.entity(), level).isGranted()) {
            changes.run(entry, tx -> guard.require(tx, id, caller.entity(), level, AuditAction.ASSERT_ACCESS));
        }
    }

    List<AccessPolicy> list(CredentialId id) {
        return transactions.read(tx -> rows.policies(tx, rows.require(tx, id)).stream()
                .map(Domain::policy)
                .toList());
    }

    Optional<AccessPolicy> find(CredentialId id, Entity entity) {
        return transactions.read(
                tx -> rows.policy(tx, rows.require(tx, id), entity).map(Domain::policy));
    }

    List<AccessPolicy> listByEntity(Entity entity) {
        return transactions.read(tx ->
                verified(tx, tx.tables().policies().listByEntity(entity.type().code(), entity.id())));
    }

    List<AccessPolicy> expiringBefore(Instant before) {
        return transactions.read(tx ->
                verified(tx, tx.tables().policies().listExpiringBefore(Timestamps.format(before))).stream()
                        .filter(policy -> !policy.isExpiredAt(tx.now()))
                        .toList());
    }

    /** Believes grants only together with their credentials, whose digests tell when one was put back. */
    private List<AccessPolicy> verified(StoreTransaction tx, List<StoredPolicy> found) {
        found.stream().map(StoredPolicy::credentialId).distinct().forEach(id -> rows.require(tx, CredentialId.of(id)));
        found.forEach(rows::verify);
        return found.stream().map(Domain::policy).toList();
    }
}
