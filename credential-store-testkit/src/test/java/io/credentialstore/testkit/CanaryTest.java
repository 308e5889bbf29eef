package io.credentialstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
                .containsExactly("HEX");
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
    void canary_isTheSameForItsName_andPrintsOnlyThat() {
        assertThat(Canary.named("test").text()).isEqualTo(CANARY.text());
        assertThat(CANARY.findIn(CANARY.toString())).isEmpty();
        assertThat(CANARY.text().toLowerCase(Locale.ROOT)).startsWith("canary");
        try (var secret = CANARY.secret()) {
            assertThat(secret.<String, RuntimeException>use(String::new)).isEqualTo(CANARY.text());
        }
    }
}
