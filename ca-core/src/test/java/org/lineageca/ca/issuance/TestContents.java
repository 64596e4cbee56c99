package org.lineageca.ca.issuance;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/** Contents of certificates that are the same each time. */
public final class TestContents {

    public static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    public static final Instant CA_END = Instant.parse("2036-11-22T08:00:00Z");

    /** The generator of P-256: the public key of the private key 1. */
    public static final Octets CA_KEY =
            Octets.ofHex(
                    "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
                            + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

    public static final SerialNumber SERIAL =
            new SerialNumber(new BigInteger("5a3c9e1f00112233445566778899aabb", 16));

    private TestContents() {}

    /** Of P-256, its private key being 2. */
    public static KeyPair keys() {
        try {
            var parameters = ((ECPublicKey) TestRequests.ec("secp256r1").getPublic()).getParams();
            var twice =
                    new ECPoint(
                            new BigInteger(
                                    "7cf27b188d034f7e8a52380304b51ac3c08969e277f21b35a60b48fc47669978",
                                    16),
                            new BigInteger(
                                    "07775510db8ed040293d9ac69f7430dbba7dade63ce982299e04b79d227873d1",
                                    16));
            var factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new ECPublicKeySpec(twice, parameters)),
                    factory.generatePrivate(new ECPrivateKeySpec(BigInteger.TWO, parameters)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A CA, its certificate being none that could be parsed. */
    public static Issuer issuer(String name, @Nullable String ocsp) {
        var subject = DistinguishedName.of(name);
        var identity =
                new GenerationIdentity(
                        subject,
                        1,
                        "tests",
                        null,
                        KeyHandle.of("test", CA_KEY),
                        KeyAlgorithm.P256,
                        RelyingPartyUris.under("http://crl.example", ocsp, "0011223344556677"));
        return new Issuer(
                identity,
                new CaCertificate(
                        Octets.ofHex("3000"),
                        subject,
                        subject,
                        new SerialNumber(BigInteger.ONE),
                        Instant.parse("2026-11-20T08:00:00Z"),
                        CA_END,
                        CA_KEY,
                        KeyIdentifier.ofPublicKey(CA_KEY)));
    }

    /** What a profile makes of names. */
    public static CertificateContent leaf(
            Issuer issuer,
            CertificateProfile profile,
            DistinguishedName subject,
            List<AlternativeName> names) {
        return new CertificateContent(
                issuer.identity(),
                issuer,
                profile.name(),
                profile.template(),
                SERIAL,
                subject,
                Octets.of(keys().getPublic().getEncoded()),
                names,
                null,
                NOW,
                NOW.plus(profile.validity()).minusSeconds(1),
                profile.terms());
    }

    /** What a profile makes of a request. */
    public static CertificateContent leaf(
            Issuer issuer, CertificateProfile profile, Octets request) {
        var subject = RequestedSubject.of(CertificationRequest.parse(request), profile.rules());
        return leaf(issuer, profile, subject.subject(), subject.names());
    }
}
