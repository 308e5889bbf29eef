package io.credentialstore.benchmarks.peer;

import io.credentialstore.internal.crypto.AesGcm;
import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.internal.crypto.Pbkdf2;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What the document that this project was asked for says to the letter: each access derives its key from the master key
 * with PBKDF2 in 100,000 iterations, decrypts, and adds a row to an audit table with four indexes. No row is authenticated.
 */
final class SeedPeer implements Peer {
    private static final int ITERATIONS = 100_000;
    private static final int SALT = 32;

    private static final String[] AUDIT = {
        "CREATE TABLE IF NOT EXISTS audit (id TEXT PRIMARY KEY, credential_id TEXT, entity_id TEXT, action TEXT, "
                + "success INTEGER, timestamp TEXT)",
        "CREATE INDEX IF NOT EXISTS audit_credential ON audit (credential_id)",
        "CREATE INDEX IF NOT EXISTS audit_entity ON audit (entity_id)",
        "CREATE INDEX IF NOT EXISTS audit_timestamp ON audit (timestamp DESC)",
        "CREATE INDEX IF NOT EXISTS audit_action ON audit (action)"
    };

    private final SecureRandom random = new SecureRandom();
    private final Path folder;
    private byte[] master = Passwords.random(KeyBytes.LENGTH);
    private SecretTable table;
    private PreparedStatement audit;
    private long entries;

    @SuppressWarnings("NullAway.Init") // open makes it
    SeedPeer(Path folder) {
        this.folder = folder;
    }

    @Override
    public void open() throws SQLException {
        table = new SecretTable(folder, AUDIT);
        audit = table.prepare("INSERT INTO audit VALUES (?, ?, 'bench_skill', ?, 1, '2026-01-01T00:00:00.000Z')");
    }

    @Override
    public void store(String name, String secret) throws SQLException {
        byte[] salt = Passwords.random(SALT);
        try (KeyBytes key = derive(salt)) {
            AesGcm.Sealed sealed = AesGcm.encrypt(key, secret.getBytes(StandardCharsets.UTF_8), new byte[0], random);
            table.put(
                    name,
                    ByteBuffer.allocate(SALT + AesGcm.IV_LENGTH + AesGcm.TAG_LENGTH + sealed.ciphertext().length)
                            .put(salt)
                            .put(sealed.iv())
                            .put(sealed.tag())
                            .put(sealed.ciphertext())
                            .array());
        }
        record(name, "store");
    }

    @Override
    public String retrieve(String name) throws SQLException {
        String secret = decrypt(name);
        record(name, "retrieve");
        return secret;
    }

    private String decrypt(String name) throws SQLException {
        byte[] row = table.find(name).orElseThrow();
        int tag = SALT + AesGcm.IV_LENGTH;
        int ciphertext = tag + AesGcm.TAG_LENGTH;
        AesGcm.Sealed sealed = new AesGcm.Sealed(
                Arrays.copyOfRange(row, SALT, tag),
                Arrays.copyOfRange(row, ciphertext, row.length),
                Arrays.copyOfRange(row, tag, ciphertext));
        try (KeyBytes key = derive(Arrays.copyOf(row, SALT))) {
            return new String(AesGcm.decrypt(key, sealed, new byte[0]).orElseThrow(), StandardCharsets.UTF_8);
        }
    }

    private KeyBytes derive(byte[] salt) {
        return KeyBytes.owning(Pbkdf2.derive(master, salt, ITERATIONS, KeyBytes.LENGTH));
    }

    private void record(String name, String action) throws SQLException {
        audit.setString(1, "audit_%d_%d".formatted(System.nanoTime(), entries++));
        audit.setString(2, name);
        audit.setString(3, action);
        audit.executeUpdate();
    }

    @Override
    public void changeMasterKey() throws SQLException {
        byte[] old = master;
        byte[] next = Passwords.random(KeyBytes.LENGTH);
        for (String name : table.names()) {
            master = old;
            String secret = decrypt(name);
            master = next;
            store(name, secret);
        }
    }

    @Override
    public void close() throws SQLException {
        table.close();
    }
}
