package io.credentialstore.model;

import static io.credentialstore.support.Texts.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.audit.AuditAction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rules of credential ids, IP addresses and action codes")
class IdsTest {
    private static final Caller CALLER = Caller.skill("mailer");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cred_1_00000000",
                "cred_20260101000000_0123456789abcdef",
                "cred_AAAAAAAAAAAAAAAAAAAAAAAA_000000000000000000000000000000000000000000000000"
            })
    void credentialId_ofItsForm_isAccepted(String text) {
        assertThat(CredentialId.of(text)).hasToString(text);
        assertThat(text).hasSizeLessThanOrEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cred",
                "cred_",
                "cred__00000000",
                "cred_1_",
                "cred_1_0000000",
                "cred_1_00000000_",
                "cred_1_00000000 ",
                " cred_1_00000000",
                "cred_1_00000000\n",
                "CRED_1_00000000",
                "cred_1_0000000é",
                "cred_\u0661_00000000",
                "cred_1_0000000'",
                "cred_1-00000000",
                "policy_1_00000000",
                "cred_AAAAAAAAAAAAAAAAAAAAAAAAA_00000000",
                "cred_1_0000000000000000000000000000000000000000000000000"
            })
    @DisplayName("I2: any other form is no id")
    void credentialId_anyOtherForm_isRefused(String text) {
        assertRefused("credentialId", text, CredentialId::of);
    }

    @Test
    void credentialId_hugeOrMissing_isRefused() {
        assertRefused("credentialId", "cred_" + "1".repeat(10_000_000), CredentialId::of);
        assertRefused("credentialId", null, CredentialId::of);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::", "::1", "2001:db8::1", "::ffff:10.0.0.1", "fe80::1%eth0", "999.1.1.1"})
    void ipAddress_ofItsCharacters_isAccepted(String text) {
        assertThat(CALLER.withIpAddress(text).ipAddress()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "localhost",
                "10.0.0.1 ",
                "10.0.0.1\n",
                "10.0.0.1:80x",
                "[::1]",
                "fe80::1%",
                "fe80::1%eth 0",
                "10.0.0.1, 10.0.0.2",
                "\u0661\u0660.0.0.1"
            })
    void ipAddress_anythingElse_isRefused(String text) {
        assertRefused("ipAddress", text, CALLER::withIpAddress);
    }

    @Test
    void ipAddress_limit_isAcceptedAndOneMoreRefused() {
        CALLER.withIpAddress("1".repeat(45) + "%" + "a".repeat(32));
        assertRefused("ipAddress", "1".repeat(46), CALLER::withIpAddress);
        assertRefused("ipAddress", "::1%" + "a".repeat(33), CALLER::withIpAddress);
        assertRefused("ipAddress", "1".repeat(10_000_000), CALLER::withIpAddress);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "store", "host.payment_sent", "a0", "a.b-c_d"})
    void actionCode_ofItsForm_isAccepted(String text) {
        assertThat(new AuditAction(text)).hasToString(text);
        assertThat(new AuditAction(text).isHost()).isEqualTo(text.startsWith("host."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "0a", ".a", "_a", "-a", "a b", "a\n", "aé", "host:x", "a/b", "retrievE", "\u0131"})
    void actionCode_anythingElse_isRefused(String text) {
        assertRefused("action", text, AuditAction::new);
        assertRefused("action", text, AuditAction::host);
    }

    @Test
    void actionCode_limit_isAcceptedAndOneMoreRefused() {
        assertThat(new AuditAction("a".repeat(64)).code()).hasSize(64);
        assertThat(AuditAction.host("a".repeat(59)).code()).hasSize(64);
        assertRefused("action", "a".repeat(65), AuditAction::new);
        assertRefused("action", "a".repeat(60), AuditAction::host);
        assertRefused("action", null, AuditAction::new);
    }
}
