package io.credentialstore.examples.executor;

import io.credentialstore.RetrievedCredential;
import io.credentialstore.examples.executor.ExecutorException.Reason;
import io.credentialstore.model.Credential;
import io.credentialstore.model.CredentialType;
import io.credentialstore.value.DbConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tool {@code jdbc_query}: input {@code sql} and if wanted {@code parameters}; output {@code rows}.
 *
 * <p>User and password are passed as properties and never in the URL, because drivers repeat URLs in their exceptions.
 * {@link DriverManager} takes them as {@code String}, which cannot be wiped: the properties are cleared at once.
 */
public final class JdbcTool implements Tool {
    /** Most rows in one answer. */
    public static final int MAX_ROWS = 1_000;

    private final Function<DbConnection, String> url;

    /**
     * For one kind of database.
     *
     * @param url makes the JDBC URL from host, port, database and ssl, without user and password
     */
    public JdbcTool(Function<DbConnection, String> url) {
        this.url = url;
    }

    @Override
    public String id() {
        return "jdbc_query";
    }

    @Override
    public void requireUsable(Credential credential, Map<String, Object> input) {
        if (credential.type() != CredentialType.DB_CONNECTION) {
            throw new ExecutorException(
                    Reason.NOT_USABLE_HERE,
                    "The credential " + credential.name() + " is of type "
                            + credential.type().code() + "; jdbc_query needs a db_connection.");
        }
    }

    @Override
    public Map<String, Object> execute(Map<String, Object> input, @Nullable RetrievedCredential credential) {
        if (credential == null) {
            throw new ExecutorException(Reason.INVALID_INPUT, "jdbc_query needs a call that names a credential.");
        }
        Arguments arguments = new Arguments(input);
        String sql = arguments.text("sql");
        try (Connection connection = connect(credential.value(DbConnection.class));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            int index = 1;
            for (Object parameter : arguments.list("parameters")) {
                statement.setObject(index++, parameter);
            }
            statement.setMaxRows(MAX_ROWS);
            try (ResultSet rows = statement.executeQuery()) {
                return Map.of("rows", rows(rows));
            }
        } catch (SQLException e) {
            throw new ExecutorException(
                    Reason.TOOL_FAILED,
                    "The database refused the query with " + credential.name() + ": SQLState " + e.getSQLState() + ".");
        }
    }

    private Connection connect(DbConnection target) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", target.username());
        try {
            target.password().use(password -> login.setProperty("password", new String(password)));
            return DriverManager.getConnection(url.apply(target), login);
        } finally {
            login.clear();
        }
    }

    private static List<Map<String, @Nullable Object>> rows(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<Map<String, @Nullable Object>> result = new ArrayList<>();
        while (rows.next()) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), rows.getObject(i));
            }
            result.add(row);
        }
        return result;
    }
}
