package io.credentialstore.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which programs write a text. Forms too short for a search are left out. */
final class Encodings {
    private static final Pattern ESCAPE = Pattern.compile("%..|\\\\u....");

    private final Map<String, String> forms = new LinkedHashMap<>();

    private Encodings() {}

    /** The forms of a text, by what they are called. */
    static Map<String, String> of(String text) {
        Encodings all = new Encodings();
        all.add(Canary.PLAIN, text);
        all.addIfNew("trimmed", text.strip());
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            all.addLine(line + 1, lines.get(line));
        }
        all.addUrl(text);
        all.addJson(text);
        all.addBytes(text.getBytes(StandardCharsets.UTF_8));
        return all.forms;
    }

    /** The forms of bytes that are no text. */
    static Map<String, String> ofBytes(byte[] bytes) {
        Encodings all = new Encodings();
        all.addBytes(bytes);
        return all.forms;
    }

    private void add(String name, String form) {
        if (form.length() >= Canary.SHORTEST) {
            forms.put(name, form);
        }
    }

    private void addIfNew(String name, String form) {
        if (!forms.containsValue(form)) {
            add(name, form);
        }
    }

    /** The first and last line of a PEM text are no secret. */
    private void addLine(int number, String line) {
        if (!line.startsWith("-----")) {
            addIfNew("line " + number, line);
        }
    }

    private void addUrl(String text) {
        String url = URLEncoder.encode(text, StandardCharsets.UTF_8);
        String percent = url.replace("+", "%20");
        addIfNew("url", url);
        addIfNew("url, lower case", escapes(url, Encodings::lowerCase));
        addIfNew("url with %20", percent);
        addIfNew("url with %20, lower case", escapes(percent, Encodings::lowerCase));
    }

    private void addJson(String text) {
        String json = json(text);
        addIfNew("json", json);
        addIfNew("json with escaped slashes", json.replace("/", "\\/"));
        addIfNew("json in ASCII", ascii(json));
        addIfNew(
                "json in ASCII, upper case",
                escapes(ascii(json), escape -> "\\u" + escape.substring(2).toUpperCase(Locale.ROOT)));
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        text.chars()
                .forEach(c -> ascii.append(
                        c < 0x7f
                                ? Character.toString(c)
                                : "\\u" + HexFormat.of().toHexDigits((char) c)));
        return ascii.toString();
    }

    private static String lowerCase(String escape) {
        return escape.toLowerCase(Locale.ROOT);
    }

    private static String escapes(String text, UnaryOperator<String> change) {
        return ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(change.apply(match.group())));
    }

    private void addBytes(byte[] bytes) {
        add("hex", HexFormat.of().formatHex(bytes));
        add("hex, upper case", HexFormat.of().withUpperCase().formatHex(bytes));
        for (int shift = 0; shift < 3; shift++) {
            add("base64, alignment " + shift, base64(Base64.getEncoder(), bytes, shift));
            add("base64url, alignment " + shift, base64(Base64.getUrlEncoder(), bytes, shift));
        }
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
}
