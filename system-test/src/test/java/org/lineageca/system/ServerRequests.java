package org.lineageca.system;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Requests for servers' certificates (PKCS#10, RFC 2986), each over a P-256 key of its own. */
final class ServerRequests {

    private static final byte[] VERSION = hex("020100");
    private static final byte[] COMMON_NAME = hex("0603550403");
    private static final byte[] EXTENSION_REQUEST = hex("06092a864886f70d01090e");
    private static final byte[] ALTERNATIVE_NAME = hex("0603551d11");
    private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");

    private ServerRequests() {}

    /**
     * Requests in DER, made by all processors.
     *
     * @param what stands in their host names, so that these differ from others
     */
    static List<byte[]> make(String what, int number) {
        return IntStream.range(0, number)
                .parallel()
                .mapToObj(i -> request("host-%d.%s.example".formatted(i, what)))
                .toList();
    }

    private static byte[] request(String host) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return signed(host, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] signed(String host, KeyPair keys) throws GeneralSecurityException {
        var name = host.getBytes(StandardCharsets.US_ASCII);
        var names = tlv(0x30, tlv(0x82, name));
        var extensions = tlv(0x30, tlv(0x30, ALTERNATIVE_NAME, tlv(0x04, names)));
        var info =
                tlv(
                        0x30,
                        VERSION,
                        tlv(0x30, tlv(0x31, tlv(0x30, COMMON_NAME, tlv(0x0c, name)))),
                        keys.getPublic().getEncoded(),
                        tlv(0xa0, tlv(0x30, EXTENSION_REQUEST, tlv(0x31, extensions))));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(info);
        return tlv(0x30, info, ECDSA_WITH_SHA256, tlv(0x03, new byte[1], signature.sign()));
    }

    private static byte[] tlv(int tag, byte[]... parts) {
        var length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (length >= 0x100) {
            out.write(0x82);
            out.write(length >> 8);
        } else if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
