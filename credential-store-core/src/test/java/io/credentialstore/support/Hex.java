package io.credentialstore.support;

import java.util.HexFormat;

/** Bytes as text in tests. */
public final class Hex {
    private Hex() {}

    /** The bytes that these digits write. */
    public static byte[] decode(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** The digits that write these bytes. */
    public static String encode(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
