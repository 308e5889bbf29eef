package io.credentialstore;

import io.credentialstore.audit.AuditSegment;
import io.credentialstore.error.InvalidInputException;
import io.credentialstore.error.StorageException;
import io.credentialstore.error.TamperedException;
import io.credentialstore.internal.crypto.Sha256;
import io.credentialstore.internal.json.FlatJson;
import io.credentialstore.internal.seal.Signer;
import io.credentialstore.model.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a segment line by line, however long it is, and holds it to its own seal. Stateless. */
final class SegmentReader {
    private SegmentReader() {}

    /**
     * Hands out each line but the last, which is the seal.
     *
     * @throws TamperedException when the lines are not those that were signed
     * @throws InvalidInputException when the file is no segment
     * @throws StorageException when it cannot be read
     */
    static AuditSegment read(Path file, Consumer<String> entries) {
        MessageDigest digest = Sha256.start();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] line = nextLine(in);
            byte[] following = nextLine(in);
            while (line != null && following != null) {
                digest.update(line); // the bytes themselves: several of them can be read as the same text
                digest.update((byte) '\n');
                entries.accept(text(line));
                line = following;
                following = nextLine(in);
            }
            return requireSealed(AuditSegment.ofJson(text(line)), Bytes.of(digest.digest()));
        } catch (IOException e) {
            throw StorageException.failure("The segment " + file + " cannot be read", e);
        }
    }

    private static AuditSegment requireSealed(AuditSegment segment, Bytes digest) {
        if (!segment.sha256().equals(digest) || !Signer.isSigned(segment)) {
            throw tampered(segment, "its entries are not those that were signed");
        }
        return segment;
    }

    static TamperedException tampered(AuditSegment segment, String finding) {
        return new TamperedException("segment", segment.from() + " to " + segment.to(), finding);
    }

    private static String text(byte @Nullable [] line) {
        return line == null ? "" : new String(line, StandardCharsets.UTF_8);
    }

    /** The next line without its end, or null at the end of the file. An empty line is one: what follows it counts too. */
    private static byte @Nullable [] nextLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (line.size() > FlatJson.MAX_LENGTH) {
                throw new InvalidInputException("file", "has a line that is too long for a segment");
            }
            line.write(next);
            next = in.read();
        }
        return next < 0 && line.size() == 0 ? null : line.toByteArray();
    }
}
