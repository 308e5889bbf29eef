package io.credentialstore.benchmarks.peer;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** Spring Security's encryptor, as its reference shows. It encrypts and keeps nothing: what is encrypted stays in memory. */
final class SpringPeer implements Peer {
    private final String salt = HexFormat.of().formatHex(Passwords.random(16));
    private final Map<String, byte[]> secrets = new HashMap<>();
    private String password = Passwords.generate();
    private BytesEncryptor encryptor = encryptor();

    private BytesEncryptor encryptor() {
        return AesGcmBytesEncryptor.withPassword(password, salt).build();
    }

    @Override
    public void open() {
        encryptor = encryptor();
    }

    @Override
    public void store(String name, String secret) {
        secrets.put(name, encryptor.encrypt(secret.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String retrieve(String name) {
        byte[] secret = secrets.getOrDefault(name, new byte[0]);
        return new String(encryptor.decrypt(secret), StandardCharsets.UTF_8);
    }

    @Override
    public void changeMasterKey() {
        BytesEncryptor old = encryptor;
        password = Passwords.generate();
        encryptor = encryptor();
        secrets.replaceAll((name, secret) -> encryptor.encrypt(old.decrypt(secret)));
    }

    @Override
    public void close() {
        // nothing is open
    }
}
