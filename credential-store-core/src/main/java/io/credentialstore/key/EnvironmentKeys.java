package io.credentialstore.key;

import io.credentialstore.error.MasterKeyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys from environment variables. A variable that is set but empty counts as not set. */
final class EnvironmentKeys implements MasterKeyProvider {
    // transient: serializers that read fields pass over it
    private final transient Map<String, String> environment;

    EnvironmentKeys(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Optional<KeyRing> load() {
        Optional<MasterKey> previous = read(VARIABLE_PREVIOUS);
        Optional<MasterKey> current;
        try {
            current = read(VARIABLE);
        } catch (MasterKeyException e) {
            previous.ifPresent(MasterKey::close);
            throw e;
        }
        if (current.isEmpty() && previous.isPresent()) {
            previous.get().close();
            throw MasterKeyException.missing(VARIABLE_PREVIOUS + " is set but " + VARIABLE + " is not. Set " + VARIABLE
                    + " to the current key.");
        }
        return current.map(key -> new KeyRing(key, previous.map(List::of).orElse(List.of())));
    }

    private Optional<MasterKey> read(String variable) {
        String hex = environment.get(variable);
        if (hex == null || hex.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MasterKey.ofHex(hex.toCharArray()));
        } catch (MasterKeyException e) {
            throw MasterKeyException.malformed(variable + " cannot be used. " + e.getMessage());
        }
    }

    @Override
    public String describe() {
        return "environment variable " + VARIABLE;
    }
}
