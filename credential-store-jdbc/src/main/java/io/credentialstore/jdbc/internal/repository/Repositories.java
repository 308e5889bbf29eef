package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.model.Bytes;
import io.credentialstore.spi.AccessCount;
import io.credentialstore.spi.RowSeal;
import io.credentialstore.spi.StoredAuditEntry;
import io.credentialstore.spi.StoredCredential;
import io.credentialstore.spi.StoredDigest;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredPolicy;
import io.credentialstore.spi.StoredState;
import io.credentialstore.spi.StoredVersion;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Types;
import java.util.Objects;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jdbi.v3.core.extension.ExtensionHandler;
import org.jdbi.v3.core.extension.ExtensionHandlerCustomizer;
import org.jdbi.v3.core.extension.Extensions;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/**
 * The one place in which Jdbi is configured, once for the process: what it learns about the repositories takes longer than a
 * query, and it need not learn that again for every store or connection. Thread-safe.
 */
public final class Repositories {
    /** Of flight recordings, to which Jdbi adds what was bound. With less than two it fails as soon as one is made. */
    private static final int NOTHING_IN_RECORDINGS = 2;

    private static final Jdbi JDBI = configured();

    private static @Nullable Connection next;

    private Repositories() {}

    /**
     * A handle that can attach the repositories. Its messages hold no bound value.
     *
     * @param connection what it runs on, and is closed with
     * @param around runs around every call of a repository
     * @return for the life of the connection
     */
    public static synchronized Handle on(Connection connection, ExtensionHandlerCustomizer around) {
        next = connection;
        try {
            Handle handle = JDBI.open();
            handle.getConfig(Around.class).customizer = around;
            return handle;
        } finally {
            next = null;
        }
    }

    /** What runs around the calls of one handle. */
    public static final class Around implements JdbiConfig<Around> {
        private ExtensionHandlerCustomizer customizer = (method, repository, declared) -> method;

        /** For Jdbi. */
        public Around() {}

        @Override
        public Around createCopy() {
            Around copy = new Around();
            copy.customizer = customizer;
            return copy;
        }

        private static ExtensionHandler customize(ExtensionHandler method, Class<?> repository, Method declared) {
            return (config, target) -> config.get(Around.class)
                    .customizer
                    .customize(method, repository, declared)
                    .attachTo(config, target);
        }
    }

    private static Jdbi configured() {
        Jdbi jdbi = Jdbi.create((ConnectionFactory) () -> Objects.requireNonNull(next))
                .installPlugin(new SqlObjectPlugin());
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class)
                .setIncludeBindingsInTelemetry(false)
                .setJfrParamMaxLength(NOTHING_IN_RECORDINGS);
        jdbi.getConfig(Extensions.class).registerHandlerCustomizer(Around::customize);
        jdbi.registerArgument(new BytesArgument());
        mapRows(
                jdbi,
                StoredState.class,
                StoredKeySlot.class,
                StoredKey.class,
                StoredCredential.class,
                StoredDigest.class,
                StoredVersion.class,
                StoredPolicy.class,
                StoredAuditEntry.class,
                RowSeal.class,
                AccessCount.class);
        return jdbi;
    }

    @SafeVarargs
    private static void mapRows(Jdbi jdbi, Class<? extends Record>... records) {
        for (Class<? extends Record> record : records) {
            jdbi.registerRowMapper(record, new RecordMapper<>(record));
        }
    }

    private static final class BytesArgument extends AbstractArgumentFactory<Bytes> {
        BytesArgument() {
            super(Types.BLOB);
        }

        @Override
        protected Argument build(Bytes value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setBytes(position, value.toArray());
        }
    }
}
