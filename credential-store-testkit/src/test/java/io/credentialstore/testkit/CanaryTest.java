package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CanaryTest {
    private static final Canary CANARY = Canary.named("test");
    private static final byte[] BYTES = CANARY.text().getBytes(StandardCharsets.UTF_8);

    @Test
    void findIn_textWithoutIt_findsNothing() {
        assertThat(CANARY.findIn(
                        "nothing here, not even " + Canary.named("other").text()))
                .isEmpty();
        assertThat(CANARY.findIn(new byte[100_000])).isEmpty();
        assertThat(CANARY.findIn("")).isEmpty();
    }

    @Test
    void findIn_eachEncodingWithinOtherText_namesIt() {
        String url = URLEncoder.encode(CANARY.text(), StandardCharsets.UTF_8);

        assertThat(CANARY.findIn("x" + CANARY.text() + "y")).containsExactly("plain");
        assertThat(CANARY.findIn("0x" + HexFormat.of().formatHex(BYTES) + "00")).containsExactly("hex");
        assertThat(CANARY.findIn(HexFormat.of().withUpperCase().formatHex(BYTES)))
                .containsExactly("hex, upper case");
        assertThat(CANARY.findIn("?key=" + url)).containsExactly("url");
        assertThat(CANARY.findIn(url.replace("%2F", "%2f")
                        .replace("%2B", "%2b")
                        .replace("%3D", "%3d")
                        .replace("%7E", "%7e")))
                .containsExactly("url, lower case");
        assertThat(CANARY.findIn("{\"k\":\"" + CANARY.text().replace("/", "\\/") + "\"}"))
                .containsExactly("json with escaped slashes");
    }

    @Test
    void findIn_base64AtEachAlignment_namesIt_whateverStandsAround() {
        for (int before = 0; before < 6; before++) {
            for (int after = 0; after < 3; after++) {
                String standard = Base64.getEncoder().encodeToString(surrounded(before, after));
                String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(surrounded(before, after));

                assertThat(CANARY.findIn(standard)).contains("base64, alignment " + before % 3);
                assertThat(CANARY.findIn(urlSafe)).contains("base64url, alignment " + before % 3);
            }
        }
    }

    /** By bits that are all set, so that a digit which depends on them differs from what a search could expect. */
    private static byte[] surrounded(int before, int after) {
        byte[] bytes = new byte[before + BYTES.length + after];
        Arrays.fill(bytes, (byte) 0xff);
        System.arraycopy(BYTES, 0, bytes, before, BYTES.length);
        return bytes;
    }

    @Test
    void findIn_bytes_findsEachCharset_alsoOfEncodedForms() {
        String hex = HexFormat.of().formatHex(BYTES);

        assertThat(CANARY.findIn(BYTES)).containsExactly("plain in UTF-8");
        assertThat(CANARY.findIn(("\0" + CANARY.text()).getBytes(StandardCharsets.UTF_16LE)))
                .contains("plain in UTF-16LE");
        assertThat(CANARY.findIn(CANARY.text().getBytes(StandardCharsets.UTF_16BE)))
                .contains("plain in UTF-16BE");
        assertThat(CANARY.findIn(hex.getBytes(StandardCharsets.UTF_16LE))).contains("hex in UTF-16LE");
    }

    @Test
    void findIn_textOfSeveralLines_findsEachLineButNoArmour_andTheTrimmedText() {
        Canary lines = Canary.of("lines", "-----BEGIN FAKE KEY-----\nfirst line of it\nshort\n second one of it ");

        assertThat(lines.findIn("x-first line of it-x")).containsExactly("line 2");
        assertThat(lines.findIn("x- second one of it -x")).containsExactly("line 4");
        assertThat(lines.findIn("short -----BEGIN FAKE KEY-----")).isEmpty();
        assertThat(Canary.of("blank", "\t padded text \n").findIn("padded text"))
                .containsExactly("trimmed");
    }

    @Test
    void findIn_whatEncodersWriteDifferently_isFoundInEachOfTheirWays() {
        Canary special = Canary.of("special", "a \"b\" \\ /\u00fc");

        assertThat(special.findIn("?q=a+%22b%22+%5C+%2F%C3%BC")).containsExactly("url");
        assertThat(special.findIn("?q=a%20%22b%22%20%5c%20%2f%c3%bc")).containsExactly("url with %20, lower case");
        assertThat(special.findIn("a \\\"b\\\" \\\\ /\u00fc")).containsExactly("json");
        assertThat(special.findIn("a \\\"b\\\" \\\\ /\\u00fc")).containsExactly("json in ASCII");
        assertThat(special.findIn("a \\\"b\\\" \\\\ /\\u00FC")).containsExactly("json in ASCII, upper case");
    }

    @Test
    void findIn_bytesThatAreNoText_findsThemRawAndEncoded() {
        byte[] key = HexFormat.of().parseHex("00ff80c3a9fe0102030405060708090a");
        Canary binary = Canary.ofBytes("key", key);

        assertThat(binary.findIn(key)).containsExactly("plain");
        assertThat(binary.findIn(HexFormat.of().formatHex(key))).containsExactly("hex");
        assertThat(binary.findIn(Base64.getEncoder().encodeToString(key))).containsExactly("base64, alignment 0");
        assertThatThrownBy(binary::text).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void canary_isTheSameForItsName_andPrintsOnlyThat() {
        assertThat(Canary.named("test").text()).isEqualTo(CANARY.text());
        assertThat(CANARY.findIn(CANARY.toString())).isEmpty();
        assertThat(CANARY.text().toLowerCase(Locale.ROOT)).startsWith("canary");
        try (var secret = CANARY.secret()) {
            assertThat(secret.<String, RuntimeException>use(String::new)).isEqualTo(CANARY.text());
        }
    }
}
