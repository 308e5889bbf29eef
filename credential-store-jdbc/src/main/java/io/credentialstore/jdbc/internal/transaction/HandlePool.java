package io.credentialstore.jdbc.internal.transaction;

import com.zaxxer.hikari.HikariDataSource;
import io.credentialstore.jdbc.internal.repository.Repositories;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Pooled connections, each with a handle and repositories that stay as long as it does. Thread-safe; owns the pool. */
final class HandlePool {
    private final HikariDataSource pool;
    private final Guard guard;
    private final Map<Connection, JdbiTransaction> kept = new ConcurrentHashMap<>();

    HandlePool(HikariDataSource pool, Guard guard) {
        this.pool = pool;
        this.guard = guard;
    }

    /** A connection that is lent to one transaction. */
    final class Lent {
        private final Connection proxy;
        private final Connection connection;
        private final JdbiTransaction tables;

        private Lent(Connection proxy) throws SQLException {
            this.proxy = proxy;
            this.connection = proxy.unwrap(Connection.class);
            this.tables = kept.computeIfAbsent(connection, own -> new JdbiTransaction(Repositories.on(own, guard)));
        }

        JdbiTransaction tables() {
            return tables;
        }

        /** The connection itself: nothing between it and its statements. */
        Connection connection() {
            return connection;
        }

        void giveBack() throws SQLException {
            proxy.close();
        }

        /** Closes the connection: nobody may use it again. */
        void throwAway() {
            kept.remove(connection);
            pool.evictConnection(proxy);
        }
    }

    /** Takes a connection out of the pool. */
    Lent lend() throws SQLException {
        Connection proxy = pool.getConnection();
        try {
            return new Lent(proxy);
        } catch (SQLException | RuntimeException | Error e) {
            pool.evictConnection(proxy);
            throw e;
        }
    }

    void close() {
        pool.close();
        kept.clear();
    }
}
