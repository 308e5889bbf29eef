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
    private final Conditions conditions = new Conditions();

    private AuditSearch() {}

    static AuditSearch of(AuditQuery query, TrailTimes times) {
        AuditAction action = query.action();
        return new AuditSearch()
                .credential(query.credentialId())
                .entity(query.entity(), !hasOtherIndex(query))
                .user(query.userId())
                .action(action == null ? null : action.code())
                .success(query.success())
                .seq(times.from(Timestamps.from(query.since())), times.from(Timestamps.from(query.until())));
    }

    private AuditSearch credential(@Nullable CredentialId id) {
        conditions.and("credential_id = :credential", "credential", id == null ? null : id.value());
        return this;
    }

    /** An entity has the most entries by far: the plus keeps the planner from its index where there is another one. */
    private AuditSearch entity(@Nullable Entity entity, boolean alone) {
        if (entity != null) {
            String plus = alone ? "" : "+";
            conditions
                    .and(
                            plus + "entity_type = :entityType",
                            "entityType",
                            entity.type().code())
                    .and(plus + "entity_id = :entityId", "entityId", entity.id());
        }
        return this;
    }

    private static boolean hasOtherIndex(AuditQuery query) {
        return query.credentialId() != null
                || query.userId() != null
                || Boolean.FALSE.equals(query.success())
                || (query.action() != null && !query.action().equals(AuditAction.RETRIEVE));
    }

    private AuditSearch user(@Nullable String id) {
        conditions.and("user_id = :user", "user", id);
        return this;
    }

    /** Retrievals, which are most of the trail, are not in the index of actions; this tells the planner when it may use it. */
    private AuditSearch action(@Nullable String code) {
        conditions.and("action = :action", "action", code);
        if (code != null && !code.equals(AuditAction.RETRIEVE.code())) {
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
