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
import org.jdbi.v3.core.Handle;

/** The repositories on one handle. */
record JdbiTransaction(Handle handle) implements StorageTransaction {
    @Override
    public StateRepository state() {
        return handle.attach(JdbiStateRepository.class);
    }

    @Override
    public KeyRepository keys() {
        return handle.attach(JdbiKeyRepository.class);
    }

    @Override
    public CredentialRepository credentials() {
        return handle.attach(JdbiCredentialRepository.class);
    }

    @Override
    public PolicyRepository policies() {
        return handle.attach(JdbiPolicyRepository.class);
    }

    @Override
    public AuditRepository audit() {
        return handle.attach(JdbiAuditRepository.class);
    }
}
