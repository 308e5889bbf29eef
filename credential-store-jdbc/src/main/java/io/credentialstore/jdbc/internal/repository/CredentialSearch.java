package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialStatus;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.StoredCredential;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A {@link CredentialFilter} as SQL. */
final class CredentialSearch {
    private final Conditions conditions;

    private CredentialSearch(Conditions conditions) {
        this.conditions = conditions;
    }

    static CredentialSearch of(CredentialFilter filter) {
        return new CredentialSearch(new Conditions()
                .and("service = :service", "service", filter.service())
                .and(
                        "type = :type",
                        "type",
                        Optional.ofNullable(filter.type())
                                .map(CredentialType::code)
                                .orElse(null))
                .and(
                        "environment = :environment",
                        "environment",
                        Optional.ofNullable(filter.environment())
                                .map(Environment::code)
                                .orElse(null))
                .and(
                        "status = :status",
                        "status",
                        Optional.ofNullable(filter.status())
                                .map(CredentialStatus::code)
                                .orElse(null)));
    }

    List<StoredCredential> page(Handle handle, CredentialFilter filter) {
        return page(handle, filter, JdbiCredentialRepository.SELECT, "id")
                .mapTo(StoredCredential.class)
                .list();
    }

    List<StoredCredential> grantedPage(Handle handle, CredentialFilter filter, String entityType, String entityId) {
        conditions.and("id = credential_id");
        return page(handle, filter, JdbiCredentialRepository.SELECT_GRANTED, "credential_id")
                .bind("entityType", entityType)
                .bind("entityId", entityId)
                .mapTo(StoredCredential.class)
                .list();
    }

    private Query page(Handle handle, CredentialFilter filter, String select, String id) {
        CredentialId after = filter.after();
        return conditions
                .and(id + " > :after", "after", after == null ? null : after.value())
                .query(handle, select, "ORDER BY " + id + " LIMIT :limit")
                .bind("limit", filter.limit());
    }

    long count(Handle handle) {
        return conditions
                .query(handle, "SELECT COUNT(*) FROM credentials ", "")
                .mapTo(Long.class)
                .one();
    }
}
