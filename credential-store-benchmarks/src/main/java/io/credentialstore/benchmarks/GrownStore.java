package io.credentialstore.benchmarks;

import io.credentialstore.CredentialStore;
import io.credentialstore.jdbc.SqliteCredentialStore;
import io.credentialstore.key.MasterKeyProvider;
import io.credentialstore.model.CredentialId;
import io.credentialstore.model.Entity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A store of a chosen size, which benchmarks in other processes open. Immutable.
 *
 * @param folder where its file and its master key are
 * @param credentials how many credentials it has, each granted to one skill
 * @param entries how many retrievals its trail tells of
 */
record GrownStore(Path folder, int credentials, int entries) {
    /** So many credentials have values that open, spread over the store; the benchmarks retrieve these. */
    static final int USED = 1_000;

    private static final int GRANTS_OF_A_SKILL = 20;
    private static final Instant CREATED = Instant.parse("2025-01-01T00:00:00Z");

    /** A store as {@code 1000x10000} describes it: credentials, then entries. */
    static GrownStore of(String shape) throws IOException {
        String[] numbers = shape.split("x", 2);
        Path folder = Path.of("target", "grown", shape);
        return new GrownStore(folder, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    /** The same in another folder. */
    GrownStore in(Path other) {
        return new GrownStore(other, credentials, entries);
    }

    Path file() {
        return folder.resolve("store.db");
    }

    MasterKeyProvider masterKey() {
        return MasterKeyProvider.fromFile(folder.resolve("master.key"));
    }

    CredentialStore open() {
        return SqliteCredentialStore.open(file(), masterKey());
    }

    /** Makes the store, unless it is there from an earlier run. */
    void make() throws Exception {
        Path ready = folder.resolve("ready");
        if (Files.exists(ready)) {
            return;
        }
        Files.createDirectories(folder);
        Files.deleteIfExists(file());
        writeMasterKey();
        SqliteCredentialStore.builder(file())
                .masterKey(masterKey())
                .clock(() -> CREATED)
                .open()
                .close();
        new StoreGrower(this).grow();
        Files.createFile(ready);
    }

    private void writeMasterKey() throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path file = folder.resolve("master.key");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(key));
    }

    static CredentialId id(int number) {
        return CredentialId.of("cred_20250101000000_%016d".formatted(number));
    }

    static Entity skill(int number) {
        return Entity.skill("skill_" + number / GRANTS_OF_A_SKILL);
    }

    /** Numbers of credentials with values that open, each in its turn. */
    int used(int turn) {
        return (int) ((long) turn % USED * credentials / USED);
    }

    boolean isUsed(int number) {
        return number % Math.max(1, credentials / USED) == 0;
    }
}
