package io.credentialstore.examples.demo;

import io.credentialstore.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the demo's secrets and remembers each, so that the end of the demo can search for them. */
final class Secrets implements AutoCloseable {
    private final SecureRandom random = new SecureRandom();
    private final List<Secret> made = new ArrayList<>();

    /** A new secret that is plainly no real one; the caller closes it. */
    Secret make(String prefix) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return remember(Secret.ofString(prefix + HexFormat.of().formatHex(bytes)));
    }

    Secret remember(Secret secret) {
        made.add(secret.duplicate());
        return secret;
    }

    int count() {
        return made.size();
    }

    /** How many of the secrets stand in there, as they are, in hexadecimal or in base64. */
    long countIn(byte[] haystack) {
        String text = new String(haystack, StandardCharsets.ISO_8859_1);
        return made.stream()
                .filter(secret -> secret.useUtf8(Secrets::forms).stream().anyMatch(text::contains))
                .count();
    }

    static Set<String> forms(byte[] secret) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(new String(secret, StandardCharsets.ISO_8859_1));
        String hex = HexFormat.of().formatHex(secret);
        forms.add(hex);
        forms.add(hex.toUpperCase(Locale.ROOT));
        for (int before = 0; before < 3; before++) {
            forms.add(base64(Base64.getEncoder(), secret, before));
            forms.add(base64(Base64.getUrlEncoder(), secret, before));
        }
        return forms;
    }

    /** The characters that the secret alone decides when so many other bytes stand before it and any after it. */
    private static String base64(Base64.Encoder encoder, byte[] secret, int before) {
        byte[] shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        int from = before == 0 ? 0 : before + 1;
        int to = shifted.length * 8 / 6;
        return encoder.encodeToString(shifted).substring(from, to);
    }

    @Override
    public void close() {
        made.forEach(Secret::close);
    }
}
