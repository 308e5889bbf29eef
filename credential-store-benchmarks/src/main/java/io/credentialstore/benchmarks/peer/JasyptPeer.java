package io.credentialstore.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jasypt.encryption.pbe.StandardPBEStringEncryptor;
import org.jasypt.iv.RandomIvGenerator;
import org.jasypt.properties.EncryptableProperties;
import org.jasypt.properties.PropertyValueEncryptionUtils;

/** Jasypt's encrypted properties, with the strongest algorithm that its documentation names. */
final class JasyptPeer implements Peer {
    private final Path file;
    private StandardPBEStringEncryptor encryptor = encryptor();
    private EncryptableProperties secrets = new EncryptableProperties(encryptor);

    JasyptPeer(Path folder) {
        file = folder.resolve("secrets.properties");
    }

    private static StandardPBEStringEncryptor encryptor() {
        StandardPBEStringEncryptor encryptor = new StandardPBEStringEncryptor();
        encryptor.setAlgorithm("PBEWITHHMACSHA512ANDAES_256");
        encryptor.setIvGenerator(new RandomIvGenerator());
        encryptor.setPassword(Passwords.generate());
        return encryptor;
    }

    @Override
    public void open() throws IOException {
        secrets = new EncryptableProperties(encryptor);
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                secrets.load(in);
            }
        }
    }

    @Override
    public void store(String name, String secret) throws IOException {
        put(name, secret);
        write();
    }

    private void put(String name, String secret) {
        secrets.setProperty(name, PropertyValueEncryptionUtils.encrypt(secret, encryptor));
    }

    private void write() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            secrets.store(out, null);
        }
    }

    @Override
    public String retrieve(String name) {
        return secrets.getProperty(name);
    }

    @Override
    public void changeMasterKey() throws IOException {
        EncryptableProperties old = secrets;
        encryptor = encryptor();
        secrets = new EncryptableProperties(encryptor);
        Set<String> names = old.stringPropertyNames();
        names.forEach(name -> put(name, old.getProperty(name)));
        write();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
