package io.credentialstore.examples.demo;

import io.credentialstore.CredentialStoreBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where the store of the story is kept. Closing stops what was started for it; the files stay. */
interface Place extends AutoCloseable {
    /** The place that {@code demo.storage} names: {@code sqlite}, or nothing, or {@code postgresql}. */
    static Place named(String storage, Path folder) throws IOException {
        return switch (storage) {
            case "", "sqlite" -> FilePlace.in(folder);
            case "postgresql" -> ServerPlace.start(folder);
            default -> throw new IllegalArgumentException("demo.storage is sqlite or postgresql, not " + storage);
        };
    }

    /** Describes the store, without a master key yet. */
    CredentialStoreBuilder builder();

    /** Says what the place is, and checks that nobody else gets in. */
    void introduce(Steps steps) throws IOException;

    /** A folder for whatever else the story writes. */
    Path folder();

    /** Once it is closed: everything that was written for the store. Checks that there is no more than that. */
    List<Path> remains(Steps steps) throws IOException;

    /** How to look at it. */
    String invitation();

    @Override
    void close() throws IOException;
}
