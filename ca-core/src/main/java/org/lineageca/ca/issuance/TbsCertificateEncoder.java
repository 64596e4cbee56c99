package org.lineageca.ca.issuance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.x509.AlternativeNames;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.SignatureIdentifier;
import org.lineageca.octets.Octets;

/** TBSCertificate as DER (RFC 5280 4.1). */
public final class TbsCertificateEncoder {

    /** RFC 7633 6. */
    private static final ASN1ObjectIdentifier TLS_FEATURE =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

    /** The TLS extension status_request (RFC 6066 8). */
    private static final int STATUS_REQUEST = 5;

    private TbsCertificateEncoder() {}

    public static Octets encode(CertificateContent content) {
        try {
            var tbs = new V3TBSCertificateGenerator();
            tbs.setSerialNumber(new ASN1Integer(content.serial().value()));
            tbs.setSignature(SignatureIdentifier.of(content.algorithm()));
            tbs.setIssuer(name(content.signer().name()));
            tbs.setStartDate(new Time(Date.from(content.notBefore())));
            tbs.setEndDate(new Time(Date.from(content.notAfter())));
            tbs.setSubject(name(content.subject()));
            tbs.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(content.publicKey().toArray()));
            var extensions = new ExtensionsGenerator();
            addKeyExtensions(content, extensions);
            addNames(content, extensions);
            var issuer = content.issuer();
            if (issuer != null) {
                addPointers(content, issuer.uris(), extensions);
            }
            addRevocationTerms(content.terms().extensions(), extensions);
            tbs.setExtensions(extensions.generate());
            return Octets.of(tbs.generateTBSCertificate().getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "certificate " + content.serial() + " has no DER encoding", e);
        }
    }

    private static void addKeyExtensions(CertificateContent content, ExtensionsGenerator extensions)
            throws IOException {
        var template = content.template();
        // Key identifier only: issuer name and serial in it would break the chain when the issuer's
        // certificate is renewed.
        extensions.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(content.authorityKeyIdentifier().value().toArray()));
        extensions.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new SubjectKeyIdentifier(
                        KeyIdentifier.ofPublicKey(content.publicKey()).value().toArray()));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(content.keyUsage()));
        extensions.addExtension(
                Extension.basicConstraints, true, basicConstraints(content.constraints()));
        if (content.constraints() != null) {
            addConstraints(content.constraints(), extensions);
        }
        var terms = content.terms().extensions();
        if (!terms.purposes().isEmpty()) {
            extensions.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(
                            terms.purposes().stream()
                                    .map(ASN1ObjectIdentifier::new)
                                    .map(KeyPurposeId::getInstance)
                                    .toArray(KeyPurposeId[]::new)));
        }
        if (!terms.policies().isEmpty()) {
            extensions.addExtension(
                    Extension.certificatePolicies,
                    false,
                    new CertificatePolicies(
                            terms.policies().stream()
                                    .map(TbsCertificateEncoder::policy)
                                    .toArray(PolicyInformation[]::new)));
        }
        if (template == CertificateTemplate.OCSP_SIGNER) {
            extensions.addExtension(
                    OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        }
    }

    private static PolicyInformation policy(ExtensionRules.Policy policy) {
        var oid = new ASN1ObjectIdentifier(policy.oid());
        return policy.cps() == null
                ? new PolicyInformation(oid)
                : new PolicyInformation(
                        oid, new DERSequence(new PolicyQualifierInfo(policy.cps())));
    }

    private static BasicConstraints basicConstraints(@Nullable CaConstraints constraints) {
        if (constraints == null) {
            return new BasicConstraints(false);
        }
        var length = constraints.pathLength();
        return length == null ? new BasicConstraints(true) : new BasicConstraints(length);
    }

    private static void addConstraints(CaConstraints constraints, ExtensionsGenerator extensions)
            throws IOException {
        if (!constraints.policies().isEmpty()) {
            extensions.addExtension(
                    Extension.certificatePolicies,
                    false,
                    new CertificatePolicies(
                            constraints.policies().stream()
                                    .map(ASN1ObjectIdentifier::new)
                                    .map(PolicyInformation::new)
                                    .toArray(PolicyInformation[]::new)));
        }
        if (!constraints.permittedDns().isEmpty()) {
            // "Conforming CAs MUST mark this extension as critical" (RFC 5280 4.2.1.10).
            extensions.addExtension(
                    Extension.nameConstraints,
                    true,
                    new NameConstraints(
                            constraints.permittedDns().stream()
                                    .map(name -> new GeneralName(GeneralName.dNSName, name))
                                    .map(GeneralSubtree::new)
                                    .toArray(GeneralSubtree[]::new),
                            null));
        }
    }

    private static void addNames(CertificateContent content, ExtensionsGenerator extensions)
            throws IOException {
        if (!content.names().isEmpty()) {
            // "If the subject field contains an empty sequence, the extension MUST be critical"
            // (RFC 5280 4.2.1.6).
            var critical = X500Name.getInstance(content.subject().der().toArray()).size() == 0;
            extensions.addExtension(
                    Extension.subjectAlternativeName,
                    critical,
                    AlternativeNames.write(content.names()));
        }
    }

    private static void addPointers(
            CertificateContent content, RelyingPartyUris uris, ExtensionsGenerator extensions)
            throws IOException {
        var access = new ArrayList<AccessDescription>();
        var pointers = content.terms().extensions().pointers();
        if (pointers.crl()) {
            var point =
                    new DistributionPoint(
                            new DistributionPointName(
                                    new GeneralNames(uri(content.crlPointer(uris).uri()))),
                            null,
                            null);
            extensions.addExtension(
                    Extension.cRLDistributionPoints,
                    false,
                    new CRLDistPoint(new DistributionPoint[] {point}));
        }
        if (pointers.ocsp() && uris.ocsp() != null) {
            access.add(new AccessDescription(AccessDescription.id_ad_ocsp, uri(uris.ocsp())));
        }
        if (pointers.caIssuers()) {
            access.add(
                    new AccessDescription(
                            AccessDescription.id_ad_caIssuers, uri(uris.caIssuers())));
        }
        if (!access.isEmpty()) {
            extensions.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(access.toArray(AccessDescription[]::new)));
        }
    }

    private static void addRevocationTerms(ExtensionRules terms, ExtensionsGenerator extensions)
            throws IOException {
        if (terms.noRevAvail()) {
            extensions.addExtension(Extension.noRevAvail, false, DERNull.INSTANCE);
        }
        if (terms.mustStaple()) {
            extensions.addExtension(
                    TLS_FEATURE, false, new DERSequence(new ASN1Integer(STATUS_REQUEST)));
        }
    }

    private static GeneralName uri(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    private static X500Name name(DistinguishedName name) {
        return X500Name.getInstance(name.der().toArray());
    }
}
