package io.credentialstore.internal.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.credentialstore.error.InternalBugException;
import io.credentialstore.internal.json.SecretJson;
import io.credentialstore.internal.json.WipingOutput;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.BasicAuth;
import io.credentialstore.value.CredentialValue;
import io.credentialstore.value.CustomCredential;
import io.credentialstore.value.DbConnection;
import io.credentialstore.value.OAuthToken;
import io.credentialstore.value.OAuthToken.RefreshEndpoint;
import io.credentialstore.value.SshKey;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value as one flat JSON object of format version 1, padded with spaces to a multiple of {@value #PADDING} bytes so
 * that the ciphertext hides its length. Readers ignore fields they do not know. Stateless.
 */
public final class ValueCodec {
    /** Plaintexts have a multiple of this length, in bytes. */
    public static final int PADDING = 64;

    private ValueCodec() {}

    /** Writes a value. The caller wipes the array. */
    public static byte[] encode(CredentialValue value) {
        try (WipingOutput out = new WipingOutput()) {
            try (JsonGenerator json = SecretJson.writer(out)) {
                json.writeStartObject();
                write(json, value);
                json.writeEndObject();
            }
            return out.paddedTo(PADDING);
        } catch (IOException e) {
            throw new InternalBugException("A value could not be written as JSON", null);
        }
    }

    private static void write(JsonGenerator json, CredentialValue value) throws IOException {
        if (value instanceof ApiKey key) {
            secret(json, "apiKey", key.apiKey());
            secret(json, "apiSecret", key.apiSecret());
        } else if (value instanceof BasicAuth basic) {
            json.writeStringField("username", basic.username());
            secret(json, "password", basic.password());
        } else if (value instanceof DbConnection db) {
            write(json, db);
        } else if (value instanceof OAuthToken token) {
            write(json, token);
        } else if (value instanceof SshKey key) {
            secret(json, "privateKey", key.privateKey());
            secret(json, "passphrase", key.passphrase());
            text(json, "publicKey", key.publicKey());
        } else if (value instanceof CustomCredential custom) {
            secret(json, "json", custom.json());
        }
    }

    private static void write(JsonGenerator json, DbConnection db) throws IOException {
        json.writeStringField("host", db.host());
        json.writeNumberField("port", db.port());
        json.writeStringField("database", db.database());
        json.writeStringField("username", db.username());
        secret(json, "password", db.password());
        json.writeBooleanField("ssl", db.ssl());
    }

    private static void write(JsonGenerator json, OAuthToken token) throws IOException {
        secret(json, "accessToken", token.accessToken());
        secret(json, "refreshToken", token.refreshToken().orElse(null));
        text(json, "expiresAt", token.expiresAt().map(Timestamps::format).orElse(null));
        text(json, "tokenType", token.tokenType().orElse(null));
        json.writeArrayFieldStart("scopes");
        for (String scope : token.scopes()) {
            json.writeString(scope);
        }
        json.writeEndArray();
        RefreshEndpoint endpoint = token.refreshEndpoint().orElse(null);
        if (endpoint != null) {
            json.writeStringField("tokenEndpoint", endpoint.tokenEndpoint().toString());
            json.writeStringField("clientId", endpoint.clientId());
            secret(json, "clientSecret", endpoint.clientSecret());
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    private static void secret(JsonGenerator json, String name, @Nullable Secret secret) throws IOException {
        if (secret != null) {
            json.writeFieldName(name);
            secret.<JsonGenerator, IOException>useUtf8(utf8 -> {
                json.writeUTF8String(utf8, 0, utf8.length);
                return json;
            });
        }
    }

    /**
     * Reads a value that was authenticated before. The caller wipes the array and closes the value.
     *
     * @throws InternalBugException when the text is not what {@link #encode} writes for this type
     */
    public static CredentialValue decode(CredentialType type, byte[] json) {
        try (JsonFields fields = JsonFields.read(json)) {
            CredentialValue value = decode(type, fields);
            fields.handOver();
            return value;
        } catch (IOException | RuntimeException e) {
            // the cause could quote the value, so it is dropped
            throw new InternalBugException(
                    "A decrypted value of type " + type.code() + " does not have its form", null);
        }
    }

    private static CredentialValue decode(CredentialType type, JsonFields fields) {
        return switch (type) {
            case API_KEY -> new ApiKey(fields.secret("apiKey"), fields.optionalSecret("apiSecret"));
            case BASIC_AUTH -> new BasicAuth(fields.text("username"), fields.secret("password"));
            case DB_CONNECTION ->
                new DbConnection(
                        fields.text("host"),
                        Math.toIntExact(fields.number("port")),
                        fields.text("database"),
                        fields.text("username"),
                        fields.secret("password"),
                        fields.flag("ssl"));
            case OAUTH_TOKEN -> oauth(fields);
            case SSH_KEY ->
                new SshKey(
                        fields.secret("privateKey"),
                        fields.optionalSecret("passphrase"),
                        fields.optionalText("publicKey").orElse(null));
            case CUSTOM -> new CustomCredential(fields.secret("json"));
        };
    }

    private static OAuthToken oauth(JsonFields fields) {
        OAuthToken token = OAuthToken.of(fields.secret("accessToken")).withScopes(List.copyOf(fields.texts("scopes")));
        Secret refresh = fields.optionalSecret("refreshToken");
        token = refresh == null ? token : token.withRefreshToken(refresh);
        Optional<Instant> expiry = fields.optionalText("expiresAt").map(Timestamps::parse);
        token = expiry.isEmpty() ? token : token.withExpiresAt(expiry.get());
        Optional<String> kind = fields.optionalText("tokenType");
        token = kind.isEmpty() ? token : token.withTokenType(kind.get());
        Optional<String> endpoint = fields.optionalText("tokenEndpoint");
        return endpoint.isEmpty()
                ? token
                : token.withRefreshEndpoint(new RefreshEndpoint(
                        URI.create(endpoint.get()), fields.text("clientId"), fields.optionalSecret("clientSecret")));
    }
}
