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
import io.credentialstore.model.Caller;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import io.credentialstore.model.Environment;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.value.CredentialValue;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Releases values. A retrieval decides and decrypts, on what is remembered of this generation or else on a snapshot, makes
 * its audit entry durable, and only then lets the value go. When something has changed by the time of the entry, it decides
 * and decrypts again in the transaction that records it. Thread-safe.
 */
final class CredentialReader {
    private static final int REMEMBERED = 1_024;

    private final StoreTransactions transactions;
    private final GroupCommit commits;
    private final TrustedRows rows;
    private final ValueVault vault;
    private final GenerationCache<Asked, Serving> remembered = new GenerationCache<>(REMEMBERED);

    CredentialReader(StoreTransactions transactions, GroupCommit commits, TrustedRows rows, ValueVault vault) {
        this.transactions = transactions;
        this.commits = commits;
        this.rows = rows;
        this.vault = vault;
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

    /** What a decision depends on, besides the generation and the time. */
    private record Asked(Wanted wanted, Entity entity) {}

    /**
     * A version that may be released, still encrypted.
     *
     * @param until from when on it may not, or null for never
     */
    private record Serving(
            Credential metadata,
            StoredVersion version,
            @Nullable Instant until) {
        boolean servesAt(Instant time) {
            return until == null || time.isBefore(until);
        }
    }

    /** What one try came to: a value, or the reason why not. Closing wipes the value. */
    private record Attempt(
            AuditDraft entry,
            long generation,
            @Nullable Serving serving,
            @Nullable RetrievedCredential value,
            @Nullable CredentialStoreException refusal)
            implements AutoCloseable {
        boolean standsIn(StoreTransaction tx) {
            return generation == tx.state().generation() && (serving == null || serving.servesAt(tx.now()));
        }

        @Override
        public void close() {
            if (value != null) {
                value.close();
            }
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
        return transactions.whileOpen(() -> {
            try (Retrieval retrieval = new Retrieval(wanted, authority)) {
                commits.append(retrieval::entryIn);
                return retrieval.release();
            }
        });
    }

    /** One retrieval. Closing wipes what it did not release. Passed from thread to thread, never used by two at once. */
    private final class Retrieval implements AutoCloseable {
        private final Wanted wanted;
        private final Authority authority;
        private @Nullable Attempt attempt;

        Retrieval(Wanted wanted, Authority authority) {
            this.wanted = wanted;
            this.authority = authority;
            this.attempt = remembered(wanted, authority)
                    .orElseGet(() -> transactions.read(tx -> attempt(tx, wanted, authority)));
        }

        /** The entry, decided anew when the basis of the first decision is gone. */
        AuditDraft entryIn(StoreTransaction tx) {
            Attempt made = Objects.requireNonNull(attempt);
            if (!made.standsIn(tx)) {
                close();
                remembered.forget(new Asked(wanted, made.entry().caller().entity()));
                made = attempt(tx, wanted, authority);
                attempt = made;
            }
            return made.entry();
        }

        RetrievedCredential release() {
            Attempt made = Objects.requireNonNull(attempt);
            if (made.refusal() != null) {
                throw made.refusal();
            }
            attempt = null;
            return Objects.requireNonNull(made.value());
        }

        @Override
        public void close() {
            if (attempt != null) {
                attempt.close();
                attempt = null;
            }
        }
    }

    private Optional<Attempt> remembered(Wanted wanted, Authority authority) {
        long generation = transactions.generation();
        Caller actor = authority.actor(null);
        return remembered
                .find(new Asked(wanted, actor.entity()), generation)
                .map(serving -> granted(draft(wanted, actor, serving.metadata().id()), generation, serving));
    }

    private static AuditDraft draft(Wanted wanted, Caller actor, @Nullable CredentialId id) {
        return AuditDraft.of(AuditAction.RETRIEVE, actor, id)
                .withVersion(wanted.version())
                .with("name", wanted.name());
    }

    private Attempt attempt(StoreTransaction tx, Wanted wanted, Authority authority) {
        CredentialId id = wanted.find(tx).orElse(null);
        Caller actor = authority.actor(null);
        AuditDraft entry = draft(wanted, actor, id);
        long generation = tx.state().generation();
        try {
            if (id == null) {
                throw Refusal.of(DenialReason.UNKNOWN_CREDENTIAL, denied(wanted, entry));
            }
            Serving serving = serving(tx, id, wanted.version(), authority);
            Attempt attempt = granted(entry, generation, serving);
            remembered.put(new Asked(wanted, actor.entity()), generation, serving);
            return attempt;
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

    private Serving serving(StoreTransaction tx, CredentialId id, @Nullable Integer version, Authority authority) {
        Authority.Permit permit = authority.require(tx, id, AccessLevel.READ, AuditAction.RETRIEVE);
        StoredVersion row = servingVersion(tx, permit.row(), version);
        Instant until = AccessGuard.earlier(permit.until(), endOf(permit.row(), row));
        return new Serving(Domain.credential(permit.row()), row, until);
    }

    private Attempt granted(AuditDraft entry, long generation, Serving serving) {
        StoredVersion row = serving.version();
        CredentialValue value = vault.open(row, serving.metadata().type())
                .orElseThrow(() -> new TamperedException(
                        "credential_versions", row.credentialId() + "/" + row.version(), "its value does not decrypt"));
        RetrievedCredential released = new RetrievedCredential(serving.metadata(), row.version(), value);
        return new Attempt(entry.withVersion(row.version()), generation, serving, released, null);
    }

    private static Attempt refused(AuditDraft entry, long generation, Refusal refusal) {
        return new Attempt(refusal.recordIn(entry), generation, null, null, refusal.told());
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

    private static @Nullable Instant endOf(StoredCredential credential, StoredVersion row) {
        return AccessGuard.earlier(
                Timestamps.parseOptional(credential.expiresAt()), Timestamps.parseOptional(row.servesUntil()));
    }
}
