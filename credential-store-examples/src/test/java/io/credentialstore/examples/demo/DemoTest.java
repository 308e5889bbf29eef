package io.credentialstore.examples.demo;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class DemoTest extends io.credentialstore.placeholder.testkit.Placeholder {

    @Test
    void main_always_returns() {
        assertThatCode(() -> Demo.main(new String[0])).doesNotThrowAnyException();
    }
}
