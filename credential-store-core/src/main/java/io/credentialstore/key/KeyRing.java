package io.credentialstore.key;

import io.credentialstore.internal.check.Checks;
import java.util.List;

/**
 * The master keys that a host holds: the current one, and older ones for the time of a roll-out. A store that only an
 * older key opens gets a slot for the current key as well, so that both work until the older one is removed.
 *
 * @param current the key to open with
 * @param previous keys to fall back to, newest first
 */
public record KeyRing(MasterKey current, List<MasterKey> previous) implements AutoCloseable {
    /** Copies the list. */
    public KeyRing {
        Checks.notNull("current", current);
        previous = List.copyOf(previous);
    }

    /**
     * One key alone.
     *
     * @param current the key
     * @return the ring
     */
    public static KeyRing of(MasterKey current) {
        return new KeyRing(current, List.of());
    }

    /** Closes every key on the ring. */
    @Override
    public void close() {
        current.close();
        previous.forEach(MasterKey::close);
    }
}
