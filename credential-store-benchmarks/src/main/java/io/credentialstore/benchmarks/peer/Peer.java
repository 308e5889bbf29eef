package io.credentialstore.benchmarks.peer;

import java.nio.file.Path;

/** A place for secrets under one master key, with the same calls whatever is behind it. Not thread-safe. */
public interface Peer {
    /**
     * Opens what is in the folder, or makes it.
     *
     * @throws Exception when it fails
     */
    void open() throws Exception;

    /**
     * Keeps a secret, as safely as this peer does by itself, in the place of the one of that name.
     *
     * @param name its name
     * @param secret what is kept
     * @throws Exception when it fails
     */
    void store(String name, String secret) throws Exception;

    /**
     * A secret in the clear.
     *
     * @param name its name
     * @return the secret
     * @throws Exception when it fails
     */
    String retrieve(String name) throws Exception;

    /**
     * Puts another master key in the place of the one in use: afterwards the old one opens nothing.
     *
     * @throws Exception when it fails
     */
    void changeMasterKey() throws Exception;

    /**
     * Lets go of the files; {@link #open} opens them again.
     *
     * @throws Exception when it fails
     */
    void close() throws Exception;

    /**
     * The peer of that name.
     *
     * @param name as in the table of docs/benchmarks.md
     * @param folder where it keeps its files
     * @return the peer, not open yet
     */
    static Peer of(String name, Path folder) {
        return switch (name) {
            case "pkcs12" -> new Pkcs12Peer(folder);
            case "elytron" -> new ElytronPeer(folder);
            case "jasypt" -> new JasyptPeer(folder);
            case "spring" -> new SpringPeer();
            case "tink" -> new TinkPeer(folder);
            case "seed" -> new SeedPeer(folder);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
