package io.credentialstore.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.credentialstore.support.GivenRandom;
import io.credentialstore.support.Hex;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.Mac;
import javax.crypto.MacSpi;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A hostile JCE provider in the first place")
class ProviderPriorityTest {
    private final Provider hostile = new HostileProvider();

    @BeforeEach
    void install() {
        Security.insertProviderAt(hostile, 1);
    }

    @AfterEach
    void remove() {
        Security.removeProvider(hostile.getName());
    }

    @Test
    @DisplayName("K10: (control) is what the JDK picks when no provider is named")
    void jdk_withoutAProviderName_picksTheHostileOne() throws GeneralSecurityException {
        assertThat(Security.getProviders()[0]).isSameAs(hostile);
        assertThat(Mac.getInstance("HmacSHA256").getProvider()).isSameAs(hostile);
        assertThat(Cipher.getInstance("AES/GCM/NoPadding").getProvider()).isSameAs(hostile);
    }

    @Test
    @DisplayName("K10: does not compute our MACs")
    void hmac_always_isTheJdks() {
        // RFC 4231, case 1
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);

        assertThat(Hex.encode(
                        HmacSha256.keyed(new SecretKeySpec(key, "HmacSHA256")).doFinal("Hi There".getBytes(US_ASCII))))
                .isEqualTo("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    }

    @Test
    @DisplayName("K10: does not compute our PBKDF2")
    void pbkdf2_always_isComputedFromTheJdksHmac() {
        // RFC 7914, section 11
        assertThat(Hex.encode(Pbkdf2.derive("passwd".getBytes(US_ASCII), "salt".getBytes(US_ASCII), 1, 32)))
                .isEqualTo("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    }

    @Test
    @DisplayName("K10: does not compute our HKDF")
    void hkdf_always_isComputedFromTheJdksHmac() {
        // RFC 5869, A.1
        byte[] prk = Hex.decode("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        byte[] info = Hex.decode("f0f1f2f3f4f5f6f7f8f9");

        assertThat(Hex.encode(Hkdf.expand(KeyBytes.owning(prk), info).getEncoded()))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    }

    @Test
    @DisplayName("K10: does not encrypt for us")
    void aesGcm_always_isTheJdks() {
        // NIST CAVP gcmEncryptExtIV256, section of empty plaintext, count 0
        KeyBytes key = KeyBytes.owning(Hex.decode("b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4"));
        GivenRandom iv = new GivenRandom(Hex.decode("516c33929df5a3284ff463d7"));

        AesGcm.Sealed sealed = AesGcm.encrypt(key, new byte[0], new byte[0], iv);

        assertThat(Hex.encode(sealed.tag())).isEqualTo("bdc1ac884d332457a1d2664f168c76f0");
        assertThat(AesGcm.decrypt(key, sealed, new byte[0])).isPresent();
    }

    @Test
    @DisplayName(
            "K10: is asked for randomness alone, which is the platform's choice: an operator may install a certified one")
    void randomness_always_isOfTheFirstProvider() {
        assertThat(new SecureRandom().getProvider()).isSameAs(hostile);
    }

    private static final class HostileProvider extends Provider {
        private static final long serialVersionUID = 1L;

        HostileProvider() {
            super("Hostile", "1", "keeps nothing secret");
            put("Mac.HmacSHA256", FixedMac.class.getName());
            put("SecureRandom.Constant", ConstantRandom.class.getName());
            put("Cipher.AES/GCM/NoPadding", NullCipher.class.getName());
        }
    }

    /** The same byte, again and again. */
    public static final class ConstantRandom extends SecureRandomSpi {
        private static final long serialVersionUID = 1L;

        @Override
        protected void engineSetSeed(byte[] seed) {}

        @Override
        protected void engineNextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 7);
        }

        @Override
        protected byte[] engineGenerateSeed(int length) {
            return new byte[length];
        }
    }

    /** The same MAC for every message. */
    public static final class FixedMac extends MacSpi {
        @Override
        protected int engineGetMacLength() {
            return HmacSha256.LENGTH;
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec parameters) {}

        @Override
        protected void engineUpdate(byte input) {}

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {}

        @Override
        protected byte[] engineDoFinal() {
            return new byte[HmacSha256.LENGTH];
        }

        @Override
        protected void engineReset() {}
    }

    /** A cipher that encrypts nothing and verifies nothing. */
    public static final class NullCipher extends CipherSpi {
        @Override
        protected void engineSetMode(String mode) {}

        @Override
        protected void engineSetPadding(String padding) {}

        @Override
        protected int engineGetBlockSize() {
            return 16;
        }

        @Override
        protected int engineGetOutputSize(int length) {
            return length;
        }

        @Override
        protected byte[] engineGetIV() {
            return new byte[AesGcm.IV_LENGTH];
        }

        @Override
        protected @Nullable AlgorithmParameters engineGetParameters() {
            return null;
        }

        @Override
        protected void engineInit(int mode, Key key, SecureRandom random) {}

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random) {}

        @Override
        protected void engineInit(int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {}

        @Override
        protected void engineUpdateAAD(byte[] data, int offset, int length) {}

        @Override
        protected byte[] engineUpdate(byte[] input, int offset, int length) {
            return Arrays.copyOfRange(input, offset, offset + length);
        }

        @Override
        protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int target) {
            System.arraycopy(input, offset, output, target, length);
            return length;
        }

        @Override
        protected byte[] engineDoFinal(byte[] input, int offset, int length) {
            return Arrays.copyOf(input, length + AesGcm.TAG_LENGTH);
        }

        @Override
        protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int target) {
            return engineUpdate(input, offset, length, output, target);
        }
    }
}
