package io.credentialstore.jdbc.internal.transaction;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Makes connection pools: nothing expires, and threads tell neither path nor secret. */
public final class Pools {
    private Pools() {}

    /**
     * The only connection that writes, made at once.
     *
     * @param connections where it comes from
     * @param wait how long a writer waits for its turn
     * @return the pool; the caller closes it
     * @throws SQLException when there is none to be had
     */
    public static HikariDataSource writer(DataSource connections, Duration wait) throws SQLException {
        HikariConfig config = config("credential-store-writer", connections, wait);
        config.setMaximumPoolSize(1);
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            SQLException cause = SqlCauses.of(e);
            throw cause == null ? new SQLException("The pool got no connection", e) : cause;
        }
    }

    /**
     * Connections that read, made when they are first needed.
     *
     * @param connections where they come from
     * @param wait how long a reader waits for one
     * @param size at most so many
     * @return the pool; the caller closes it
     */
    public static HikariDataSource readers(DataSource connections, Duration wait, int size) {
        HikariConfig config = config("credential-store-reader", connections, wait);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static HikariConfig config(String name, DataSource connections, Duration wait) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(connections);
        config.setConnectionTimeout(wait.toMillis());
        config.setMaxLifetime(0);
        return config;
    }
}
