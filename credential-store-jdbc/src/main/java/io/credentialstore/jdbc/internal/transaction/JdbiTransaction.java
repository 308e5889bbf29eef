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

/** The repositories on one handle, each attached once: that takes Jdbi longer than to run its query. Not thread-safe. */
final class JdbiTransaction implements StorageTransaction {
    private final Handle handle;
    private final JdbiStateRepository state;
    private final JdbiKeyRepository keys;
    private final JdbiCredentialRepository credentials;
    private final JdbiPolicyRepository policies;
    private final JdbiAuditRepository audit;
    private long turn;

    JdbiTransaction(Handle handle) {
        this.handle = handle;
        this.state = handle.attach(JdbiStateRepository.class);
        this.keys = handle.attach(JdbiKeyRepository.class);
        this.credentials = handle.attach(JdbiCredentialRepository.class);
        this.policies = handle.attach(JdbiPolicyRepository.class);
        this.audit = handle.attach(JdbiAuditRepository.class);
    }

    Handle handle() {
        return handle;
    }

    void takes(long other) {
        turn = other;
    }

    @Override
    public long turn() {
        return turn;
    }

    @Override
    public StateRepository state() {
        return state;
    }

    @Override
    public KeyRepository keys() {
        return keys;
    }

    @Override
    public CredentialRepository credentials() {
        return credentials;
    }

    @Override
    public PolicyRepository policies() {
        return policies;
    }

    @Override
    public AuditRepository audit() {
        return audit;
    }
}
