package io.credentialstore.testkit;

import io.credentialstore.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * A secret that is no secret: store it, do something, and look for it where it must not be.
 *
 * <p>Its text cannot be mistaken for anything else, holds characters that each encoding writes differently, and is found
 * as it is, in hexadecimal, Base64 (both alphabets, at each of the three alignments), URL encoding, JSON with escaped
 * slashes, and all of these in UTF-16. Immutable.
 */
public final class Canary {
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final String name;
    private final String text;

    private Canary(String name) {
        this.name = name;
        this.text = "CANARY/" + name + "+~&="
                + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }

    /**
     * The canary of that name.
     *
     * @param name tells it from other canaries, such as {@code api-key}
     * @return the same text for the same name
     */
    public static Canary named(String name) {
        return new Canary(name);
    }

    /**
     * The text to look for.
     *
     * @return the text, which is no secret
     */
    public String text() {
        return text;
    }

    /**
     * The text as a secret to store.
     *
     * @return a new secret, which the caller closes
     */
    public Secret secret() {
        return Secret.of(text.toCharArray());
    }

    /**
     * Looks for this canary in text, such as a log or an error message.
     *
     * @param haystack where to look
     * @return the encodings it was found in; empty when it is not there
     */
    public List<String> findIn(CharSequence haystack) {
        String where = haystack.toString();
        return forms().entrySet().stream()
                .filter(form -> where.contains(form.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Looks for this canary in bytes, such as a file.
     *
     * @param haystack where to look
     * @return the encodings it was found in; empty when it is not there
     */
    public List<String> findIn(byte[] haystack) {
        String where = bytesAsText(haystack);
        List<String> found = new ArrayList<>();
        forms().forEach((form, pattern) -> CHARSETS.forEach(charset -> {
            if (where.contains(bytesAsText(pattern.getBytes(charset)))) {
                found.add(form + " in " + charset);
            }
        }));
        return List.copyOf(found);
    }

    /** One character for each byte. */
    private static String bytesAsText(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private Map<String, String> forms() {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(text, StandardCharsets.UTF_8);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("plain", text);
        forms.put("hex", HexFormat.of().formatHex(bytes));
        forms.put("HEX", HexFormat.of().withUpperCase().formatHex(bytes));
        forms.put("url", url);
        forms.put("url, lower case", withLowerCaseEscapes(url));
        forms.put("json with escaped slashes", text.replace("/", "\\/"));
        for (int shift = 0; shift < 3; shift++) {
            forms.put("base64, alignment " + shift, base64(Base64.getEncoder(), bytes, shift));
            forms.put("base64url, alignment " + shift, base64(Base64.getUrlEncoder(), bytes, shift));
        }
        return forms;
    }

    private static String withLowerCaseEscapes(String url) {
        StringBuilder lower = new StringBuilder(url);
        for (int i = url.indexOf('%'); i >= 0; i = url.indexOf('%', i + 1)) {
            lower.replace(i, i + 3, url.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    /** The digits that do not depend on what stands before or after, when that many bytes stand before. */
    private static String base64(Base64.Encoder encoder, byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        int firstOwnDigit = (shift * 8 + 5) / 6;
        int ownDigits = shifted.length * 8 / 6;
        byte[] digits = encoder.encode(shifted);
        return new String(Arrays.copyOfRange(digits, firstOwnDigit, ownDigits), StandardCharsets.US_ASCII);
    }

    /** The name alone, so that printing a canary is no finding. */
    @Override
    public String toString() {
        return "Canary[" + name + "]";
    }
}
