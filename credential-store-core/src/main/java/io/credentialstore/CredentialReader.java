package io.credentialstore;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.DenialReason;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.error.AccessDeniedException;
import io.credentialstore.error.CredentialStoreException;
import io.credentialstore.error.CredentialUnavailableException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.StoreBusyException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.codec.Timestamps;
import io.credentialstore.internal.seal.ValueVault;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.CredentialType;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.value.CredentialValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Releases values. A retrieval decides and decrypts on a snapshot, makes its audit entry durable provided that nothing
 * has changed since, and only then lets the value go; when something has changed, it does both again in one write
 * transaction. Thread-safe.
 */
final class CredentialReader {
    private final StoreTransactions transactions;
    private final AuditAppender appender;
    private final AuditRecorder recorder;
    private final TrustedRows rows;
    private final ValueVault vault;

    CredentialReader(
            StoreTransactions transactions,
            AuditAppender appender,
            AuditRecorder recorder,
            TrustedRows rows,
            ValueVault vault) {
        this.transactions = transactions;
        this.appender = appender;
        this.recorder = recorder;
        this.rows = rows;
        this.vault = vault;
    }

    /** What one try came to: a value, or the reason why not. Closing wipes the value. */
    private record Attempt(
            AuditDraft entry,
            AuditAppender.Basis basis,
            @Nullable RetrievedCredential value,
            @Nullable CredentialStoreException refusal)
            implements AutoCloseable {
        RetrievedCredential release() {
            if (refusal != null) {
                throw refusal;
            }
            return Objects.requireNonNull(value);
        }

        @Override
        public void close() {
            if (value != null) {
                value.close();
            }
        }
    }

    /** What is asked for: a credential by its id or by its name in an environment, and perhaps a version of it. */
    private record Wanted(
            @Nullable CredentialId id,
            @Nullable String name,
            @Nullable Environment environment,
            @Nullable Integer version) {
        Optional<CredentialId> find(StoreTransaction tx) {
            if (name == null || environment == null) {
                return Optional.ofNullable(id);
            }
            return tx.tables()
                    .credentials()
                    .findByName(name, environment.code())
                    .map(row -> CredentialId.of(row.id()));
        }
    }

    /** Releases a version, or the current one when none is named. */
    RetrievedCredential retrieve(CredentialId id, @Nullable Integer version, Authority authority) {
        return retrieve(new Wanted(id, null, null, version), authority);
    }

    /** Releases the current version of the credential of that name. */
    RetrievedCredential retrieve(String name, Environment environment, Authority authority) {
        return retrieve(new Wanted(null, name, environment, null), authority);
    }

    private RetrievedCredential retrieve(Wanted wanted, Authority authority) {
        try (Attempts attempts = new Attempts()) {
            Attempt attempt = transactions.read(tx -> attempts.add(attempt(tx, wanted, authority)));
            if (appender.append(attempt.entry(), attempt.basis())) {
                return attempts.release(attempt);
            }
            // something has changed in between: decide and record without letting go of the store
            return attempts.release(transactions.write(tx -> {
                Attempt alone = attempts.add(attempt(tx, wanted, authority));
                recorder.append(tx, alone.entry());
                return alone;
            }));
        }
    }

    /** All tries of one retrieval. Closing wipes the values of those that were not released, however it ends. */
    private static final class Attempts implements AutoCloseable {
        private final List<Attempt> open = new ArrayList<>();

        Attempt add(Attempt attempt) {
            open.add(attempt);
            return attempt;
        }

        RetrievedCredential release(Attempt attempt) {
            open.remove(attempt);
            return attempt.release();
        }

        @Override
        public void close() {
            open.forEach(Attempt::close);
        }
    }

    private Attempt attempt(StoreTransaction tx, Wanted wanted, Authority authority) {
        CredentialId id = wanted.find(tx).orElse(null);
        AuditDraft entry = AuditDraft.of(AuditAction.RETRIEVE, authority.actor(null), id)
                .withVersion(wanted.version())
                .with("name", wanted.name());
        long generation = tx.state().generation();
        try {
            if (id == null) {
                throw Refusal.of(DenialReason.UNKNOWN_CREDENTIAL, denied(wanted, entry));
            }
            return granted(tx, id, wanted.version(), authority, entry);
        } catch (StorageException | StoreBusyException failure) {
            throw failure;
        } catch (Refusal refusal) {
            // whoever asked by name must not learn an id from a refusal, nor that there is one
            boolean reword = wanted.name() != null && refusal.told() instanceof AccessDeniedException;
            return refused(entry, generation, reword ? refusal.toldAs(denied(wanted, entry)) : refusal);
        } catch (CredentialStoreException failure) {
            return refused(entry, generation, Refusal.of(failure));
        }
    }

    private static AccessDeniedException denied(Wanted wanted, AuditDraft entry) {
        return new AccessDeniedException(
                entry.caller().entity().toString(), AuditAction.RETRIEVE.code(), String.valueOf(wanted.name()));
    }

    private Attempt granted(
            StoreTransaction tx, CredentialId id, @Nullable Integer version, Authority authority, AuditDraft entry) {
        Authority.Permit permit = authority.require(tx, id, AccessLevel.READ, AuditAction.RETRIEVE);
        StoredVersion row = servingVersion(tx, permit.row(), version);
        RetrievedCredential value = decrypt(permit.row(), row);
        Instant until = AccessGuard.earlier(permit.until(), endOf(permit.row(), row));
        AuditAppender.Basis basis = new AuditAppender.Basis(tx.state().generation(), until);
        return new Attempt(entry.withVersion(row.version()), basis, value, null);
    }

    private static Attempt refused(AuditDraft entry, long generation, Refusal refusal) {
        return new Attempt(refusal.recordIn(entry), new AuditAppender.Basis(generation, null), null, refusal.told());
    }

    private StoredVersion servingVersion(StoreTransaction tx, StoredCredential credential, @Nullable Integer wanted) {
        int number = wanted == null ? credential.currentVersion() : wanted;
        StoredVersion row = rows.version(tx, credential, number)
                .orElseThrow(() -> wanted == null
                        ? new TamperedException(
                                "credential_versions", credential.id(), "the current version is missing")
                        : CredentialUnavailableException.version(credential.id(), number));
        Instant end = Timestamps.parseOptional(row.servesUntil());
        if (number != credential.currentVersion() && (end == null || !tx.now().isBefore(end))) {
            throw CredentialUnavailableException.version(credential.id(), number);
        }
        return row;
    }

    private RetrievedCredential decrypt(StoredCredential credential, StoredVersion row) {
        Credential metadata = Domain.credential(credential);
        CredentialValue value = vault.open(row, CredentialType.of(credential.type()))
                .orElseThrow(() -> new TamperedException(
                        "credential_versions", row.credentialId() + "/" + row.version(), "its value does not decrypt"));
        return new RetrievedCredential(metadata, row.version(), value);
    }

    private static @Nullable Instant endOf(StoredCredential credential, StoredVersion row) {
        return AccessGuard.earlier(
                Timestamps.parseOptional(credential.expiresAt()), Timestamps.parseOptional(row.servesUntil()));
    }
}
