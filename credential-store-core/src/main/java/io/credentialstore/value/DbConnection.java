package io.credentialstore.value;

import io.credentialstore.error.InvalidInputException;
import io.credentialstore.internal.check.Checks;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import java.util.regex.Pattern;

/**
 * Where a database is and how to log in.
 *
 * @param host a host name, IPv4 address or bracketed IPv6 address, 1 to 253 characters
 * @param port 1 to 65535
 * @param database its name, 1 to 512 characters
 * @param username the role that logs in, 1 to 512 characters
 * @param password may be empty where the server needs none
 * @param ssl whether the connection must be encrypted
 */
public record DbConnection(String host, int port, String database, String username, Secret password, boolean ssl)
        implements CredentialValue {
    private static final int MAX_HOST = 253;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");

    /**
     * Checks the parts.
     *
     * @throws InvalidInputException when one breaks its rule
     */
    public DbConnection {
        Checks.text("host", host, MAX_HOST);
        if (!HOST.matcher(host).matches()) {
            throw new InvalidInputException(
                    "host", "must be a host name, an IPv4 address or an IPv6 address in brackets");
        }
        Checks.range("port", port, 1, 65_535);
        Checks.text("database", database);
        Checks.text("username", username);
        Checks.notNull("password", password);
    }

    @Override
    public CredentialType type() {
        return CredentialType.DB_CONNECTION;
    }

    @Override
    public void close() {
        password.close();
    }

    @Override
    public String toString() {
        return "DbConnection[redacted]";
    }
}
