package io.credentialstore.security.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Something that takes bytes from strangers.
 *
 * @param threats the ids of the threats that it is about
 * @param name what it is called, also the folder of its seeds
 * @param entry the class that Jazzer starts from
 * @param body the same for a plain call
 * @param mutants how many of each seed a quick run tries: fewer where an input costs a stretch of the master key
 */
record Target(String threats, String name, Class<?> entry, Consumer<byte[]> body, int mutants) {
    private static final Path SEEDS = Path.of("src", "test", "resources", "fuzz");

    static List<Target> all() {
        return List.of(
                new Target("I2, I3", "reference", ReferenceTarget.class, ReferenceTarget::fuzzerTestOneInput, 300),
                new Target("I2, I4", "manifest", ManifestTarget.class, ManifestTarget::fuzzerTestOneInput, 300),
                new Target("P2", "value", ValueTarget.class, ValueTarget::fuzzerTestOneInput, 300),
                new Target("W16", "hostile-file", HostileFileTarget.class, HostileFileTarget::fuzzerTestOneInput, 20),
                new Target(
                        "W16", "spoiled-store", SpoiledStoreTarget.class, SpoiledStoreTarget::fuzzerTestOneInput, 15),
                new Target("K11", "master-key", MasterKeyTarget.class, MasterKeyTarget::fuzzerTestOneInput, 300),
                new Target("A10", "metadata", MetadataTarget.class, MetadataTarget::fuzzerTestOneInput, 300),
                new Target("K7", "encoding", EncodingTarget.class, EncodingTarget::fuzzerTestOneInput, 300),
                new Target("I2, I4", "names", NamesTarget.class, NamesTarget::fuzzerTestOneInput, 300),
                new Target("I1", "filters", FiltersTarget.class, FiltersTarget::fuzzerTestOneInput, 100));
    }

    /** Tries one input; returns when every promise about it was kept. */
    void run(byte[] input) {
        body.accept(input);
    }

    /** The committed inputs, among them whatever fuzzing once found. */
    Path folder() {
        return SEEDS.resolve(name);
    }

    List<byte[]> seeds() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.sorted().map(Target::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return threats + ": " + name;
    }
}
