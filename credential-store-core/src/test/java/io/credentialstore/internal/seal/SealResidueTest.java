package io.credentialstore.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredKeySlot;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.support.Heap;
import io.credentialstore.support.Heap.Needle;
import io.credentialstore.value.ApiKey;
import io.credentialstore.value.CredentialValue;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("P6: in the heap, not even as garbage, there remains nothing of")
class SealResidueTest {
    private static final String STORE = "store_1";
    private static final String AT = "2026-01-01T00:00:00.000Z";

    private final Needle root = Needle.random(KeyBytes.LENGTH);

    @TempDir
    private Path folder;

    /** Keys of one term, whose root is the needle. */
    private DataKeys keys() {
        ByteBuffer packed = ByteBuffer.allocate(Integer.BYTES + KeyBytes.LENGTH).putInt(1);
        char[] text = root.unmasked("", "");
        for (char c : text) {
            packed.put((byte) c);
        }
        DataKeys keys = DataKeys.unpack(packed.array(), STORE);
        Arrays.fill(text, '\0');
        Arrays.fill(packed.array(), (byte) 0);
        keys.name(List.of(new StoredKey("key_1", 1, "aes-256-gcm", "active", AT, null)));
        return keys;
    }

    @Test
    @DisplayName("a root key that was wrapped, unwrapped and closed")
    void slot_madeAndOpened_leavesNoRootKey() {
        try (DataKeys keys = keys();
                MasterKey master = MasterKey.generate()) {
            StoredKeySlot slot = KeySlots.create(master, keys, STORE, AT, null, new SecureRandom());
            KeySlots.unlock(master, slot, STORE).orElseThrow().close();
        }
        assertThat(Heap.count(folder, false, root)).containsExactly(0);
    }

    @Test
    @DisplayName("a value that was encrypted, decrypted and closed")
    void value_sealedAndOpened_leavesNoPlaintext() {
        Needle secret = Needle.random(KeyBytes.LENGTH);
        char[] text = secret.unmasked("", "");
        try (DataKeys keys = keys();
                ValueVault vault = new ValueVault(keys, STORE, new SecureRandom());
                CredentialValue value = new ApiKey(Secret.of(text))) {
            StoredVersion row = vault.seal("cred_1", 1, value, AT, null);
            vault.open(row, CredentialType.API_KEY).orElseThrow().close();
        }
        Arrays.fill(text, '\0');
        assertThat(Heap.count(folder, false, secret)).containsExactly(0);
    }

    @Test
    @DisplayName("(control) what is not wiped is found")
    void control_keysThatWereNotClosed_areFound() {
        DataKeys keys = keys();
        assertThat(Heap.count(folder, false, root)[0]).isPositive();
        keys.close();
    }
}
