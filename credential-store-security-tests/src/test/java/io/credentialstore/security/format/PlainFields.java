package io.credentialstore.security.format;

import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.CustomCredential;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import io.credentialstore.value.SshKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as the table in section 4 of docs/FORMAT.md lists its fields; what is absent is left out. For fakes only. */
final class PlainFields {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private PlainFields() {}

    static Map<String, Object> of(CredentialValue value) {
        PlainFields plain = new PlainFields();
        if (value instanceof ApiKey key) {
            plain.put("apiKey", key.apiKey()).put("apiSecret", key.apiSecret());
        } else if (value instanceof BasicAuth login) {
            plain.put("username", login.username()).put("password", login.password());
        } else if (value instanceof DbConnection database) {
            plain.put(database);
        } else if (value instanceof SshKey key) {
            plain.put("privateKey", key.privateKey())
                    .put("passphrase", key.passphrase())
                    .put("publicKey", key.publicKey());
        } else if (value instanceof OAuthToken token) {
            plain.put(token);
        } else if (value instanceof CustomCredential custom) {
            plain.put("json", custom.json());
        }
        return plain.fields;
    }

    private void put(DbConnection database) {
        put("host", database.host()).put("port", database.port()).put("database", database.database());
        put("username", database.username())
                .put("password", database.password())
                .put("ssl", database.ssl());
    }

    private void put(OAuthToken token) {
        put("accessToken", token.accessToken()).put("scopes", token.scopes());
        token.refreshToken().ifPresent(refresh -> put("refreshToken", refresh));
        token.expiresAt().ifPresent(end -> put("expiresAt", end));
        token.tokenType().ifPresent(type -> put("tokenType", type));
        token.refreshEndpoint()
                .ifPresent(endpoint -> put(
                                "tokenEndpoint", endpoint.tokenEndpoint().toString())
                        .put("clientId", endpoint.clientId())
                        .put("clientSecret", endpoint.clientSecret()));
    }

    private PlainFields put(String name, @Nullable Object part) {
        if (part instanceof Secret secret) {
            fields.put(name, secret.use(String::new));
        } else if (part instanceof Instant time) {
            fields.put(name, TIME.format(time));
        } else if (part != null) {
            fields.put(name, part);
        }
        return this;
    }
}
