package io.credentialstore.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetrieveBenchmarkTest {
    @Test
    @DisplayName("every benchmark measures a call that succeeds")
    void each_call_succeeds() throws IOException, SQLException {
        RetrieveBenchmark benchmark = new RetrieveBenchmark();
        benchmark.open();
        try {
            assertThat(benchmark.rawDurableCommit()).isOne();
            assertThat(benchmark.retrieve()).isOne();
            assertThat(benchmark.hasAccess()).isTrue();
        } finally {
            benchmark.close();
        }
    }
}
