package io.credentialstore.internal.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.credentialstore.internal.json.SecretJson;
import io.credentialstore.secret.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one flat JSON object. Every string is held as a {@link Secret}. On close all of them are wiped, except those
 * that were taken as secrets once {@link #handOver} was called. Not thread-safe.
 */
final class JsonFields implements AutoCloseable {
    private final Map<String, Object> fields = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private JsonFields() {}

    static JsonFields read(byte[] json) throws IOException {
        JsonFields result = new JsonFields();
        try (JsonParser reader = SecretJson.reader(json)) {
            reader.nextToken();
            while (reader.nextToken() == JsonToken.FIELD_NAME) {
                String name = reader.currentName();
                result.put(name, reader.nextToken(), reader);
            }
            return result;
        } catch (IOException | RuntimeException e) {
            result.close();
            throw e;
        }
    }

    private void put(String name, JsonToken token, JsonParser reader) throws IOException {
        switch (token) {
            case VALUE_STRING -> fields.put(name, SecretJson.text(reader));
            case VALUE_NUMBER_INT -> number(name, reader);
            case VALUE_TRUE, VALUE_FALSE -> fields.put(name, token == JsonToken.VALUE_TRUE);
            case START_ARRAY -> list(name, reader);
            default -> reader.skipChildren();
        }
    }

    /** A number that no field of this version could hold belongs to a field of a later one. */
    private void number(String name, JsonParser reader) throws IOException {
        if (reader.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            fields.put(name, reader.getLongValue());
        }
    }

    /** The strings of a list; what else may stand in a list of a later version is passed over. */
    private void list(String name, JsonParser reader) throws IOException {
        List<Secret> list = new ArrayList<>();
        fields.put(name, list);
        for (JsonToken token = reader.nextToken(); token != JsonToken.END_ARRAY; token = reader.nextToken()) {
            if (token == JsonToken.VALUE_STRING) {
                list.add(SecretJson.text(reader));
            } else {
                reader.skipChildren();
            }
        }
    }

    /** Takes the secret: after {@link #handOver} the caller closes it. */
    Secret secret(String name) {
        return Objects.requireNonNull(optionalSecret(name), name);
    }

    /** As {@link #secret}, for a field that may be absent. */
    @Nullable
    Secret optionalSecret(String name) {
        taken.add(name);
        return (Secret) fields.get(name);
    }

    /** Leaves what was taken to its taker, once the value that holds it was made. */
    void handOver() {
        fields.keySet().removeAll(taken);
    }

    String text(String name) {
        return optionalText(name).orElseThrow();
    }

    Optional<String> optionalText(String name) {
        return Optional.ofNullable((Secret) fields.get(name)).map(JsonFields::string);
    }

    long number(String name) {
        return (Long) Objects.requireNonNull(fields.get(name), name);
    }

    boolean flag(String name) {
        return (Boolean) Objects.requireNonNull(fields.get(name), name);
    }

    List<String> texts(String name) {
        if (fields.get(name) instanceof List<?> list) {
            return list.stream().map(item -> string((Secret) item)).toList();
        }
        return List.of();
    }

    private static String string(Secret secret) {
        return secret.use(String::new);
    }

    @Override
    public void close() {
        fields.values().forEach(JsonFields::wipe);
        fields.clear();
    }

    private static void wipe(Object field) {
        if (field instanceof Secret secret) {
            secret.close();
        } else if (field instanceof List<?> list) {
            list.forEach(JsonFields::wipe);
        }
    }
}
