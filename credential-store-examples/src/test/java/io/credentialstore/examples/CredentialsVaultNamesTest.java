package io.credentialstore.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The design names thirty tests in seven groups; all of them are there, under these names. */
class CredentialsVaultNamesTest {
    private static final String NAMES = """
            Encryption/Decryption: Encrypt and decrypt API key
            Encryption/Decryption: Encrypt and decrypt OAuth token
            Encryption/Decryption: Encrypt and decrypt DB connection
            Encryption/Decryption: Auth tag prevents tampering
            Encryption/Decryption: Wrong key fails decryption
            Credential CRUD: Store credential
            Credential CRUD: Retrieve credential metadata
            Credential CRUD: List credentials with filters
            Credential CRUD: Rotate credential
            Credential CRUD: Revoke credential
            Access Policies: Grant access to skill
            Access Policies: Check access (has/no access)
            Access Policies: Revoke access
            Access Policies: Expired policies are invalid
            Access Policies: Get accessible credentials by entity
            Access Control: Skill with access can retrieve credential
            Access Control: Skill without access cannot retrieve
            Access Control: Revoked credential throws error
            Access Control: Expired policy denies access
            Execution Flow: Execute skill with credential injection
            Execution Flow: Multiple credentials in single execution
            Execution Flow: Credential rotation doesn't break execution
            Audit Trail: All accesses are logged
            Audit Trail: Failed access attempts logged
            Audit Trail: Audit summary accurate
            Real-World Scenarios: E2E: Store Stripe key → Grant to skill → Execute payment
            Real-World Scenarios: E2E: Rotate credential → Old executions fail → New ones succeed
            Real-World Scenarios: E2E: Multi-environment (dev vs prod credentials)
            Real-World Scenarios: E2E: Audit trail tracks full lifecycle
            Real-World Scenarios: E2E: Anonymous user cannot access credentials
            """;

    @Test
    void thirtyTests_byTheirNames_exist() {
        List<String> found = Stream.of(
                        CredentialsVaultTest.class,
                        CredentialsVaultPoliciesTest.class,
                        CredentialsVaultIntegrationTest.class,
                        CredentialsVaultEndToEndTest.class)
                .flatMap(type -> Arrays.stream(type.getDeclaredClasses()))
                .filter(group -> group.isAnnotationPresent(DisplayName.class))
                .flatMap(CredentialsVaultNamesTest::namesIn)
                .toList();

        assertThat(found)
                .hasSize(30)
                .containsExactlyInAnyOrderElementsOf(NAMES.lines().toList());
    }

    private static Stream<String> namesIn(Class<?> group) {
        String groupName = group.getAnnotation(DisplayName.class).value();
        return Arrays.stream(group.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> groupName + ": "
                        + method.getAnnotation(DisplayName.class).value());
    }
}
