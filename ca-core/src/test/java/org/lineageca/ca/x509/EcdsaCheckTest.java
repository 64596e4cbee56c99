package org.lineageca.ca.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.octets.Octets;

/** The JDK signs, Bouncy Castle verifies. */
class EcdsaCheckTest {

    private static final Octets MESSAGE =
            Octets.of("a request".getBytes(StandardCharsets.US_ASCII));

    private static Octets sign(KeyPair keys, String algorithm) throws GeneralSecurityException {
        var signer = Signature.getInstance(algorithm);
        signer.initSign(keys.getPrivate());
        signer.update(MESSAGE.toArray());
        return Octets.of(signer.sign());
    }

    private static boolean isBy(KeyPair keys, String digest, Octets signature) throws Exception {
        return EcdsaCheck.isBy(
                (ECPublicKeyParameters) PublicKeyFactory.createKey(keys.getPublic().getEncoded()),
                MESSAGE.digest(digest),
                signature);
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, SHA256withECDSA, SHA-256",
        "secp256r1, SHA512withECDSA, SHA-512",
        "secp384r1, SHA384withECDSA, SHA-384",
        "secp521r1, SHA256withECDSA, SHA-256",
        "secp521r1, SHA512withECDSA, SHA-512"
    })
    void believesWhatTheJdkSigned(String curve, String algorithm, String digest) throws Exception {
        var keys = TestRequests.ec(curve);
        var signature = sign(keys, algorithm);

        assertThat(isBy(keys, digest, signature)).isTrue();
        assertThat(isBy(TestRequests.ec(curve), digest, signature)).isFalse();
        assertThat(
                        EcdsaCheck.isBy(
                                (ECPublicKeyParameters)
                                        PublicKeyFactory.createKey(keys.getPublic().getEncoded()),
                                signature.digest(digest),
                                signature))
                .isFalse();
    }

    @Test
    void refusesNumbersThatAreNone() throws Exception {
        var keys = TestRequests.ec("secp256r1");
        var order =
                new BigInteger(
                        "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
        var one = BigInteger.ONE;
        for (var numbers :
                List.of(
                        List.of(BigInteger.ZERO, one),
                        List.of(one, BigInteger.ZERO),
                        List.of(order, one),
                        List.of(one, order),
                        List.of(one.negate(), one))) {
            var signature =
                    new DERSequence(
                            new ASN1Integer[] {
                                new ASN1Integer(numbers.getFirst()),
                                new ASN1Integer(numbers.getLast())
                            });
            assertThat(isBy(keys, "SHA-256", Octets.of(signature.getEncoded())))
                    .as("%s", numbers)
                    .isFalse();
        }
    }

    @Test
    void refusesWhatIsNotDer() throws Exception {
        var keys = TestRequests.ec("secp256r1");
        var der = sign(keys, "SHA256withECDSA").toArray();
        var longer = Arrays.copyOf(der, der.length + 1);
        var indefinite = Arrays.copyOf(der, der.length + 2);
        indefinite[1] = (byte) 0x80;
        for (var octets :
                List.of(
                        new byte[0],
                        Arrays.copyOf(der, der.length - 1),
                        longer,
                        indefinite,
                        new byte[] {4, 0})) {
            assertThat(isBy(keys, "SHA-256", Octets.of(octets))).isFalse();
        }
    }
}
