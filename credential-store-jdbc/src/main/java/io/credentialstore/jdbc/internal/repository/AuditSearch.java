package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.spi.StoredAuditEntry;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** An {@link AuditQuery} as SQL. */
final class AuditSearch {
    private static final String NO_INDEX = " || ''";

    private final Conditions conditions = new Conditions();

    private AuditSearch() {}

    /**
     * One index can serve a search. Of several that fit, that of the credential has the fewest entries to look through, and
     * that of the entity the most: text that is put together keeps the planner, which cannot know, from the others.
     */
    static AuditSearch of(AuditQuery query, TrailTimes times) {
        boolean isOfOne = query.credentialId() != null;
        return new AuditSearch()
                .credential(query.credentialId())
                .entity(query.entity(), isOfOne || hasOtherIndex(query) ? NO_INDEX : "")
                .user(query.userId(), isOfOne ? NO_INDEX : "")
                .action(query.action(), isOfOne)
                .success(query.success())
                .seq(times.from(Timestamps.from(query.since())), times.from(Timestamps.from(query.until())));
    }

    private static boolean hasOtherIndex(AuditQuery query) {
        return query.userId() != null || Boolean.FALSE.equals(query.success()) || isRare(query.action());
    }

    /** Retrievals, which are most of the trail, are not in the index of actions. */
    private static boolean isRare(@Nullable AuditAction action) {
        return action != null && !action.equals(AuditAction.RETRIEVE);
    }

    private AuditSearch credential(@Nullable CredentialId id) {
        conditions.and("credential_id = :credential", "credential", id == null ? null : id.value());
        return this;
    }

    private AuditSearch entity(@Nullable Entity entity, String noIndex) {
        if (entity != null) {
            conditions
                    .and(
                            "entity_type" + noIndex + " = :entityType",
                            "entityType",
                            entity.type().code())
                    .and("entity_id" + noIndex + " = :entityId", "entityId", entity.id());
        }
        return this;
    }

    private AuditSearch user(@Nullable String id, String noIndex) {
        conditions.and("user_id" + noIndex + " = :user", "user", id);
        return this;
    }

    /** What is said twice tells the planner that it may use the index of actions. */
    private AuditSearch action(@Nullable AuditAction action, boolean isOfOne) {
        conditions.and("action = :action", "action", action == null ? null : action.code());
        if (isRare(action) && !isOfOne) {
            conditions.and("action <> 'retrieve'");
        }
        return this;
    }

    /** Written out rather than bound, so that the planner sees that the index of failures fits. */
    private AuditSearch success(@Nullable Boolean wanted) {
        if (wanted != null) {
            conditions.and(wanted ? "success = 1" : "success = 0");
        }
        return this;
    }

    private AuditSearch seq(@Nullable Long since, @Nullable Long until) {
        conditions.and("seq >= :since", "since", since).and("seq < :until", "until", until);
        return this;
    }

    List<StoredAuditEntry> page(Handle handle, AuditQuery query) {
        boolean oldestFirst = query.isOldestFirst();
        return conditions
                .and(oldestFirst ? "seq > :after" : "seq < :after", "after", query.after())
                .query(
                        handle,
                        JdbiAuditRepository.SELECT,
                        "ORDER BY seq " + (oldestFirst ? "ASC" : "DESC") + " LIMIT :limit")
                .bind("limit", query.limit())
                .mapTo(StoredAuditEntry.class)
                .list();
    }

    long count(Handle handle) {
        return conditions
                .query(handle, "SELECT COUNT(*) FROM credential_audit_log ", "")
                .mapTo(Long.class)
                .one();
    }
}
