/** Contracts that every storage must pass, and fixtures for the tests of programs that embed a credential store. */
module io.credentialstore.testkit {
    requires static transitive org.jspecify;
    requires transitive io.credentialstore.core;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;

    exports io.credentialstore.testkit;

    opens io.credentialstore.testkit to
            org.junit.platform.commons;
}
