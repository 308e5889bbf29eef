package io.credentialstore;

import io.credentialstore.audit.AuditCheckpoint;
import io.credentialstore.audit.AuditSegment;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.internal.seal.Signer;
import io.credentialstore.model.Bytes;
import java.nio.file.Path;

/**
 * Verifies what a store stated, without the store and without its keys: an auditor needs the public key, which is in every
 * checkpoint and is to be noted down when the store is set up. Stateless.
 */
public final class AuditProof {
    private AuditProof() {}

    /**
     * Whether a checkpoint was signed under that public key (Ed25519, RFC 8032).
     *
     * @param checkpoint the statement
     * @param publicKey the store's public key, 32 bytes, noted down earlier
     * @return true when it was, and nothing of it was changed
     */
    public static boolean isGenuine(AuditCheckpoint checkpoint, Bytes publicKey) {
        Checks.notNull("publicKey", publicKey);
        return Checks.notNull("checkpoint", checkpoint).publicKey().equals(publicKey) && Signer.isSigned(checkpoint);
    }

    /**
     * Verifies a segment: the digest over its lines, and the signature. The file is read once; memory does not grow with it.
     *
     * @param file the segment
     * @param publicKey the store's public key, 32 bytes, noted down earlier
     * @return what it proves
     * @throws TamperedException when the lines are not those that were signed, or signed under another key
     * @throws io.credentialstore.error.InvalidInputException when the file is no segment
     * @throws io.credentialstore.error.StorageException when it cannot be read
     */
    public static AuditSegment verify(Path file, Bytes publicKey) {
        Checks.notNull("publicKey", publicKey);
        AuditSegment segment = SegmentReader.read(Checks.notNull("file", file), line -> {});
        if (!segment.publicKey().equals(publicKey)) {
            throw SegmentReader.tampered(segment, "it is signed under another key than yours");
        }
        return segment;
    }
}
