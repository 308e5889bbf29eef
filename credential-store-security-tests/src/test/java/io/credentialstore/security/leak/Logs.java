package io.credentialstore.security.leak;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Every logger of the process at its most talkative, all of it written down with whatever hangs on an event. */
final class Logs {
    private Logs() {}

    static void writeAll(Path root) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        Everything appender = new Everything(root);
        appender.setContext(context);
        appender.start();
        Logger logger = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        logger.setLevel(Level.TRACE);
        logger.addAppender(appender);
        writeJavaUtilLogging(root);
    }

    private static void writeJavaUtilLogging(Path root) {
        LogManager.getLogManager().reset();
        java.util.logging.Logger logger = LogManager.getLogManager().getLogger("");
        logger.setLevel(java.util.logging.Level.ALL);
        logger.addHandler(new JavaUtilLogging(root));
    }

    private static final class Everything extends AppenderBase<ILoggingEvent> {
        private final Path root;

        Everything(Path root) {
            this.root = root;
        }

        @Override
        protected void append(ILoggingEvent event) {
            String line = String.join(
                    " ",
                    event.getThreadName(),
                    event.getLevel().toString(),
                    event.getLoggerName(),
                    event.getMessage(),
                    event.getFormattedMessage(),
                    Arrays.deepToString(event.getArgumentArray()),
                    event.getMDCPropertyMap().toString(),
                    String.valueOf(event.getKeyValuePairs()),
                    String.valueOf(event.getMarkerList()));
            Place.LOGS.append(root, "slf4j", line);
            if (event.getThrowableProxy() != null) {
                Place.LOGS.append(root, "slf4j", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    }

    private static final class JavaUtilLogging extends Handler {
        private final Path root;

        JavaUtilLogging(Path root) {
            this.root = root;
            setLevel(java.util.logging.Level.ALL);
            setFormatter(new SimpleFormatter());
        }

        @Override
        public void publish(LogRecord event) {
            Place.LOGS.append(root, "jul", getFormatter().format(event) + Arrays.deepToString(event.getParameters()));
        }

        @Override
        public void flush() {
            // each event is written at once
        }

        @Override
        public void close() {
            // nothing is kept open
        }
    }
}
