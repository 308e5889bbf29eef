package io.credentialstore.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.audit.AuditAction;
import io.credentialstore.audit.AuditPage;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.audit.AuditSummary;
import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.error.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Limits of questions, and what facts say of time")
class LimitsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final CredentialId ID = CredentialId.of("cred_1_00000000");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 999, 1_000})
    void limit_withinItsRange_isAccepted(int limit) {
        assertThat(CredentialFilter.all().withLimit(limit).limit()).isEqualTo(limit);
        assertThat(AuditQuery.all().withLimit(limit).limit()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void limit_outsideOfItsRange_isRefused(int limit) {
        assertThatThrownBy(() -> CredentialFilter.all().withLimit(limit))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("limit is " + limit + "; it must be between 1 and 1000");
        assertThatThrownBy(() -> AuditQuery.all().withLimit(limit)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void filter_eachPart_isKeptBesideTheOthers() {
        CredentialFilter filter = CredentialFilter.all()
                .withService("stripe")
                .withType(CredentialType.CUSTOM)
                .withEnvironment(Environment.DEV)
                .withStatus(CredentialStatus.REVOKED)
                .withAfter(ID)
                .withLimit(7);

        assertThat(filter)
                .isEqualTo(new CredentialFilter(
                        "stripe", CredentialType.CUSTOM, Environment.DEV, CredentialStatus.REVOKED, ID, 7));
        assertThat(CredentialFilter.all().limit()).isEqualTo(CredentialFilter.MAX_LIMIT);
    }

    @Test
    void query_eachPart_isKeptBesideTheOthers() {
        AuditQuery query = AuditQuery.all()
                .withCredential(ID)
                .withEntity(Entity.tool("t"))
                .withUser("ops")
                .withAction(AuditAction.ROTATE)
                .failuresOnly()
                .withSince(NOON)
                .withUntil(NOON.plusSeconds(1))
                .oldestFirst()
                .withAfter(9L)
                .withLimit(7);

        assertThat(query)
                .isEqualTo(new AuditQuery(
                        ID,
                        Entity.tool("t"),
                        "ops",
                        AuditAction.ROTATE,
                        false,
                        NOON,
                        NOON.plusSeconds(1),
                        true,
                        9L,
                        7));
        assertThat(query.successesOnly().success()).isTrue();
        assertThat(AuditQuery.all().limit()).isEqualTo(AuditQuery.DEFAULT_LIMIT);
    }

    private static AccessPolicy policy(Instant expiresAt) {
        return new AccessPolicy(
                "policy_1", ID, Entity.skill("x"), AccessLevel.READ, null, NOON.minusSeconds(9), expiresAt, null);
    }

    @Test
    void grant_atTheInstantOfItsExpiry_hasExpired() {
        assertThat(policy(NOON).isExpiredAt(NOON.minusNanos(1))).isFalse();
        assertThat(policy(NOON).isExpiredAt(NOON)).isTrue();
        assertThat(policy(NOON).isExpiredAt(Instant.MAX)).isTrue();
        assertThat(policy(null).isExpiredAt(Instant.MAX)).isFalse();
    }

    private static Credential credential(CredentialStatus status, Instant expiresAt) {
        return new Credential(
                ID,
                "name",
                CredentialType.API_KEY,
                "service",
                Environment.DEV,
                status,
                Metadata.none(),
                1,
                expiresAt,
                NOON,
                NOON,
                null);
    }

    @Test
    void credential_revokedOrAtTheInstantOfItsExpiry_doesNotServe() {
        assertThat(credential(CredentialStatus.ACTIVE, null).servesAt(Instant.MAX))
                .isTrue();
        assertThat(credential(CredentialStatus.ACTIVE, NOON).servesAt(NOON.minusNanos(1)))
                .isTrue();
        assertThat(credential(CredentialStatus.ACTIVE, NOON).servesAt(NOON)).isFalse();
        assertThat(credential(CredentialStatus.REVOKED, null).servesAt(NOON)).isFalse();
    }

    @Test
    void accessLevels_always_includeThoseBelow() {
        assertThat(Stream.of(AccessLevel.values()).filter(AccessLevel.READ::includes))
                .containsExactly(AccessLevel.READ);
        assertThat(Stream.of(AccessLevel.values()).filter(AccessLevel.WRITE::includes))
                .containsExactly(AccessLevel.READ, AccessLevel.WRITE);
        assertThat(Stream.of(AccessLevel.values()).filter(AccessLevel.ADMIN::includes))
                .hasSize(3);
    }

    @Test
    void listsAndMaps_inAnswers_areCopied() {
        List<IntegrityFinding> findings = new ArrayList<>();
        Map<CredentialId, Long> byCredential = new HashMap<>();
        AuditPage page = new AuditPage(new ArrayList<>(), Optional.empty());
        AuditSummary summary = new AuditSummary(0, 0, byCredential, new HashMap<>(), Optional.empty());
        var report = new IntegrityReport(findings, true, 0, 0, 0, 0, 1);

        findings.add(new IntegrityFinding("table", "row", "problem"));
        byCredential.put(ID, 1L);

        assertThat(page.entries()).isUnmodifiable();
        assertThat(summary.byCredential()).isEmpty();
        assertThat(summary.byEntity()).isUnmodifiable();
        assertThat(report.isIntact()).isTrue();
    }

    @Test
    void bytes_always_areCopiedAndComparedByContent() {
        byte[] given = {1, 2, 3};
        Bytes bytes = Bytes.of(given);

        assertThat(bytes.toHex()).isEqualTo("010203");
        assertThat(Bytes.ofHex("010203")).isEqualTo(bytes);
        given[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes)
                .isEqualTo(Bytes.of(new byte[] {1, 2, 3}))
                .hasSameHashCodeAs(Bytes.of(new byte[] {1, 2, 3}))
                .isNotEqualTo(Bytes.of(new byte[] {1, 2}))
                .isNotEqualTo(Bytes.of(new byte[] {1, 2, 4}))
                .hasToString("010203");
        assertThat(Bytes.of(new byte[17])).hasToString("0".repeat(32) + "…(17 bytes)");
    }
}
