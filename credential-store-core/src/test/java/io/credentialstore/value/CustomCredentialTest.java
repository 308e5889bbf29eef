package io.credentialstore.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.secret.Secret;
import io.credentialstore.support.Clear;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Custom credentials")
class CustomCredentialTest {
    private static CustomCredential custom(String json) {
        return new CustomCredential(Secret.ofString(json));
    }

    private static Optional<String> field(CustomCredential custom, String key) {
        return custom.field(key).map(Clear::text);
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels - 1) + "{}" + "}".repeat(levels - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "\n{\"a\":\t1}\r\n",
                "{\"\":\"\"}",
                "{\"a\":[1,-2.5e10,true,null,{\"b\":[]}]}",
                "{\"a\":{\"a\":1},\"b\":{\"a\":1}}",
                "{\"😀\":\"\\u0000\\ud83d\\ude00\"}"
            })
    void json_oneObject_isAcceptedAndKeptAsItIs(String json) {
        assertThat(Clear.text(custom(json).json())).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "1",
                "\"canary\"",
                "[]",
                "[{}]",
                "{} {}",
                "{}x",
                "{},",
                "{",
                "}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":NaN}",
                "{\"a\":canary}",
                "{\"a\":\"canary}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":1,\"\\u0061\":2}",
                "/**/{}",
                "{}//x",
                "#{}",
                "{\"a\":[}",
                "{\"a\":1]",
                "\0{\0}",
                "{\0}\0",
                "\0\0\0{\0\0\0}",
                "{\0\0\0}\0\0\0",
                "{}\0",
                "\ufeff{}"
            })
    void json_anythingElse_isRefusedWithoutQuotingIt(String json) {
        assertThatThrownBy(() -> custom(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("json must be one JSON object without repeated keys, at most 8 levels deep")
                .hasNoCause();
    }

    @Test
    void json_missing_isRefused() {
        assertThatThrownBy(() -> new CustomCredential(null)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void json_depthLimit_isAcceptedAndOneMoreRefused() {
        assertThat(Clear.text(custom(nested(8)).json())).isEqualTo(nested(8));
        assertThatThrownBy(() -> custom(nested(9))).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> custom("{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void json_longestText_isAccepted() {
        String value = "x".repeat(Secret.MAX_BYTES - 8);
        CustomCredential longest = custom("{\"a\":\"" + value + "\"}");

        assertThat(longest.json().length()).isEqualTo(Secret.MAX_BYTES);
        assertThat(field(longest, "a")).contains(value);
    }

    @Test
    void field_stringAtTheTop_isGiven() {
        assertThat(field(custom("{\"a\":\"x\"}"), "a")).contains("x");
        assertThat(field(custom("{\"a\":\"x\",\"b\":\"y\"}"), "b")).contains("y");
        assertThat(field(custom("{\"a\":{\"b\":\"x\"},\"b\":\"y\"}"), "b")).contains("y");
        assertThat(field(custom("{\"a\":[\"b\",\"x\"],\"b\":\"y\"}"), "b")).contains("y");
        assertThat(field(custom("{\"\":\"y\"}"), "")).contains("y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"b\":\"a\"}",
                "{\"a\":1}",
                "{\"a\":null}",
                "{\"a\":true}",
                "{\"a\":[\"x\"]}",
                "{\"a\":{\"a\":\"x\"}}",
                "{\"b\":{\"a\":\"x\"}}",
                "{\"b\":[{\"a\":\"x\"}]}",
                "{\"A\":\"x\"}"
            })
    void field_anythingElse_isEmpty(String json) {
        assertThat(field(custom(json), "a")).isEmpty();
    }

    @Test
    void field_escapes_areResolved() {
        assertThat(field(custom("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u20ac\\ud83d\\ude00é\"}"), "a"))
                .contains("\"\\/\b\f\n\r\t\0€😀é");
    }

    @Test
    void field_unpairedSurrogate_isRefusedWithoutQuotingIt() {
        CustomCredential custom = custom("{\"a\":\"canary\\ud800\"}");

        assertThatThrownBy(() -> custom.field("a"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void field_always_isASecretOfItsOwn() {
        CustomCredential custom = custom("{\"a\":\"x\"}");
        Secret taken = custom.field("a").orElseThrow();

        custom.close();

        assertThat(Clear.text(taken)).isEqualTo("x");
    }
}
