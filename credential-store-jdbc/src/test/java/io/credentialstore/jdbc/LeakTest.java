package io.credentialstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import io.credentialstore.audit.AuditQuery;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StorageTransaction;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredPolicy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What is bound to a statement is nobody else's business: not in messages, not in logs, not in recordings. */
class LeakTest extends OneStorage {
    private static final String MARKER = "mArKeR";

    private static final Bytes MARKED = Bytes.of(MARKER.getBytes(StandardCharsets.UTF_8));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private Level before;
    private Appender<ILoggingEvent> console;

    @Override
    @BeforeEach
    void open() {
        before = root.getLevel();
        console = root.getAppender("console");
        root.detachAppender(console);
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
        super.open();
    }

    @Override
    @AfterEach
    void close() {
        super.close();
        root.detachAppender(log);
        root.addAppender(console);
        root.setLevel(before);
    }

    private static StoredCredential credential(String id) {
        StoredCredential row = Rows.credential(id, MARKER);
        return new StoredCredential(
                row.id(),
                MARKER,
                row.type(),
                row.service(),
                row.environment(),
                row.status(),
                row.metadata(),
                row.currentVersion(),
                row.expiresAt(),
                row.createdAt(),
                row.updatedAt(),
                row.lastRotatedAt(),
                row.rowVersion(),
                row.bucket(),
                MARKED,
                row.versionDigest(),
                row.macKeyId(),
                row.rowMac());
    }

    private static StoredPolicy policy(String level) {
        StoredPolicy row = Rows.policy(MARKER, MARKER, MARKER);
        return new StoredPolicy(
                row.id(),
                row.credentialId(),
                row.entityId(),
                row.entityType(),
                level,
                MARKER,
                MARKER,
                MARKER,
                MARKER,
                row.maxUses(),
                MARKER,
                MARKED);
    }

    private static StoredAuditEntry entry(String userId) {
        StoredAuditEntry row = Rows.entry(1);
        return new StoredAuditEntry(
                row.seq(),
                MARKER,
                MARKER,
                MARKER,
                row.entityType(),
                userId,
                MARKER,
                2,
                MARKER,
                MARKER,
                MARKER,
                MARKER,
                MARKER,
                MARKER,
                MARKER,
                row.version(),
                row.rowVersion(),
                MARKER,
                MARKED,
                MARKED);
    }

    static Stream<Consumer<StorageTransaction>> failures() {
        return Stream.of(
                tx -> tx.credentials().insert(credential(MARKER)),
                tx -> {
                    tx.credentials().insert(Rows.credential(Rows.id(1), MARKER));
                    tx.credentials().insert(Rows.credential(Rows.id(2), MARKER));
                },
                tx -> tx.policies().insert(policy(MARKER)),
                tx -> tx.policies().insert(policy("read")),
                tx -> tx.audit().append(entry(MARKER)),
                tx -> tx.audit().append(entry(MARKER.repeat(1_000_000))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void no_failure_tells_what_was_bound(Consumer<StorageTransaction> failing) {
        Throwable failure = catchThrowable(() -> storage.write(tx -> {
            failing.accept(tx);
            return true;
        }));
        assertThat(failure).isNotNull();
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString()).doesNotContain(MARKER);
        assertNothingLogged();
    }

    @Test
    void no_log_tells_what_was_bound_when_all_goes_well() {
        writeAndRead();
        assertNothingLogged();
    }

    private void assertNothingLogged() {
        assertThat(log.list).isNotEmpty();
        assertThat(List.copyOf(log.list))
                .noneMatch(event -> event.getFormattedMessage().contains(MARKER));
    }

    private void writeAndRead() {
        storage.write(tx -> {
            tx.credentials().insert(Rows.credential(Rows.id(1), MARKER));
            return tx.credentials().findByName(MARKER, "production").orElseThrow();
        });
        storage.read(tx -> tx.audit().find(AuditQuery.all().withUser(MARKER)));
    }

    @Test
    void no_flight_recording_tells_what_was_bound() throws Exception {
        Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdbi.statement").withThreshold(java.time.Duration.ZERO);
            recording.start();
            writeAndRead();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        assertThat(events).isNotEmpty();
        assertThat(events).noneMatch(event -> event.toString().contains(MARKER));
    }
}
