package io.credentialstore.benchmarks.peer;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.Map;
import org.wildfly.security.auth.server.IdentityCredentials;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStore.CredentialSourceProtectionParameter;
import org.wildfly.security.credential.store.WildFlyElytronCredentialStoreProvider;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.ClearPassword;

/** WildFly Elytron's {@code KeyStoreCredentialStore} with its defaults, used as its own example shows. */
final class ElytronPeer implements Peer {
    private static final WildFlyElytronCredentialStoreProvider STORES = new WildFlyElytronCredentialStoreProvider();

    static {
        Security.addProvider(new WildFlyElytronPasswordProvider());
    }

    private final Path folder;
    private String password = Passwords.generate();
    private int generation;
    private CredentialStore store;

    @SuppressWarnings("NullAway.Init") // open makes it
    ElytronPeer(Path folder) {
        this.folder = folder;
    }

    @Override
    public void open() throws GeneralSecurityException {
        store = CredentialStore.getInstance("KeyStoreCredentialStore", STORES);
        Path file = folder.resolve("secrets" + generation + ".cs");
        store.initialize(
                Map.of("location", file.toString(), "create", "true"),
                new CredentialSourceProtectionParameter(IdentityCredentials.NONE.withCredential(clear(password))));
    }

    private static PasswordCredential clear(String text) {
        return new PasswordCredential(ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, text.toCharArray()));
    }

    @Override
    public void store(String name, String secret) throws GeneralSecurityException {
        store.store(name, clear(secret));
        store.flush();
    }

    @Override
    public String retrieve(String name) throws GeneralSecurityException {
        PasswordCredential credential = store.retrieve(name, PasswordCredential.class);
        return new String(credential.getPassword(ClearPassword.class).getPassword());
    }

    /** A store keeps its password: all secrets go into a new one. */
    @Override
    public void changeMasterKey() throws GeneralSecurityException {
        CredentialStore old = store;
        generation++;
        password = Passwords.generate();
        open();
        for (String name : old.getAliases()) {
            store.store(name, old.retrieve(name, PasswordCredential.class));
        }
        store.flush();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
