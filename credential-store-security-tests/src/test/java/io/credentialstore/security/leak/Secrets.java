package io.credentialstore.security.leak;

import io.credentialstore.internal.file.OwnerFiles;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.secret.SecretFunction;
import io.credentialstore.testkit.Canary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts that must not be found, by label. They are held masked, and so written for the searched process: a search of
 * its memory must not find what it was told to keep.
 */
final class Secrets {
    /** How many values each credential has in its life; the last is one that is refused. */
    static final int GENERATIONS = 4;

    /** The generation whose values occur only in calls that fail. */
    static final int REFUSED = 4;

    static final String KEY_IN_FILE = "master key in a file";
    static final String KEY_GIVEN = "master key given";
    static final String KEY_TO_COME = "master key to come";
    static final String PASSPHRASE = "passphrase";

    /** Of a key that opens nothing, and parts of it that are no keys. */
    static final String KEY_REFUSED = "master key refused";

    /** Labels of everything that can be a master key. */
    static final List<String> MASTER_KEYS = List.of(KEY_IN_FILE, KEY_GIVEN, KEY_TO_COME, PASSPHRASE, KEY_REFUSED);

    private static final byte MASK = 0x2a;

    private final Map<String, byte[]> masked = new LinkedHashMap<>();

    /** The secret parts of each type. */
    static List<String> parts(CredentialType type) {
        return switch (type) {
            case API_KEY -> List.of("apiKey", "apiSecret");
            case OAUTH_TOKEN -> List.of("accessToken", "refreshToken", "clientSecret");
            case BASIC_AUTH, DB_CONNECTION -> List.of("password");
            case SSH_KEY -> List.of("privateKey", "passphrase");
            case CUSTOM -> List.of("json");
        };
    }

    static String label(CredentialType type, int generation, String part) {
        return type.code() + " " + part + " " + generation;
    }

    void add(String label, String text) {
        masked.put(label, mask(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] mask(byte[] bytes) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK;
        }
        return masked;
    }

    void write(Path file) {
        List<String> lines = masked.entrySet().stream()
                .map(secret -> secret.getKey() + "=" + HexFormat.of().formatHex(secret.getValue()))
                .toList();
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Secrets read(Path file) {
        Secrets secrets = new Secrets();
        try {
            for (String line : Files.readAllLines(file)) {
                List<String> secret = List.of(line.split("=", 2));
                secrets.masked.put(secret.get(0), HexFormat.of().parseHex(secret.get(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets;
    }

    /** What to look for. */
    List<Canary> canaries() {
        return masked.entrySet().stream()
                .map(secret -> Canary.of(secret.getKey(), new String(mask(secret.getValue()), StandardCharsets.UTF_8)))
                .toList();
    }

    /** Reads a text as characters, which are overwritten afterwards. */
    <R, E extends Exception> R use(String label, SecretFunction<char[], R, E> reader) throws E {
        byte[] utf8 = mask(masked.get(label));
        CharBuffer chars = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        char[] text = Arrays.copyOf(chars.array(), chars.limit());
        try {
            return reader.apply(text);
        } finally {
            Arrays.fill(utf8, (byte) 0);
            Arrays.fill(chars.array(), '\0');
            Arrays.fill(text, '\0');
        }
    }

    /** A text as a secret, which the caller closes. */
    Secret secret(String label) {
        return use(label, Secret::of);
    }

    /** Writes a text to a file that only its owner may use, and something after it. */
    void write(String label, Path file, String after) {
        byte[] text = mask(masked.get(label));
        try {
            OwnerFiles.create(file).close();
            Files.write(file, text, StandardOpenOption.APPEND);
            Files.writeString(file, after, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** The text of a control, which is meant to leak. */
    String text(Control control) {
        return use(control.name(), String::new);
    }
}
