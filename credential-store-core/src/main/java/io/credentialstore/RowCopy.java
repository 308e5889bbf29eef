package io.credentialstore;

import io.credentialstore.audit.AuditQuery;
import io.credentialstore.error.ConflictException;
import io.credentialstore.error.StorageException;
import io.credentialstore.model.CredentialFilter;
import io.credentialstore.model.CredentialId;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.AccessPair;
import io.credentialstore.spi.Storage;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredDigest;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Copies the rows of a store that takes no more entries, as they are, a page in a transaction. The state row comes last, so
 * that nothing less than all of them is ever taken for a store, and a copy that was broken off goes on where it ended. Not
 * thread-safe; used once.
 */
final class RowCopy {
    private static final int PAGE = 500;

    private final Storage from;
    private final Storage to;
    private final BiConsumer<String, Long> progress;

    RowCopy(Storage from, Storage to, BiConsumer<String, Long> progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    void run() {
        copyKeys();
        copyCredentials();
        copyDigests();
        copyTrail();
        copyCounts();
        StoredState state = from.read(tables -> tables.state().find()).orElseThrow();
        write(tables -> tables.state().insert(state));
    }

    private void write(Consumer<StorageTransaction> page) {
        if (Thread.currentThread().isInterrupted()) {
            throw StorageException.failure(
                    "The copy was broken off: its thread was interrupted. Run it again to go on.", null);
        }
        to.write(tables -> {
            page.accept(tables);
            return true;
        });
    }

    private void copyKeys() {
        List<StoredKeySlot> slots = from.read(tables -> tables.keys().slots());
        List<StoredKey> keys = from.read(tables -> tables.keys().keys());
        write(tables -> {
            List<StoredKeySlot> there = tables.keys().slots();
            if (there.isEmpty() && tables.keys().keys().isEmpty()) {
                slots.forEach(tables.keys()::insertSlot);
                keys.forEach(tables.keys()::insertKey);
            } else if (!there.equals(slots) || !tables.keys().keys().equals(keys)) {
                throw ConflictException.conflict("The other storage holds parts of another store. Name an empty one.");
            }
        });
    }

    /** A credential with what belongs to it. */
    private record Family(StoredCredential row, List<StoredVersion> versions, List<StoredPolicy> policies) {
        static Family of(StorageTransaction tables, StoredCredential row) {
            return new Family(
                    row,
                    tables.credentials().listVersions(row.id()),
                    tables.policies().listByCredential(row.id()));
        }

        void insertInto(StorageTransaction tables) {
            tables.credentials().insert(row);
            versions.forEach(tables.credentials()::insertVersion);
            policies.forEach(tables.policies()::insert);
        }
    }

    private void copyCredentials() {
        CredentialFilter next = CredentialFilter.all().withLimit(PAGE);
        List<Family> page = families(next);
        long copied = 0;
        while (!page.isEmpty()) {
            List<Family> families = page;
            String last = page.get(page.size() - 1).row().id();
            write(tables -> {
                if (tables.credentials().find(last).isEmpty()) {
                    families.forEach(family -> family.insertInto(tables));
                }
            });
            copied += page.size();
            progress.accept("credentials", copied);
            next = next.withAfter(CredentialId.of(last));
            page = families(next);
        }
    }

    private List<Family> families(CredentialFilter page) {
        return from.read(tables -> tables.credentials().list(page).stream()
                .map(row -> Family.of(tables, row))
                .toList());
    }

    private void copyDigests() {
        for (int level = 1; level <= CredentialTree.LEVELS; level++) {
            int end = 1 << (level * CredentialTree.BITS);
            for (int position = 0; position < end; position += CredentialTree.WINDOW) {
                int wanted = level;
                int first = position;
                int last = Math.min(end, position + CredentialTree.WINDOW) - 1;
                List<StoredDigest> nodes =
                        from.read(tables -> tables.credentials().digests(wanted, first, last));
                write(tables -> nodes.forEach(tables.credentials()::putDigest));
            }
        }
    }

    private void copyTrail() {
        long after = to.read(tables -> tables.audit().find(AuditQuery.all().withLimit(1))).stream()
                .findFirst()
                .map(StoredAuditEntry::seq)
                .orElse(0L);
        List<StoredAuditEntry> page = entries(after);
        while (!page.isEmpty()) {
            List<StoredAuditEntry> entries = page;
            write(tables -> tables.audit().append(entries));
            after = page.get(page.size() - 1).seq();
            progress.accept("credential_audit_log", after);
            page = entries(after);
        }
    }

    private List<StoredAuditEntry> entries(long after) {
        return from.read(tables -> tables.audit().scan(after, PAGE));
    }

    private void copyCounts() {
        List<AccessCount> page = counts(AccessPair.FIRST);
        AccessPair before = AccessPair.FIRST;
        while (!page.isEmpty()) {
            List<AccessCount> counts = page;
            AccessPair after = before;
            write(tables -> {
                if (tables.audit().counts(after, 1).isEmpty()) {
                    tables.audit().addCounts(counts);
                }
            });
            before = page.get(page.size() - 1).pair();
            page = counts(before);
        }
    }

    private List<AccessCount> counts(AccessPair after) {
        return from.read(tables -> tables.audit().counts(after, PAGE));
    }
}
