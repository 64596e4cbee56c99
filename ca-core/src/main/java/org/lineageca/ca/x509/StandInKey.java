package org.lineageca.ca.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/**
 * A public key that stands in a plan for one that is not made yet: of the same kind and length, the
 * same for the same name. Nobody is meant to use the private key, which follows from the name.
 */
public final class StandInKey {

    private static final BigInteger PUBLIC_EXPONENT = BigInteger.valueOf(65537);

    private StandInKey() {}

    /** DER SubjectPublicKeyInfo. */
    public static Octets of(String name, KeyAlgorithm algorithm) {
        try {
            var parameters =
                    switch (algorithm) {
                        case P256 -> point(name, SECObjectIdentifiers.secp256r1);
                        case P384 -> point(name, SECObjectIdentifiers.secp384r1);
                        case RSA2048, RSA3072, RSA4096 -> modulus(name, algorithm.bits());
                    };
            return Octets.of(
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(parameters)
                            .getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException("the stand-in key has no DER encoding", e);
        }
    }

    private static ECPublicKeyParameters point(String name, ASN1ObjectIdentifier curve) {
        var domain = new ECNamedDomainParameters(curve, CustomNamedCurves.getByOID(curve));
        var scalar =
                new BigInteger(1, stream(name, 0, domain.getN().bitLength() / 8))
                        .mod(domain.getN());
        return new ECPublicKeyParameters(domain.getG().multiply(scalar).normalize(), domain);
    }

    private static RSAKeyParameters modulus(String name, int bits) {
        for (var attempt = 0; ; attempt++) {
            var modulus =
                    new BigInteger(1, stream(name, attempt, bits / 8)).setBit(bits - 1).setBit(0);
            try {
                return new RSAKeyParameters(false, modulus, PUBLIC_EXPONENT);
            } catch (IllegalArgumentException smallFactorOrPrime) {
                // The next number may be one that looks like a modulus.
            }
        }
    }

    private static byte[] stream(String name, int attempt, int octets) {
        var bytes = new byte[octets];
        for (var at = 0; at < octets; ) {
            var block =
                    Octets.of(
                                    ("stand-in key " + name + " " + attempt + " " + at)
                                            .getBytes(StandardCharsets.UTF_8))
                            .sha256()
                            .toArray();
            var length = Math.min(block.length, octets - at);
            System.arraycopy(block, 0, bytes, at, length);
            at += length;
        }
        return bytes;
    }
}
