package org.lineageca.publisher.guard;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 over a digest that is known already (RFC 8017 8.2.2): what the JDK
 * offers digests once more.
 */
final class Pkcs1Signature {

    /** DigestInfo of SHA-256 up to the digest (RFC 8017 9.2, note 1). */
    private static final byte[] DIGEST_INFO =
            HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private Pkcs1Signature() {}

    static boolean verifies(PublicKey key, Octets sha256, byte[] signature) {
        if (!(key instanceof RSAPublicKey rsa)) {
            return false;
        }
        var octets = (rsa.getModulus().bitLength() + 7) / 8;
        var value = new BigInteger(1, signature);
        if (signature.length != octets || value.compareTo(rsa.getModulus()) >= 0) {
            return false;
        }
        // The whole encoded message is compared: nothing of it is parsed.
        return value.modPow(rsa.getPublicExponent(), rsa.getModulus())
                .equals(new BigInteger(1, encoded(sha256.toArray(), octets)));
    }

    /** EMSA-PKCS1-v1_5 (RFC 8017 9.2). */
    private static byte[] encoded(byte[] digest, int octets) {
        var message = new byte[octets];
        var info = octets - DIGEST_INFO.length - digest.length;
        Arrays.fill(message, 2, info - 1, (byte) 0xff);
        message[1] = 1;
        System.arraycopy(DIGEST_INFO, 0, message, info, DIGEST_INFO.length);
        System.arraycopy(digest, 0, message, octets - digest.length, digest.length);
        return message;
    }
}
