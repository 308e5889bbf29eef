package io.credentialstore.key;

import io.credentialstore.error.MasterKeyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place where master keys come from.
 *
 * <p>Implementations are stateless or thread-safe. A source that holds nothing answers with an empty result; one that
 * holds something unusable throws, so that a broken key is never passed over in favour of the next source.
 */
public interface MasterKeyProvider {
    /** The environment variable of the current key: 64 hexadecimal digits. */
    String VARIABLE = "MASTER_ENCRYPTION_KEY";

    /** The environment variable of the key before it, during a roll-out. */
    String VARIABLE_PREVIOUS = "MASTER_ENCRYPTION_KEY_PREVIOUS";

    /**
     * Looks for keys.
     *
     * @return the keys, which the caller closes; empty when this source holds none
     * @throws MasterKeyException when it holds something that is not a usable key
     */
    Optional<KeyRing> load();

    /**
     * Says where this looks, for error messages.
     *
     * @return such as {@code environment variable MASTER_ENCRYPTION_KEY}; never part of a key
     */
    String describe();

    /**
     * The process environment: {@value #VARIABLE} and, during a roll-out, {@value #VARIABLE_PREVIOUS}.
     *
     * @return the provider
     */
    static MasterKeyProvider fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    /**
     * An environment given as a map.
     *
     * @param environment the variables
     * @return the provider
     */
    static MasterKeyProvider fromEnvironment(Map<String, String> environment) {
        return new EnvironmentKeys(environment);
    }

    /**
     * A file of 64 hexadecimal digits that only its owner may read (mode 0600 or 0400 on POSIX systems).
     *
     * @param file the file
     * @return the provider; it finds nothing when the file does not exist
     */
    static MasterKeyProvider fromFile(Path file) {
        return new FileKeys(file);
    }

    /**
     * Keys that the host already holds. Each {@link #load} hands out copies; the host closes its own ring.
     *
     * @param ring the keys
     * @return the provider
     */
    static MasterKeyProvider of(KeyRing ring) {
        return new GivenKeys(ring);
    }

    /**
     * One key that the host already holds and closes itself.
     *
     * @param key the key
     * @return the provider
     */
    static MasterKeyProvider of(MasterKey key) {
        return of(KeyRing.of(key));
    }

    /**
     * The first source that holds a key. When none does, opening fails with the list of what was tried.
     *
     * @param sources the sources, in order
     * @return the provider
     */
    static MasterKeyProvider firstOf(MasterKeyProvider... sources) {
        return new ProviderChain(List.of(sources));
    }
}
