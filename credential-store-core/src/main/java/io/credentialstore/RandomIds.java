package io.credentialstore;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Ids that sort by the millisecond of their creation and carry 80 random bits. */
final class RandomIds implements IdSource {
    private static final DateTimeFormatter MILLISECOND =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final char[] BASE32 = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int RANDOM_CHARS = 16;

    private final SecureRandom random;

    RandomIds(SecureRandom random) {
        this.random = random;
    }

    @Override
    public String next(String prefix, Instant now) {
        byte[] bytes = new byte[RANDOM_CHARS];
        random.nextBytes(bytes);
        StringBuilder id = new StringBuilder(prefix).append('_');
        MILLISECOND.formatTo(now, id);
        id.append('_');
        for (byte b : bytes) {
            id.append(BASE32[b & 31]);
        }
        return id.toString();
    }
}
