package io.credentialstore.security.leak;

import io.credentialstore.CredentialStore;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Metadata;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Leaks on purpose, in every way that {@link Control} knows. Open until it is closed. */
final class Leaks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leaks.class);

    private final Secrets secrets;
    private final Witness witness;
    private final CountDownLatch end = new CountDownLatch(1);

    /** What a careless program keeps. */
    private String string = "";

    private char[] characters = {};
    private byte[] bytes = {};

    Leaks(Secrets secrets, Witness witness) {
        this.secrets = secrets;
        this.witness = witness;
    }

    /** A bean as others register theirs. */
    public interface LeakyBean {
        /** What must not be there. */
        String getSecret();
    }

    /** What a class without {@code Secret} looks like. */
    record Leaky(String secret) implements Serializable, LeakyBean {
        @Override
        public String getSecret() {
            return secret;
        }
    }

    /** Silent, as long as nobody looks at its fields. */
    private static final class Hidden {
        private final String secret;

        Hidden(String secret) {
            this.secret = secret;
        }

        @Override
        public String toString() {
            return "Hidden[" + secret.length() + "]";
        }
    }

    /** Leaks in each way; what goes into the database becomes the metadata of a credential. */
    void all(CredentialStore store, CredentialId id) throws IOException, JMException {
        for (Control control : Control.values()) {
            leak(control, secrets.text(control));
        }
        store.updateMetadata(
                id,
                Metadata.of(Map.of(
                        "live", secrets.text(Control.METADATA),
                        "copied", secrets.text(Control.METADATA_COPIED),
                        "vacuumed", secrets.text(Control.METADATA_VACUUMED))),
                null);
    }

    /** Leaks into a store on a server, and into what the server writes down. */
    void onServer(CredentialStore store, CredentialId id, DataSource server) throws SQLException {
        store.updateMetadata(id, Metadata.of(Map.of("server", secrets.text(Control.METADATA_ON_SERVER))), null);
        try (Connection connection = server.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS TEXT)")) {
            statement.setString(1, secrets.text(Control.STATEMENT_ON_SERVER));
            statement.execute();
        }
    }

    private void leak(Control control, String text) throws IOException, JMException {
        switch (control) {
            case LOG_MESSAGE -> LOG.trace("careless: " + text);
            case LOG_ARGUMENT -> LOG.trace("without a place for it", text);
            case LOG_CONTEXT -> logInContext(text);
            case LOG_SUPPRESSED -> LOG.trace("careless", suppressing(text));
            case JAVA_UTIL_LOGGING ->
                java.util.logging.Logger.getLogger("careless").finest(text);
            case STANDARD_OUTPUT -> System.out.println(text);
            case STANDARD_ERROR -> System.err.println(text);
            case EXCEPTION_MESSAGE -> witness.threw(new IllegalStateException(text));
            case EXCEPTION_CAUSE -> witness.threw(new IllegalStateException(new IllegalStateException(text)));
            case EXCEPTION_SUPPRESSED -> witness.threw(suppressing(text));
            case TO_STRING, JSON_PROPERTY, SERIALIZED_FIELD -> witness.sees(new Leaky(text));
            case JSON_FIELD -> witness.sees(new Hidden(text));
            case THREAD_NAME -> startThread(text);
            case MBEAN_ATTRIBUTE -> register(text);
            case SYSTEM_PROPERTY -> System.setProperty("careless", text);
            case TEMPORARY_FILE -> Files.writeString(Files.createTempFile("careless", null), text);
            case HEAP_STRING -> string = text;
            case HEAP_CHARACTERS -> characters = text.toCharArray();
            case HEAP_BYTES -> bytes = text.getBytes(StandardCharsets.UTF_8);
            case ENVIRONMENT_VARIABLE -> requireGiven(text);
            case METADATA, METADATA_COPIED, METADATA_VACUUMED, METADATA_ON_SERVER, STATEMENT_ON_SERVER ->
                LOG.trace("{} goes into the database", control);
        }
    }

    private static void logInContext(String text) {
        try (MDC.MDCCloseable context = MDC.putCloseable("careless", text)) {
            LOG.trace("in context {}", context);
        }
    }

    private static Exception suppressing(String text) {
        Exception exception = new IllegalStateException("outer");
        exception.addSuppressed(new IllegalStateException(text));
        return exception;
    }

    private void startThread(String name) {
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void register(String text) throws JMException {
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(
                        new StandardMBean(new Leaky(text), LeakyBean.class), new ObjectName("careless:type=Leaky"));
    }

    /** Whoever started this process put it there. */
    private static void requireGiven(String text) {
        if (!System.getenv().containsValue(text)) {
            throw new IllegalStateException("the environment lacks its control");
        }
    }

    /** Keeps what leaked into the heap alive until here. */
    @Override
    public void close() {
        end.countDown();
        LOG.trace("kept {} {} {}", string.length(), characters.length, bytes.length);
    }
}
