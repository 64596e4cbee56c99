package org.lineageca.ocsp.protocol;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/**
 * A certificate that lets a key answer for an issuer (RFC 6960 4.2.2.2).
 *
 * @param serial content octets of its serial number's INTEGER
 * @param publicKey DER SubjectPublicKeyInfo
 * @param keyHash SHA-1 of its public key bits, which names the responder (RFC 6960 4.2.1)
 * @param algorithm what its key signs with
 * @param certificates the element {@code certs} of a BasicOCSPResponse: this certificate alone
 */
public record DelegateCertificate(
        Octets serial,
        Octets publicKey,
        Octets keyHash,
        SignatureAlgorithm algorithm,
        Instant notBefore,
        Instant notAfter,
        Octets certificates) {

    /** id-kp-OCSPSigning. */
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";

    /** id-pkix-ocsp-nocheck: without it a relying party would ask about the delegate in turn. */
    private static final ASN1ObjectIdentifier NO_CHECK = OCSPObjectIdentifiers.id_pkix_ocsp_nocheck;

    /** "The value of the extension SHALL be NULL" (RFC 6960 4.2.2.2.1). */
    private static final Octets NULL_VALUE = Octets.ofHex("0500");

    /**
     * Reads a delegate's certificate and checks that this issuer made it and meant it.
     *
     * @param issuerName DER Name of the issuer answered for
     * @param issuerKey DER SubjectPublicKeyInfo of the issuer answered for: relying parties accept
     *     no other key's delegate, even under the same name
     */
    public static DelegateCertificate issuedBy(Octets issuerName, Octets issuerKey, Octets der)
            throws UnfitDelegateException {
        var certificate = parse(der);
        if (!Octets.of(certificate.getIssuerX500Principal().getEncoded()).equals(issuerName)) {
            throw new UnfitDelegateException("its issuer has another name");
        }
        if (!isOnlyOcspSigning(certificate)) {
            throw new UnfitDelegateException("its extended key usage is not OCSPSigning alone");
        }
        if (!hasNoCheck(der)) {
            throw new UnfitDelegateException("it lacks id-pkix-ocsp-nocheck with the value NULL");
        }
        verify(certificate, issuerKey);
        var publicKey = Octets.of(certificate.getPublicKey().getEncoded());
        return new DelegateCertificate(
                Octets.of(certificate.getSerialNumber().toByteArray()),
                publicKey,
                HashAlgorithm.SHA1.of(IssuerId.keyBits(publicKey)),
                SigningKey.algorithm(publicKey),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                certificates(der));
    }

    public boolean isValidAt(Instant instant) {
        return !instant.isBefore(notBefore) && instant.isBefore(notAfter);
    }

    private static X509Certificate parse(Octets der) throws UnfitDelegateException {
        var stream = new ByteArrayInputStream(der.toArray());
        try {
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(stream);
            if (stream.available() > 0) {
                throw new UnfitDelegateException("it is followed by something else");
            }
            return certificate;
        } catch (GeneralSecurityException e) {
            throw new UnfitDelegateException("it is no certificate: " + e.getMessage());
        }
    }

    private static boolean isOnlyOcspSigning(X509Certificate certificate) {
        try {
            return List.of(OCSP_SIGNING).equals(certificate.getExtendedKeyUsage());
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    /** Read here, since the JDK forgets this extension's value. */
    private static boolean hasNoCheck(Octets der) {
        var extensions = Certificate.getInstance(der.toArray()).getTBSCertificate().getExtensions();
        var noCheck = extensions == null ? null : extensions.getExtension(NO_CHECK);
        return noCheck != null && Octets.of(noCheck.getExtnValue().getOctets()).equals(NULL_VALUE);
    }

    private static void verify(X509Certificate certificate, Octets issuerKey)
            throws UnfitDelegateException {
        try {
            certificate.verify(
                    KeyFactory.getInstance(SigningKey.family(issuerKey))
                            .generatePublic(new X509EncodedKeySpec(issuerKey.toArray())));
        } catch (GeneralSecurityException e) {
            throw new UnfitDelegateException(
                    "the key answered for did not sign it: " + e.getMessage());
        }
    }

    private static Octets certificates(Octets der) {
        return DerWriter.explicit(0, DerWriter.sequence(der));
    }
}
