package io.credentialstore.benchmarks.peer;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;

/**
 * Tink's AEAD with the key type that its documentation recommends, values in a table of SQLite, the name as associated
 * data, and the keyset encrypted by a master key in another row. It keeps no audit trail.
 */
final class TinkPeer implements Peer {
    private static final String KEYSET = "keyset";

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Path folder;
    private Aead master = aead(generate());
    private KeysetHandle keyset = generate();
    private Aead values = aead(keyset);
    private SecretTable table;

    @SuppressWarnings("NullAway.Init") // open makes it
    TinkPeer(Path folder) {
        this.folder = folder;
    }

    private static KeysetHandle generate() {
        try {
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES128_GCM, RegistryConfiguration.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Aead aead(KeysetHandle handle) {
        try {
            return handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void open() throws GeneralSecurityException, SQLException {
        table = new SecretTable(folder);
        byte[] wrapped = table.find(KEYSET).orElse(null);
        if (wrapped == null) {
            writeKeyset();
        } else {
            keyset = TinkProtoKeysetFormat.parseEncryptedKeyset(
                    wrapped, master, bytes(KEYSET), RegistryConfiguration.get());
            values = aead(keyset);
        }
    }

    private void writeKeyset() throws GeneralSecurityException, SQLException {
        table.put(
                KEYSET,
                TinkProtoKeysetFormat.serializeEncryptedKeyset(
                        keyset, master, bytes(KEYSET), RegistryConfiguration.get()));
    }

    @Override
    public void store(String name, String secret) throws GeneralSecurityException, SQLException {
        table.put(name, values.encrypt(bytes(secret), bytes(name)));
    }

    @Override
    public String retrieve(String name) throws GeneralSecurityException, SQLException {
        byte[] ciphertext = table.find(name).orElseThrow();
        return new String(values.decrypt(ciphertext, bytes(name)), StandardCharsets.UTF_8);
    }

    @Override
    public void changeMasterKey() throws GeneralSecurityException, SQLException {
        master = aead(generate());
        writeKeyset();
    }

    @Override
    public void close() throws SQLException {
        table.close();
    }
}
