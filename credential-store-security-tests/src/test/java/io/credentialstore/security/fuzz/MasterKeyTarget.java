package io.credentialstore.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.key.KeyRing;
import io.credentialstore.key.MasterKey;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.secret.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The text of a master key, and the same in a key file: refused, or exactly 64 hexadecimal digits with white space around
 * them, read in one way only.
 */
final class MasterKeyTarget {
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Path FILE = file();

    private MasterKeyTarget() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        Optional<String> given = hex(() -> MasterKey.ofHex(text.toCharArray()));
        given.ifPresent(hex -> {
            assertThat(text.strip()).matches(HEX);
            assertThat(hex).isEqualTo(text.strip().toLowerCase(Locale.ROOT));
        });
        if (input.length <= 1_024) { // the largest key file
            assertThat(hex(() -> fromFile(input))).isEqualTo(given);
        }
    }

    private static Optional<String> hex(Supplier<MasterKey> source) {
        return Refusals.resultOf(source).map(key -> {
            try (key;
                    Secret hex = key.toHex()) {
                return hex.use(String::new);
            }
        });
    }

    private static MasterKey fromFile(byte[] content) {
        try {
            Files.write(FILE, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (KeyRing ring = MasterKeyProvider.fromFile(FILE).load().orElseThrow()) {
            return ring.current().duplicate();
        }
    }

    private static Path file() {
        try {
            Path file = Files.createTempFile("fuzz", ".key"); // made for its owner only
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
