package io.credentialstore.testkit;

import io.credentialstore.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A secret that is no secret: store it, do something, and look for it where it must not be.
 *
 * <p>It is found as it is, trimmed, by each of its lines, in hexadecimal, Base64 (both alphabets, at each of the three
 * alignments), URL encoding and JSON (also with escaped slashes or in ASCII alone), and all of these in UTF-16. What would
 * be shorter than {@value #SHORTEST} characters is not looked for. Immutable.
 */
public final class Canary {
    /** The shortest form that is looked for: what is shorter stands somewhere by chance. */
    public static final int SHORTEST = 8;

    /** What the text itself is called among its forms. */
    static final String PLAIN = "plain";

    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final String name;
    private final byte[] content;
    private final Map<String, String> forms;

    private Canary(String name, byte[] content, Map<String, String> forms) {
        this.name = name;
        this.content = content;
        this.forms = forms;
    }

    /**
     * The canary of that name. Its text cannot be mistaken for anything else, and holds characters that each encoding
     * writes differently.
     *
     * @param name tells it from other canaries, such as {@code api-key}
     * @return the same text for the same name
     */
    public static Canary named(String name) {
        String number =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return of(name, "CANARY/" + name + "+~&=" + number.replace("-", ""));
    }

    /**
     * A text of the test's own. For HTTP's Basic scheme look for {@code user:password}.
     *
     * @param name tells it from other canaries
     * @param text what to look for
     * @return the canary
     */
    public static Canary of(String name, String text) {
        return new Canary(name, text.getBytes(StandardCharsets.UTF_8), Encodings.of(text));
    }

    /**
     * Bytes that are no text, such as a raw key: looked for as they are, in hexadecimal and in Base64.
     *
     * @param name tells it from other canaries
     * @param bytes what to look for
     * @return the canary
     */
    public static Canary ofBytes(String name, byte[] bytes) {
        return new Canary(name, bytes.clone(), Encodings.ofBytes(bytes));
    }

    /**
     * What tells it from other canaries.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The text to look for.
     *
     * @return the text, which is no secret
     * @throws IllegalStateException when it is bytes that are no text
     */
    public String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException(this + " is no text", e);
        }
    }

    /**
     * The text as a secret to store.
     *
     * @return a new secret, which the caller closes
     */
    public Secret secret() {
        return Secret.ofUtf8(content);
    }

    /**
     * Looks for this canary in text, such as a log or an error message.
     *
     * @param haystack where to look
     * @return the encodings it was found in; empty when it is not there
     */
    public List<String> findIn(CharSequence haystack) {
        String where = haystack.toString();
        return forms.entrySet().stream()
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
        return patterns().entrySet().stream()
                .filter(pattern -> where.contains(bytesAsText(pattern.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Everything that {@link #findIn(byte[])} looks for, for searches of many canaries at once.
     *
     * @return the encodings and their bytes
     */
    public Map<String, byte[]> patterns() {
        Map<String, byte[]> patterns = new LinkedHashMap<>();
        if (!forms.containsKey(PLAIN)) {
            patterns.put(PLAIN, content.clone());
        }
        forms.forEach((form, text) ->
                CHARSETS.forEach(charset -> patterns.put(form + " in " + charset, text.getBytes(charset))));
        return patterns;
    }

    /** One character for each byte. */
    private static String bytesAsText(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The name alone, so that printing a canary is no finding. */
    @Override
    public String toString() {
        return "Canary[" + name + "]";
    }
}
