package io.credentialstore.placeholder.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

/** Touches each dependency of this module once. */
public final class Placeholder {

    private Placeholder() {}

    /**
     * Opens a database in memory.
     *
     * @return the version of SQLite
     */
    public static String sqliteVersion() {
        LoggerFactory.getLogger(Placeholder.class).warn("{}", io.credentialstore.placeholder.core.Placeholder.name());
        SQLiteDataSource sqlite = new SQLiteDataSource();
        sqlite.setUrl("jdbc:sqlite::memory:");
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(sqlite);
            pool.setMaximumPoolSize(1);
            Flyway.configure().dataSource(pool).load().migrate();
            return Jdbi.create(pool)
                    .installPlugin(new SqlObjectPlugin())
                    .withHandle(handle -> handle.createQuery("select sqlite_version()")
                            .mapTo(String.class)
                            .one());
        }
    }
}
