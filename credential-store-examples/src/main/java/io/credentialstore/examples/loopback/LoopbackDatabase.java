package io.credentialstore.examples.loopback;

import io.credentialstore.secret.Secret;
import io.credentialstore.value.DbConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/** Somebody else's database: an H2 server with one table and one user who must log in over the network. */
public final class LoopbackDatabase implements AutoCloseable {
    /** The role that logs in. */
    public static final String USER = "APP_USER";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    static {
        // H2 reads it once, when its classes load; without it the server would listen on every interface
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    private final Server server;
    private final Connection administrator;
    private final String name;

    private LoopbackDatabase(Server server, Connection administrator, String name) {
        this.server = server;
        this.administrator = administrator;
        this.name = name;
    }

    /**
     * Starts on a free port.
     *
     * @param password what {@link #USER} logs in with
     * @return the database, which the caller closes
     * @throws SQLException when it cannot listen
     */
    public static LoopbackDatabase start(Secret password) throws SQLException {
        String name = "mem:orders_" + COUNTER.incrementAndGet();
        Connection administrator = DriverManager.getConnection("jdbc:h2:" + name, "sa", "");
        try (Statement statement = administrator.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, total INT)");
            statement.execute("INSERT INTO orders VALUES (1, 120), (2, 80), (3, 42)");
        }
        password(administrator, "CREATE USER " + USER + " PASSWORD ?", password);
        try (Statement statement = administrator.createStatement()) {
            statement.execute("GRANT SELECT ON orders TO " + USER);
        }
        Server server = Server.createTcpServer("-tcpPort", "0").start();
        return new LoopbackDatabase(server, administrator, name);
    }

    /**
     * From now on the user logs in with this and nothing else.
     *
     * @param password the new password
     * @throws SQLException when the database refuses
     */
    public void accept(Secret password) throws SQLException {
        password(administrator, "ALTER USER " + USER + " SET PASSWORD ?", password);
    }

    private static void password(Connection administrator, String sql, Secret password) throws SQLException {
        try (PreparedStatement statement = administrator.prepareStatement(sql)) {
            password.use(text -> {
                statement.setString(1, new String(text));
                return statement.execute();
            });
        }
    }

    /**
     * What to store, so that somebody may log in.
     *
     * @param password the password to log in with, right or wrong; it becomes part of the value
     * @return where the database is, with its user and that password
     */
    public DbConnection login(Secret password) {
        return new DbConnection("127.0.0.1", server.getPort(), name, USER, password, false);
    }

    /**
     * Makes an H2 URL, without user and password.
     *
     * @param target where the database is
     * @return the URL
     */
    public static String url(DbConnection target) {
        return "jdbc:h2:" + (target.ssl() ? "ssl" : "tcp") + "://" + target.host() + ":" + target.port() + "/"
                + target.database();
    }

    /** Stops listening and forgets everything. */
    @Override
    public void close() throws SQLException {
        server.stop();
        administrator.close();
    }
}
