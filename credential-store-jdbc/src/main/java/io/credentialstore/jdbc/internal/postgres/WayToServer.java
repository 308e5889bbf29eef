package io.credentialstore.jdbc.internal.postgres;

import io.credentialstore.error.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a server is reached, as the driver's URL tells. Left to itself, PostgreSQL's driver talks to another machine in the
 * clear, or to whoever claims to be the server; so that is never left to it. Stateless.
 */
final class WayToServer {
    private static final Logger LOG = LoggerFactory.getLogger(WayToServer.class);

    private static final String VERIFIED = "verify-full";

    /** Nothing else is judged: another driver has its own words for this. */
    private static final Pattern HOSTS = Pattern.compile("jdbc:postgresql://([^/?]*).*");

    /** No names are looked up: the answer could be another one when the driver asks. */
    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])?(:\\d*)?");

    private static final Pattern MODE = Pattern.compile("[?&]sslmode=([^&]*)");
    private static final Pattern SSL = Pattern.compile("[?&]ssl(=true|=)?(&.*)?$");

    private WayToServer() {}

    /**
     * Accepts a server on this machine, one that is verified, and one of which the caller says by another {@code sslmode}
     * that this is not wanted; the last with a warning.
     *
     * @throws InvalidInputException when the server is another machine and nothing is said
     */
    static void require(Connection connection) throws SQLException {
        require(connection.getMetaData().getURL());
    }

    static void require(@Nullable String url) {
        hosts(url).filter(hosts -> !isThisMachine(hosts)).ifPresent(hosts -> requireMode(hosts, mode(url)));
    }

    private static Optional<String> hosts(@Nullable String url) {
        Matcher known = HOSTS.matcher(url == null ? "" : url);
        return known.matches() ? Optional.of(known.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static boolean isThisMachine(String hosts) {
        return Arrays.stream(hosts.split(",", -1))
                .allMatch(host -> THIS_MACHINE.matcher(host).matches());
    }

    /** As the driver reads it: {@code ssl} alone asks for all there is. */
    private static String mode(@Nullable String url) {
        Matcher mode = MODE.matcher(String.valueOf(url));
        if (mode.find()) {
            return mode.group(1);
        }
        return SSL.matcher(String.valueOf(url)).find() ? VERIFIED : "";
    }

    private static void requireMode(String hosts, String mode) {
        if (mode.isEmpty()) {
            throw new InvalidInputException(
                    "sslmode",
                    "is not set in the data source, and the server is on another machine (" + hosts
                            + "). Set it to verify-full, or to what protects the connection where something else does");
        }
        if (!mode.equals(VERIFIED)) {
            LOG.warn("The connection to {} has sslmode {}: nobody verifies that it is this server.", hosts, mode);
        }
    }
}
