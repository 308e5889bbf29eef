package io.credentialstore.jdbc.internal.repository;

import io.credentialstore.model.Bytes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * A statement that writes rows without Jdbi in between, which takes longer to set one up than SQLite to run it. For the
 * statements of every retrieval; all others are Jdbi's. Thread-safe.
 */
final class DirectWrite {
    private static final Pattern PARAMETER = Pattern.compile(":([a-zA-Z]+)");

    private final String sql;
    private final List<String> names;

    /** With parameters that bear the names of the rows' methods, as in {@code :rowMac}. */
    DirectWrite(String sql) {
        this.sql = PARAMETER.matcher(sql).replaceAll("?");
        this.names =
                PARAMETER.matcher(sql).results().map(found -> found.group(1)).toList();
    }

    String sql() {
        return sql;
    }

    /** Runs once for each row. */
    void run(Handle handle, List<?> rows) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            for (Object row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    /** Runs once; says how many rows of the table it changed. */
    int run(Handle handle, Object row) {
        try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
            bind(statement, row);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    private void bind(PreparedStatement statement, Object row) throws SQLException {
        for (int i = 0; i < names.size(); i++) {
            Object value = BindRow.Row.value(row, names.get(i));
            statement.setObject(i + 1, value instanceof Bytes bytes ? bytes.toArray() : value);
        }
    }

    /** What the driver threw, as Jdbi would pass it on. */
    private static final class Failure extends JdbiException {
        private static final long serialVersionUID = 1L;

        Failure(SQLException cause) {
            super(cause);
        }
    }
}
