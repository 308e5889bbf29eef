package io.credentialstore.security.history;

import io.credentialstore.internal.crypto.DerivedKeyCache;
import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.model.Bytes;
import java.util.Arrays;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** What threads may do with the cached keys of one credential. Public because Lincheck makes it. */
@Param(name = "version", gen = IntGen.class, conf = "1:2")
public class KeyCacheScenario {
    private final DerivedKeyCache cache = new DerivedKeyCache(2);

    /** The right key, whether it was cached or not. */
    @Operation
    public int get(@Param(name = "version") int version) {
        byte[] input = {(byte) version};
        try (KeyBytes key = cache.get("credential", Bytes.of(input), () -> derive(version))) {
            return key.getEncoded()[0];
        }
    }

    private static KeyBytes derive(int version) {
        byte[] key = new byte[KeyBytes.LENGTH];
        Arrays.fill(key, (byte) version);
        return KeyBytes.owning(key);
    }

    /** What is forgotten stays so, until it is derived anew. */
    @Operation
    public void forget() {
        cache.forget("credential");
    }

    /** What is closed stays empty. */
    @Operation
    public void close() {
        cache.close();
    }

    /** How many keys are held. */
    @Operation
    public int size() {
        return cache.size();
    }
}
