package io.credentialstore.internal.seal;

import io.credentialstore.internal.crypto.CanonicalEncoder;
import io.credentialstore.internal.crypto.Hkdf;
import io.credentialstore.internal.crypto.KeyBytes;

/**
 * One term of data keys: the root key RK[t] and what is expanded from it, one key for each purpose:
 * K_x[t] = HKDF-Expand(RK[t], purpose x, store id, t). Thread-safe; closing wipes all of them.
 */
final class DataKey implements AutoCloseable {
    private final int term;
    private final KeyBytes root;
    private final KeyBytes value;
    private final KeyBytes row;
    private final KeyBytes audit;
    private final KeyBytes state;
    private final KeyBytes signing;

    /** Takes the root key over. */
    DataKey(KeyBytes root, String storeId, int term) {
        this.term = term;
        this.root = root;
        this.value = expand("value", storeId);
        this.row = expand("row", storeId);
        this.audit = expand("audit", storeId);
        this.state = expand("state", storeId);
        this.signing = expand("signing", storeId);
    }

    private KeyBytes expand(String purpose, String storeId) {
        byte[] info =
                CanonicalEncoder.of("key/" + purpose).text(storeId).number(term).toBytes();
        return Hkdf.expand(root, info);
    }

    int term() {
        return term;
    }

    KeyBytes root() {
        return root;
    }

    KeyBytes value() {
        return value;
    }

    KeyBytes row() {
        return row;
    }

    KeyBytes audit() {
        return audit;
    }

    KeyBytes state() {
        return state;
    }

    /** Private key of Ed25519. */
    KeyBytes signing() {
        return signing;
    }

    @Override
    public void close() {
        root.close();
        value.close();
        row.close();
        audit.close();
        state.close();
        signing.close();
    }
}
