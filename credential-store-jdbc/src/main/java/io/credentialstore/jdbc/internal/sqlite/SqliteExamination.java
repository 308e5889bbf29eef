package io.credentialstore.jdbc.internal.sqlite;

import io.credentialstore.jdbc.internal.schema.SchemaHistory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** SQLite's own checks of a file, and ours of its tables. Names rows by number, never by what is in them. */
final class SqliteExamination {
    private final Connection connection;
    private final List<String> problems = new ArrayList<>();

    private SqliteExamination(Connection connection) {
        this.connection = connection;
    }

    /** Looks at everything, within a transaction that reads. */
    static List<String> of(Connection connection) throws SQLException {
        SqliteExamination examination = new SqliteExamination(connection);
        examination.check("PRAGMA integrity_check", row -> "SQLite's integrity check: " + row.getString(1) + ".");
        examination.problems.remove("SQLite's integrity check: ok.");
        examination.check(
                "PRAGMA foreign_key_check",
                row -> "Row " + row.getLong(2) + " of " + row.getString(1) + " refers to a row of " + row.getString(3)
                        + " that does not exist.");
        if (!SqliteSchema.isExpected(connection, SqliteSchema.VERSION)) {
            examination.problems.add("The tables, indexes, views or triggers are not what was made.");
        }
        if (!SqliteSchema.isHistoryExpected(connection, SqliteSchema.VERSION)) {
            examination.problems.add(SchemaHistory.TABLE + " is not what the migrations wrote.");
        }
        return examination.problems;
    }

    private interface Sentence {
        String about(ResultSet row) throws SQLException;
    }

    private void check(String pragma, Sentence sentence) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(pragma)) {
            while (row.next()) {
                problems.add(sentence.about(row));
            }
        } catch (SQLException e) {
            if (!SqliteFailures.isDamage(e)) {
                throw e;
            }
            problems.add("The file is damaged: " + pragma + " could not be carried out.");
        }
    }
}
