package io.credentialstore.placeholder.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PlaceholderTest extends io.credentialstore.placeholder.testkit.Placeholder {

    @Test
    void sqliteVersion_always_isCurrent() {
        ListAppender<ILoggingEvent> events = new ListAppender<>();
        events.start();
        ((Logger) LoggerFactory.getLogger(Placeholder.class)).addAppender(events);

        assertThat(Placeholder.sqliteVersion()).startsWith("3.54");
        assertThat(events.list).hasSize(1);
    }

    @Property
    boolean concat_ofNothing_isIdentity(@ForAll String text) {
        return text.concat("").equals(text);
    }
}
