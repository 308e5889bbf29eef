package io.credentialstore.internal.seal;

import io.credentialstore.error.InternalBugException;
import io.credentialstore.internal.crypto.AesGcm;
import io.credentialstore.internal.crypto.CanonicalEncoder;
import io.credentialstore.internal.crypto.Hkdf;
import io.credentialstore.internal.crypto.HmacSha256;
import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.internal.crypto.Pbkdf2;
import io.credentialstore.key.MasterKey;
import io.credentialstore.model.Bytes;
import io.credentialstore.spi.StoredKeySlot;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Key slots: each holds the data keys, wrapped under a key that one master key gives.
 *
 * <pre>
 *   U        = PBKDF2-HMAC-SHA256(master key, salt, iterations)
 *   K_slot   = HKDF-Expand(U, "unlock")      wraps the data keys (AES-256-GCM)
 *   K_header = HKDF-Expand(U, "header")      MACs the slot, and so is the check of the key
 *   key id   = HKDF-Expand(U, "id")          its first eight bytes, in hexadecimal
 * </pre>
 *
 * Stateless.
 */
public final class KeySlots {
    /** Length of a slot's salt, in bytes. */
    public static final int SALT_LENGTH = 32;

    /** Iterations for a raw key. */
    public static final int RAW_ITERATIONS = 100_000;

    /** Iterations for a passphrase: OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256. */
    public static final int PASSPHRASE_ITERATIONS = 600_000;

    /** Most iterations that a slot may ask for: two seconds at most on the machines we measured. */
    public static final int MAX_ITERATIONS = 2_000_000;

    /** Most slots that a store may have. */
    public static final int MAX_SLOTS = 16;

    private static final int ID_BYTES = 8;

    private KeySlots() {}

    /** What the stretched master key gives. Closing wipes it. */
    record Unlocked(KeyBytes slot, KeyBytes header, String id) implements AutoCloseable {
        static Unlocked stretch(MasterKey master, byte[] salt, int iterations) {
            byte[] stretched = master.use(key -> Pbkdf2.derive(key, salt, iterations, KeyBytes.LENGTH));
            try (KeyBytes u = KeyBytes.owning(stretched);
                    KeyBytes id = Hkdf.expand(u, "id")) {
                byte[] idBytes = Arrays.copyOf(id.getEncoded(), ID_BYTES);
                return new Unlocked(
                        Hkdf.expand(u, "unlock"),
                        Hkdf.expand(u, "header"),
                        "mk_" + HexFormat.of().formatHex(idBytes));
            }
        }

        @Override
        public void close() {
            slot.close();
            header.close();
        }
    }

    /** The written word for the kind of a master key. */
    public static String kdf(MasterKey master) {
        return master.isPassphrase() ? "passphrase" : "raw";
    }

    /**
     * Wraps the data keys for a master key and checks the result by unwrapping it.
     *
     * @param master the key that will open the slot; not kept
     * @param keys what it will open
     * @param storeId the store that the slot belongs to
     * @param createdAt the time, in the stored form
     * @param createdBy the user, or null
     * @param random for salt and IV
     */
    public static StoredKeySlot create(
            MasterKey master,
            DataKeys keys,
            String storeId,
            String createdAt,
            @Nullable String createdBy,
            SecureRandom random) {
        byte[] salt = new byte[SALT_LENGTH];
        random.nextBytes(salt);
        int iterations = master.isPassphrase() ? PASSPHRASE_ITERATIONS : RAW_ITERATIONS;
        byte[] packed = keys.pack();
        try (Unlocked unlocked = Unlocked.stretch(master, salt, iterations)) {
            AesGcm.Sealed wrapped =
                    AesGcm.encrypt(unlocked.slot(), packed, wrapContext(storeId, unlocked.id()), random);
            StoredKeySlot slot = new StoredKeySlot(
                    unlocked.id(),
                    kdf(master),
                    iterations,
                    Bytes.of(salt),
                    Bytes.of(wrapped.iv()),
                    Bytes.of(wrapped.ciphertext()),
                    Bytes.of(wrapped.tag()),
                    createdAt,
                    createdBy,
                    Bytes.of(new byte[HmacSha256.LENGTH]));
            StoredKeySlot sealed = slot.withMac(Bytes.of(HmacSha256.mac(unlocked.header(), header(slot, storeId))));
            requireOpens(unlocked, sealed, storeId, keys);
            return sealed;
        } finally {
            Arrays.fill(packed, (byte) 0);
        }
    }

    private static void requireOpens(Unlocked unlocked, StoredKeySlot slot, String storeId, DataKeys expected) {
        Optional<DataKeys> opened = open(unlocked, slot, storeId);
        boolean same = opened.map(expected::sameAs).orElse(false);
        opened.ifPresent(DataKeys::close);
        if (!same) {
            throw new InternalBugException("A new key slot does not open", null);
        }
    }

    /**
     * Tries a master key on a slot. Costs one stretch when the slot is of the key's kind and its parameters are within
     * their limits, and nothing otherwise.
     *
     * @return the data keys, which the caller closes; empty when key and slot do not belong together
     */
    public static Optional<DataKeys> unlock(MasterKey master, StoredKeySlot slot, String storeId) {
        if (!kdf(master).equals(slot.kdf()) || !isWithinLimits(slot)) {
            return Optional.empty();
        }
        try (Unlocked unlocked = Unlocked.stretch(master, slot.salt().toArray(), slot.kdfIterations())) {
            return open(unlocked, slot, storeId);
        }
    }

    /** Whether the parameters of a slot may be used at all; judged before anything is derived from them. */
    public static boolean isWithinLimits(StoredKeySlot slot) {
        int floor = "passphrase".equals(slot.kdf()) ? PASSPHRASE_ITERATIONS : RAW_ITERATIONS;
        return slot.kdfIterations() >= floor
                && slot.kdfIterations() <= MAX_ITERATIONS
                && slot.salt() != null
                && slot.salt().length() == SALT_LENGTH
                && slot.iv() != null
                && slot.wrappedKeys() != null
                && slot.authTag() != null
                && slot.headerMac() != null;
    }

    /** The part of {@link #unlock} that comes after the stretch. */
    static Optional<DataKeys> open(Unlocked unlocked, StoredKeySlot slot, String storeId) {
        if (!unlocked.id().equals(slot.id())
                || !HmacSha256.verifies(
                        unlocked.header(),
                        header(slot, storeId),
                        slot.headerMac().toArray())) {
            return Optional.empty();
        }
        AesGcm.Sealed wrapped = new AesGcm.Sealed(
                slot.iv().toArray(),
                slot.wrappedKeys().toArray(),
                slot.authTag().toArray());
        return AesGcm.decrypt(unlocked.slot(), wrapped, wrapContext(storeId, slot.id()))
                .map(packed -> {
                    try {
                        return DataKeys.unpack(packed, storeId);
                    } finally {
                        Arrays.fill(packed, (byte) 0);
                    }
                });
    }

    private static byte[] wrapContext(String storeId, String slotId) {
        return CanonicalEncoder.of("wrap").text(storeId).text(slotId).toBytes();
    }

    private static byte[] header(StoredKeySlot slot, String storeId) {
        return CanonicalEncoder.of("slot")
                .text(storeId)
                .text(slot.id())
                .text(slot.kdf())
                .number(slot.kdfIterations())
                .bytes(slot.salt().toArray())
                .bytes(slot.iv().toArray())
                .bytes(slot.wrappedKeys().toArray())
                .bytes(slot.authTag().toArray())
                .text(slot.createdAt())
                .text(slot.createdBy())
                .toBytes();
    }
}
