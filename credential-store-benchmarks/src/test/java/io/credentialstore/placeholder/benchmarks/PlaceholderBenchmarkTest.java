package io.credentialstore.placeholder.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholderBenchmarkTest {

    @Test
    void name_always_isPresent() {
        assertThat(new PlaceholderBenchmark().name()).isNotEmpty();
    }
}
