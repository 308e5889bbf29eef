package io.credentialstore.jdbc.internal.transaction;

import io.credentialstore.jdbc.internal.repository.JdbiAuditRepository;
import io.credentialstore.jdbc.internal.repository.JdbiCredentialRepository;
import io.credentialstore.jdbc.internal.repository.JdbiKeyRepository;
import io.credentialstore.jdbc.internal.repository.JdbiPolicyRepository;
import io.credentialstore.jdbc.internal.repository.JdbiStateRepository;
import io.credentialstore.spi.AuditRepository;
import io.credentialstore.spi.CredentialRepository;
import io.credentialstore.spi.KeyRepository;
import io.credentialstore.spi.PolicyRepository;
import io.credentialstore.spi.StateRepository;
import io.credentialstore.spi.StorageTransaction;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The repositories on one handle, each attached once: that takes Jdbi longer than to run its query. Not thread-safe. */
final class JdbiTransaction implements StorageTransaction {
    private final Handle handle;
    private final Map<Class<?>, Object> attached = new HashMap<>();

    JdbiTransaction(Handle handle) {
        this.handle = handle;
    }

    Handle handle() {
        return handle;
    }

    private <R> R attached(Class<R> repository) {
        return repository.cast(attached.computeIfAbsent(repository, handle::attach));
    }

    @Override
    public StateRepository state() {
        return attached(JdbiStateRepository.class);
    }

    @Override
    public KeyRepository keys() {
        return attached(JdbiKeyRepository.class);
    }

    @Override
    public CredentialRepository credentials() {
        return attached(JdbiCredentialRepository.class);
    }

    @Override
    public PolicyRepository policies() {
        return attached(JdbiPolicyRepository.class);
    }

    @Override
    public AuditRepository audit() {
        return attached(JdbiAuditRepository.class);
    }
}
