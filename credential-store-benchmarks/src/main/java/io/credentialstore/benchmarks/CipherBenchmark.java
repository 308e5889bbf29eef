package io.credentialstore.benchmarks;

import io.credentialstore.internal.crypto.AesGcm;
import io.credentialstore.internal.crypto.KeyBytes;
import io.credentialstore.internal.crypto.ValueCipher;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encryption and decryption of a value whose key is derived already, beside the bare calls of the JDK. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class CipherBenchmark {
    /** The JSON of a usual value, padded. */
    private static final int LENGTH = 128;

    private final SecureRandom random = new SecureRandom();
    private final byte[] plaintext = new byte[LENGTH];
    private final byte[] context = new byte[LENGTH];
    private final ValueCipher values = new ValueCipher(random);
    private SecretKey bareKey;
    private KeyBytes key;
    private AesGcm.Sealed bare;
    private ValueCipher.SealedValue sealed;

    /** Makes keys and ciphertexts; the derived key gets into its cache. */
    @Setup
    public void prepare() {
        byte[] bytes = new byte[KeyBytes.LENGTH];
        random.nextBytes(bytes);
        bareKey = new SecretKeySpec(bytes, "AES");
        key = KeyBytes.owning(bytes);
        bare = AesGcm.encrypt(key, plaintext, context, random);
        sealed = values.seal(key, context, plaintext);
        decrypt();
    }

    /**
     * The limit.
     *
     * @return the ciphertext
     * @throws GeneralSecurityException never
     */
    @Benchmark
    public byte[] bareEncrypt() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(Cipher.ENCRYPT_MODE, bareKey, random);
        cipher.updateAAD(context);
        return cipher.doFinal(plaintext);
    }

    /**
     * Ours.
     *
     * @return the ciphertext
     */
    @Benchmark
    public AesGcm.Sealed encrypt() {
        return AesGcm.encrypt(key, plaintext, context, random);
    }

    /**
     * The limit.
     *
     * @return the plaintext
     * @throws GeneralSecurityException never
     */
    @Benchmark
    public byte[] bareDecrypt() throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(Cipher.DECRYPT_MODE, bareKey, new GCMParameterSpec(8 * AesGcm.TAG_LENGTH, bare.iv()));
        cipher.updateAAD(context);
        cipher.update(bare.ciphertext());
        return cipher.doFinal(bare.tag());
    }

    /**
     * Ours, with the look for the derived key.
     *
     * @return the plaintext
     */
    @Benchmark
    public Optional<byte[]> decrypt() {
        return values.open("cred_bench", key, context, ValueCipher.ITERATIONS, sealed);
    }
}
