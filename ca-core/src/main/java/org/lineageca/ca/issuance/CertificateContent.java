package org.lineageca.ca.issuance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.CrlPointer;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.ca.x509.SignatureIdentifier;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/**
 * What a certificate will say.
 *
 * @param signer the generation whose key signs
 * @param issuer the certificate of that generation; null where a root signs its own
 * @param profile the name of the profile it is made by
 * @param publicKey DER SubjectPublicKeyInfo
 * @param constraints on what a CA may do; null where the template makes no CA
 * @param notBefore whole seconds
 * @param notAfter whole seconds, included in the validity
 * @param terms what it takes from that profile's version
 */
public record CertificateContent(
        GenerationIdentity signer,
        @Nullable Issuer issuer,
        String profile,
        CertificateTemplate template,
        SerialNumber serial,
        DistinguishedName subject,
        Octets publicKey,
        List<AlternativeName> names,
        @Nullable CaConstraints constraints,
        Instant notBefore,
        Instant notAfter,
        ProfileTerms terms) {

    public CertificateContent {
        names = List.copyOf(names);
        if (template.isCa() != (constraints != null)) {
            throw new IllegalArgumentException(
                    template + (template.isCa() ? " needs" : " has no") + " constraints of a CA");
        }
    }

    /** What is not made by a version of a profile. */
    public CertificateContent(
            GenerationIdentity signer,
            @Nullable Issuer issuer,
            String profile,
            CertificateTemplate template,
            SerialNumber serial,
            DistinguishedName subject,
            Octets publicKey,
            List<AlternativeName> names,
            @Nullable CaConstraints constraints,
            Instant notBefore,
            Instant notAfter) {
        this(
                signer,
                issuer,
                profile,
                template,
                serial,
                subject,
                publicKey,
                names,
                constraints,
                notBefore,
                notAfter,
                ProfileTerms.fixed(template));
    }

    /** The same as another certificate, or as the same one at another time. */
    public CertificateContent withIdentity(
            SerialNumber newSerial, Instant newNotBefore, Instant newNotAfter) {
        return new CertificateContent(
                signer,
                issuer,
                profile,
                template,
                newSerial,
                subject,
                publicKey,
                names,
                constraints,
                newNotBefore,
                newNotAfter,
                terms);
    }

    public GenerationId generation() {
        return signer.id();
    }

    public SignatureAlgorithm algorithm() {
        return SignatureIdentifier.algorithmFor(signer.algorithm());
    }

    /**
     * Whether it names a CRL; a root's own certificate, a delegate's and one with noRevAvail do
     * not.
     */
    public boolean namesCrl() {
        return issuer != null && terms.extensions().pointers().crl();
    }

    /** The bits of keyUsage that its key can be used for (RFC 5280 4.2.1.3). */
    public int keyUsage() {
        return KeyRules.usable(terms.extensions().keyUsage(), publicKey);
    }

    /** The CRL it names, of those its issuer's generation has. */
    public CrlPointer crlPointer(RelyingPartyUris uris) {
        return uris.pointer(serial, template.isCa());
    }

    /** The key identifier by which verifiers find the signer's certificate. */
    public KeyIdentifier authorityKeyIdentifier() {
        return issuer == null
                ? KeyIdentifier.ofPublicKey(publicKey)
                : issuer.certificate().keyIdentifier();
    }
}
