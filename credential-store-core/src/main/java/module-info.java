/** An embeddable credential store: encrypted credentials, grants for skills and tools, and a trail that shows changes. */
module io.credentialstore.core {
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports io.credentialstore;
    exports io.credentialstore.access;
    exports io.credentialstore.audit;
    exports io.credentialstore.error;
    exports io.credentialstore.key;
    exports io.credentialstore.memory;
    exports io.credentialstore.model;
    exports io.credentialstore.secret;
    exports io.credentialstore.spi;
    exports io.credentialstore.value;
}
