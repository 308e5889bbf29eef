package io.credentialstore.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.internal.crypto.DerivedKeyCache;
import io.credentialstore.internal.crypto.ValueCipher;
import io.credentialstore.model.CredentialType;
import io.credentialstore.secret.Secret;
import io.credentialstore.spi.StoredKey;
import io.credentialstore.spi.StoredVersion;
import io.credentialstore.support.Clear;
import io.credentialstore.support.Inside;
import io.credentialstore.support.Rows;
import io.credentialstore.value.ApiKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Values in rows")
class ValueVaultTest {
    private static final String AT = "2026-01-01T00:00:00.000Z";

    private final Store one = new Store("store_1");
    private final Store two = new Store("store_2");

    /** A store's vault; both stores of this test have the same root keys. */
    private record Store(String id, ValueVault vault) {
        Store(String id) {
            this(id, new ValueVault(keys(id), id, new SecureRandom()));
        }

        private static DataKeys keys(String store) {
            DataKeys keys = DataKeys.unpack(DataKeysTest.packed(2), store);
            keys.name(List.of(
                    new StoredKey("key_1", 1, "aes-256-gcm", "rotated", AT, "key_2"),
                    new StoredKey("key_2", 2, "aes-256-gcm", "active", AT, null)));
            return keys;
        }

        StoredVersion seal(String credential, int version, String secret) {
            return vault.seal(credential, version, new ApiKey(Secret.ofString(secret)), AT, null);
        }

        Optional<String> open(StoredVersion row) {
            return vault.open(row, CredentialType.API_KEY).map(value -> Clear.text(((ApiKey) value).apiKey()));
        }
    }

    /** A sealed row and the store it belongs to. */
    private record Placed(Store store, StoredVersion row) {}

    private List<Placed> placed() {
        return Stream.of(one, two)
                .flatMap(store -> Stream.of("cred_1", "cred_2", "cred_3", "cred_4")
                        .flatMap(credential -> IntStream.rangeClosed(1, 3)
                                .mapToObj(version ->
                                        new Placed(store, store.seal(credential, version, credential + version)))))
                .toList();
    }

    @Test
    void open_whatWasSealed_givesItBack() {
        assertThat(placed())
                .hasSize(24)
                .allSatisfy(each -> assertThat(each.store().open(each.row()))
                        .contains(each.row().credentialId() + each.row().version()));
    }

    @Test
    @DisplayName("W2: a value moved to another row opens nothing")
    void open_everythingEncryptedMovedToAnotherRow_isEmpty() {
        List<Placed> all = placed();
        long pairs = 0;
        for (Placed target : all) {
            for (Placed source : all) {
                if (!target.equals(source)) {
                    pairs++;
                    assertThat(target.store().open(moved(target.row(), source.row())))
                            .isEmpty();
                }
            }
        }
        assertThat(pairs).isEqualTo(24 * 23);
    }

    private static StoredVersion moved(StoredVersion target, StoredVersion source) {
        return Stream.of("encryptedValue", "salt", "iv", "authTag")
                .reduce(target, (row, column) -> Rows.with(row, column, Rows.get(source, column)), (a, b) -> b);
    }

    @Test
    void open_oneEncryptedColumnOfAnotherRow_isEmpty() {
        List<Placed> all = placed().subList(0, 6);
        for (Placed target : all) {
            for (Placed source : all) {
                Stream.of("encryptedValue", "salt", "iv", "authTag")
                        .filter(column -> !target.equals(source))
                        .map(column -> Rows.with(target.row(), column, Rows.get(source.row(), column)))
                        .forEach(changed ->
                                assertThat(target.store().open(changed)).isEmpty());
            }
        }
    }

    @Test
    void open_anyOtherPlaceOrParameter_isEmpty() {
        StoredVersion row = one.seal("cred_1", 1, "canary");

        assertThat(Stream.of(
                        Rows.with(row, "credentialId", "cred_2"),
                        Rows.with(row, "version", 2),
                        Rows.with(row, "kdfIterations", 1_001),
                        Rows.with(row, "kdfIterations", 999),
                        Rows.with(row, "kdfIterations", Integer.MAX_VALUE),
                        Rows.with(row, "encryptionKeyId", "key_1"),
                        Rows.with(row, "encryptionKeyId", "key_3"),
                        Rows.with(row, "encryptionKeyId", null)))
                .allSatisfy(changed -> assertThat(one.open(changed)).isEmpty());
    }

    @Test
    void open_anotherType_isEmpty() {
        StoredVersion row = one.seal("cred_1", 1, "canary");

        assertThat(Stream.of(CredentialType.values()).filter(type -> type != CredentialType.API_KEY))
                .hasSize(5)
                .allSatisfy(type -> assertThat(one.vault().open(row, type)).isEmpty());
    }

    @Test
    void seal_always_usesTheNewestTermAndHidesTheLength() {
        List<StoredVersion> rows = IntStream.rangeClosed(1, 200)
                .mapToObj(length -> one.seal("cred_1", length, "x".repeat(length)))
                .toList();

        assertThat(rows).extracting(StoredVersion::encryptionKeyId).containsOnly("key_2");
        assertThat(rows)
                .extracting(row -> row.encryptedValue().length())
                .allMatch(length -> length % 64 == 0)
                .isSorted();
        assertThat(rows.stream().map(row -> row.encryptedValue().length()).distinct())
                .containsExactly(64, 128, 192, 256);
    }

    @Test
    void forgetAndClose_always_wipeTheKeysThatWereDerived() {
        ValueCipher cipher = Inside.field(one.vault(), "cipher", ValueCipher.class);
        DerivedKeyCache cache = Inside.field(cipher, "cache", DerivedKeyCache.class);
        StoredVersion row = one.seal("cred_1", 1, "fake");
        one.open(row);
        one.vault().forget("cred_2");
        assertThat(cache.size()).isEqualTo(1);

        one.vault().forget("cred_1");
        assertThat(cache.size()).isZero();

        one.open(row);
        one.vault().close();
        assertThat(cache.size()).isZero();
    }

    @Test
    void seal_always_leavesTheValueToItsOwner() {
        ApiKey value = new ApiKey(Secret.ofString("canary"));

        one.vault().seal("cred_1", 1, value, AT, null);

        assertThat(value.apiKey().isClosed()).isFalse();
        assertThat(Clear.text(value.apiKey())).isEqualTo("canary");
    }
}
