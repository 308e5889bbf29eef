package io.credentialstore.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.access.AccessDecision;
import io.credentialstore.access.AccessLevel;
import io.credentialstore.access.AccessPolicy;
import io.credentialstore.access.DenialReason;
import io.credentialstore.access.Grant;
import io.credentialstore.audit.HostEvent;
import io.credentialstore.audit.IntegrityFinding;
import io.credentialstore.audit.IntegrityReport;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Answers and what is handed in say what they hold:")
class AnswersTest {
    private static final CredentialId ID = CredentialId.of("cred_20260101000000_0123456789abcdef");

    @Test
    @DisplayName("I7: every reason but those of the credential itself lies in the grant, and none is a permission")
    void denials_ofAnyReason_grantNothing() {
        assertThat(DenialReason.values())
                .allSatisfy(reason -> assertThat(new AccessDecision.Denied(reason).isGranted())
                        .isFalse())
                .allSatisfy(reason -> assertThat(reason.code()).isEqualToIgnoringCase(reason.name()))
                .filteredOn(reason -> !reason.liesInGrant())
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.of(DenialReason.CREDENTIAL_REVOKED, DenialReason.CREDENTIAL_EXPIRED));
    }

    @Test
    void decision_withAGrant_isGranted() {
        AccessPolicy policy = new AccessPolicy(
                "policy_1", ID, Entity.skill("skill"), AccessLevel.READ, null, Instant.EPOCH, null, null);

        assertThat(new AccessDecision.Granted(policy).isGranted()).isTrue();
    }

    @Test
    void grant_withAReason_keepsItBesideTheRest() {
        Grant grant = Grant.of(Entity.skill("skill"), AccessLevel.WRITE).withReason("audit");

        assertThat(grant.reason()).isEqualTo("audit");
        assertThat(grant.level()).isEqualTo(AccessLevel.WRITE);
    }

    @Test
    void hostEvent_eachPart_isKeptBesideTheOthers() {
        Metadata details = Metadata.of(Map.of("attempt", 2));
        HostEvent event = HostEvent.of(ID, Caller.skill("skill"), "injected")
                .failed("refused by the service")
                .withMetadata(details);

        assertThat(event.action().code()).isEqualTo("host.injected");
        assertThat(event.error()).isEqualTo("refused by the service");
        assertThat(event.metadata()).isEqualTo(details);
        assertThat(event.credentialId()).isEqualTo(ID);
    }

    @Test
    void report_withAFinding_isNotIntact() {
        IntegrityFinding finding = new IntegrityFinding("credentials", "1", "changed");

        assertThat(new IntegrityReport(List.of(), true, 0, 0, 0, 0, 0).isIntact())
                .isTrue();
        assertThat(new IntegrityReport(List.of(finding), true, 0, 0, 0, 0, 0).isIntact())
                .isFalse();
    }
}
