package io.credentialstore.jdbc.internal.schema;

import io.credentialstore.error.InternalBugException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A schema as one value, to be compared with that of the tables that the migrations make. */
public final class SchemaDigest {
    private SchemaDigest() {}

    /**
     * SHA-256 over everything that a query tells, each part with its length before it.
     *
     * @param connection within a transaction
     * @param query the schema's parts, always in the same order
     * @return in hexadecimal digits
     * @throws SQLException when the query fails
     */
    public static String of(Connection connection, String query) throws SQLException {
        MessageDigest sha = sha256();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    update(sha, row.getString(column));
                }
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static void update(MessageDigest sha, @Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256", "SUN");
        } catch (GeneralSecurityException e) {
            throw new InternalBugException("SHA-256 of provider SUN is missing", e);
        }
    }
}
