package io.credentialstore.placeholder.core;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.slf4j.LoggerFactory;

/** Touches each dependency of this module once. */
public final class Placeholder {

    private Placeholder() {}

    /**
     * Names this module.
     *
     * @return the name, in JSON
     */
    public static String name() {
        LoggerFactory.getLogger(Placeholder.class).debug("Argon2 type {}", Argon2Parameters.ARGON2_id);
        try {
            return new ObjectMapper().writeValueAsString(new Named("core"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Named(@JsonProperty("name") String name) {}
}
