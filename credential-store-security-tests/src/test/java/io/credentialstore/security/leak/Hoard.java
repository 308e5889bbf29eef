package io.credentialstore.security.leak;

import io.credentialstore.model.CredentialType;
import io.credentialstore.testkit.Canary;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes up the secrets: each part of each value of each credential, and each master key, has a text of its own. */
final class Hoard {
    private static final Pattern WORD = Pattern.compile("[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secrets secrets = new Secrets();

    private Hoard() {}

    /** New secrets, and a new text for each control. */
    static Secrets fill() {
        Hoard hoard = new Hoard();
        for (CredentialType type : CredentialType.values()) {
            for (int generation = 1; generation <= Secrets.GENERATIONS; generation++) {
                hoard.addParts(type, generation);
            }
        }
        Secrets.MASTER_KEYS.forEach(label -> hoard.secrets.add(label, word()));
        Stream.of(Control.values()).forEach(control -> hoard.secrets.add(control.name(), word()));
        return hoard.secrets;
    }

    private void addParts(CredentialType type, int generation) {
        for (String part : Secrets.parts(type)) {
            secrets.add(Secrets.label(type, generation, part), textOf(part));
        }
    }

    private static String textOf(String part) {
        return switch (part) {
            case "privateKey" -> privateKey();
            case "json" -> "{\"tenant\": \"fake\", \"token\" : \"" + word() + "\\n\\u00e9/\"}";
            default -> " " + word() + " +/~&=%\"\\\u00e9\n" + word() + "\t";
        };
    }

    /** 64 digits: also the form of a master key. */
    private static String word() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String privateKey() {
        try {
            byte[] der = KeyPairGenerator.getInstance("RSA")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            String body =
                    new String(Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(der), StandardCharsets.US_ASCII);
            // put together here, so that scanners for committed keys do not take this file for one
            return armour("BEGIN") + body + "\n" + armour("END");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java 17 has RSA", e);
        }
    }

    private static String armour(String edge) {
        return "-----" + edge + " PRIVATE KEY-----\n";
    }

    /** What else gives a secret away: its words, raw keys, upper case digits, and passwords in HTTP's Basic scheme. */
    static List<Canary> derived(Secrets secrets) {
        return secrets.canaries().stream()
                .filter(canary -> !Control.isNamed(canary.name()))
                .flatMap(Hoard::derived)
                .toList();
    }

    private static Stream<Canary> derived(Canary canary) {
        String name = canary.name();
        String text = canary.text();
        if (Secrets.MASTER_KEYS.contains(name)) {
            return Stream.of(
                    Canary.ofBytes(name + ", raw", HexFormat.of().parseHex(text)),
                    Canary.of(name + ", upper case", text.toUpperCase(Locale.ROOT)));
        }
        Stream<Canary> words = WORD.matcher(text).results().map(word -> Canary.of(name + ", word", word.group()));
        return name.contains("password")
                ? Stream.concat(words, Stream.of(Canary.of(name + ", Basic", Values.USER + ":" + text)))
                : words;
    }
}
