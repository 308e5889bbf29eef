package io.credentialstore;

import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.AuditEntry;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSegment;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.model.CredentialId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened. Every change and every retrieval is in the trail, successful or not; questions are not. Part of
 * {@link CredentialStore}, which states the guarantees and the failures that all methods share.
 */
public interface AuditOperations {
    /**
     * The newest hundred entries about a credential, existing or not.
     *
     * @param id the credential
     * @return the entries, newest first
     */
    default List<AuditEntry> getAuditTrail(CredentialId id) {
        return getAuditTrail(AuditQuery.all().withCredential(id)).entries();
    }

    /**
     * A page of the trail. Each entry was verified by itself, and one that does not verify fails the page: its number is in
     * the exception, and {@link AuditQuery#withAfter} steps over it. {@link #verifyIntegrity} verifies that none is missing.
     *
     * @param query which entries
     * @return the entries, and the question that continues them
     */
    AuditPage getAuditTrail(AuditQuery query);

    /**
     * How many entries there are, counted without verifying them.
     *
     * @param query which; its order and page do not count
     * @return the number
     */
    long countAuditEntries(AuditQuery query);

    /**
     * Counts of retrievals by credential and by entity. They are kept with the trail, so the answer does not take longer as it
     * grows; {@link #verifyIntegrity} compares them to it.
     *
     * @return the counts
     */
    AuditSummary getAuditSummary();

    /**
     * Adds an entry of the host's own.
     *
     * @param event what happened
     */
    void logCredentialAccess(HostEvent event);

    /**
     * Verifies every row of the store, the whole trail, the storage below, and that the trail goes on from the newest
     * checkpoint that is kept. Reads everything, a page at a time and each page as it is then; memory does not grow with what
     * the store itself wrote. Interrupting the thread breaks it off between two pages.
     *
     * @return what does not verify
     * @throws io.credentialstore.error.StorageException when the thread was interrupted; the flag stays set
     */
    IntegrityReport verifyIntegrity();

    /**
     * States, signed, where the trail ends now, and hands the statement to the keeper of checkpoints if there is one.
     * Whoever has it can tell later, with {@link #verifyCheckpoint}, that the store was put back to an older state.
     *
     * @return the statement, which holds no secret
     * @throws io.credentialstore.error.StorageException when the keeper cannot be reached
     */
    AuditCheckpoint createCheckpoint();

    /**
     * Checks that the trail goes on from a checkpoint: that it is this store's, and that each entry after it follows from
     * the one before. Reads all entries since then; memory stays bounded.
     *
     * @param checkpoint from {@link #createCheckpoint}, however old; no later entry must have been pruned
     * @throws io.credentialstore.error.TamperedException when it does not, mostly with code {@code ROLLED_BACK}
     */
    void verifyCheckpoint(AuditCheckpoint checkpoint);

    /**
     * Writes the oldest entries, each verified, to a segment: a file of JSON lines that only its owner can read, sealed by
     * a signature in its last line. The trail keeps them until {@link #pruneAuditTrail}.
     *
     * @param file where; nothing may be there yet, and nothing is left there when the call fails
     * @param before entries before this time
     * @return what the segment holds; empty, and no file, when no entry is as old
     * @throws io.credentialstore.error.InvalidInputException when the file exists
     * @throws io.credentialstore.error.ConflictException when somebody else pruned the trail meanwhile
     * @throws io.credentialstore.error.StorageException when it cannot be written
     */
    Optional<AuditSegment> exportAuditTrail(Path file, Instant before);

    /**
     * Verifies a segment of this store: signature, digest, and every entry with its MAC and its link.
     *
     * @param file the segment
     * @return what it holds
     * @throws io.credentialstore.error.TamperedException when something was changed, or another store wrote it
     * @throws io.credentialstore.error.InvalidInputException when the file is no segment
     * @throws io.credentialstore.error.StorageException when it cannot be read
     */
    AuditSegment verifyAuditSegment(Path file);

    /**
     * Removes from the trail what a segment holds, after verifying the segment. First an entry says what goes, so that the
     * trail tells by itself where it begins; then the entries are removed, a few thousand at a time. A removal that was
     * interrupted is finished by calling again. Counts and summaries cover what is left.
     *
     * @param file the segment, which is to be kept from now on
     * @param prunedBy the person, or null
     * @return how many entries this call found to be removed; of two calls at once for one segment, both may count the same
     * @throws io.credentialstore.error.TamperedException when the segment does not verify
     * @throws io.credentialstore.error.ConflictException when it does not begin where the trail does
     * @throws io.credentialstore.error.InvalidInputException when the file is no segment
     * @throws io.credentialstore.error.StorageException when the file cannot be read, or the keeper of checkpoints cannot be
     *     reached: then nothing was removed yet
     */
    long pruneAuditTrail(Path file, @Nullable String prunedBy);
}
