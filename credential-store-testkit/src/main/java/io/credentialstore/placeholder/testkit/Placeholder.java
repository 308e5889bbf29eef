package io.credentialstore.placeholder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Stands for a contract test. */
public abstract class Placeholder {

    /** For the classes that fulfil the contract. */
    protected Placeholder() {}

    /** The core has a name. */
    @Test
    protected final void name_always_isPresent() {
        assertThat(io.credentialstore.placeholder.core.Placeholder.name()).isNotEmpty();
    }
}
