package io.credentialstore.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.KeyStore.SecretKeyEntry;
import java.util.Collections;
import javax.crypto.spec.SecretKeySpec;

/** A PKCS12 {@link KeyStore} with the JDK's defaults, used as its Javadoc shows. */
final class Pkcs12Peer implements Peer {
    private final Path file;
    private char[] password = Passwords.generate().toCharArray();
    private KeyStore keys;

    @SuppressWarnings("NullAway.Init") // open makes it
    Pkcs12Peer(Path folder) {
        file = folder.resolve("secrets.p12");
    }

    @Override
    public void open() throws GeneralSecurityException, IOException {
        keys = KeyStore.getInstance("PKCS12");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, password);
            }
        } else {
            keys.load(null, password);
        }
    }

    @Override
    public void store(String name, String secret) throws GeneralSecurityException, IOException {
        put(name, secret);
        write();
    }

    private void put(String name, String secret) throws GeneralSecurityException {
        SecretKeySpec key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "AES");
        keys.setEntry(name, new SecretKeyEntry(key), new PasswordProtection(password));
    }

    private void write() throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, password);
        }
    }

    @Override
    public String retrieve(String name) throws GeneralSecurityException {
        return new String(keys.getKey(name, password).getEncoded(), StandardCharsets.UTF_8);
    }

    @Override
    public void changeMasterKey() throws GeneralSecurityException, IOException {
        char[] old = password;
        char[] next = Passwords.generate().toCharArray();
        for (String name : Collections.list(keys.aliases())) {
            password = old;
            String secret = retrieve(name);
            password = next;
            put(name, secret);
        }
        write();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
