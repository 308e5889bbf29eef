package io.credentialstore;

import io.credentialstore.error.TamperedException;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.RowSeal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a change wrote to one table, held against what is found there before it is sealed. Whoever can write the file can let
 * its indexes differ: a row that one of them hides from its removal, and another one shows, would be sealed anew, and a grant
 * would outlive its revocation. Not thread-safe.
 */
final class Written {
    private final String table;
    private final Map<String, @Nullable Bytes> macs = new HashMap<>();

    Written(String table) {
        this.table = table;
    }

    Written put(String key, Bytes mac) {
        macs.put(key, mac);
        return this;
    }

    Written removed(String key) {
        macs.put(key, null);
        return this;
    }

    /**
     * Gives back what was found.
     *
     * @throws TamperedException when a row is there that was removed, is not there as it was written, or is there twice
     */
    List<RowSeal> requireIn(List<RowSeal> found) {
        Map<String, Bytes> there = new HashMap<>();
        for (RowSeal seal : found) {
            require(there.put(seal.key(), seal.mac()) == null, seal.key());
        }
        macs.forEach((key, mac) -> require(Objects.equals(mac, there.get(key)), key));
        return found;
    }

    private void require(boolean asWritten, String key) {
        if (!asWritten) {
            throw new TamperedException(table, key, "it is not found as it was just written, or not just removed");
        }
    }
}
