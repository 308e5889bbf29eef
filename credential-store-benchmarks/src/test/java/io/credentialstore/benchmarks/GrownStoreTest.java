package io.credentialstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.CredentialStore;
import io.credentialstore.RetrievedCredential;
import io.credentialstore.audit.IntegrityReport;
import io.credentialstore.value.ApiKey;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrownStoreTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("a store that was grown past the library is one that the library finds nothing wrong with")
    void grownStore_isGenuine() throws Exception {
        GrownStore grown = new GrownStore(folder, 300, 1_000);
        grown.make();
        try (CredentialStore store = grown.open()) {
            IntegrityReport report = store.verifyIntegrity();
            assertThat(report.findings()).isEmpty();
            assertThat(report.credentials()).isEqualTo(300);
            assertThat(report.auditEntries()).isEqualTo(1_001);
            assertThat(store.getAccessibleCredentials(GrownStore.skill(299))).hasSize(20);
        }
    }

    @Test
    @DisplayName("the values that benchmarks retrieve are real")
    void grownStore_hasValues() throws Exception {
        GrownStore grown = new GrownStore(folder, 2_000, 10);
        grown.make();
        int number = grown.used(GrownStore.USED - 1);
        try (CredentialStore store = grown.open();
                RetrievedCredential credential = store.retrieveCredential(
                        GrownStore.id(number), GrownStore.skill(number).id())) {
            String secret = credential.value(ApiKey.class).apiKey().use(String::new);
            assertThat(secret).isEqualTo(BenchStore.FAKE_SECRET);
        }
    }
}
