package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * What a TBSCertificate says (RFC 5280 4.1), read field by field: Bouncy Castle's own type refuses
 * some of what rules are to name.
 */
final class CertificateFields {

    private final Octets given;
    private final Octets der;
    private final ASN1Sequence fields;
    private final int first;
    private final X500Name issuer;
    private final X500Name subject;
    private final SubjectPublicKeyInfo key;
    private final @Nullable AlgorithmIdentifier outer;
    private final List<Extension> extensions = new ArrayList<>();
    private final Map<ASN1ObjectIdentifier, ASN1Encodable> values = new HashMap<>();
    private boolean hasUniqueIdentifiers;
    private boolean writesDefaults;
    private @Nullable EncodedTime notBefore;
    private @Nullable EncodedTime notAfter;

    private CertificateFields(
            Octets given, Octets der, ASN1Sequence fields, @Nullable AlgorithmIdentifier outer) {
        this.given = given;
        this.der = der;
        this.fields = fields;
        this.outer = outer;
        this.first = fields.getObjectAt(0) instanceof ASN1TaggedObject ? 1 : 0;
        this.issuer = X500Name.getInstance(fields.getObjectAt(first + 2));
        this.subject = X500Name.getInstance(fields.getObjectAt(first + 4));
        this.key = SubjectPublicKeyInfo.getInstance(fields.getObjectAt(first + 5));
        for (var i = first + 6; i < fields.size(); i++) {
            var tagged = ASN1TaggedObject.getInstance(fields.getObjectAt(i));
            if (tagged.getTagNo() == 3) {
                ASN1Sequence.getInstance(tagged, true).forEach(this::add);
            } else {
                hasUniqueIdentifiers = true;
            }
        }
    }

    private void add(ASN1Encodable element) {
        var sequence = ASN1Sequence.getInstance(element);
        writesDefaults |= sequence.getObjectAt(1).equals(ASN1Boolean.FALSE);
        extensions.add(Extension.getInstance(sequence));
    }

    /**
     * Reads what is to be signed.
     *
     * @throws IllegalArgumentException if it is no TBSCertificate
     */
    static CertificateFields ofTbs(Octets der) {
        return read(der, der, null);
    }

    /** The same of a whole certificate. */
    static CertificateFields of(Octets certificate) {
        try {
            var parts = ASN1Sequence.getInstance(certificate.toArray());
            return read(
                    certificate,
                    Octets.of(parts.getObjectAt(0).toASN1Primitive().getEncoded()),
                    AlgorithmIdentifier.getInstance(parts.getObjectAt(1)));
        } catch (IOException e) {
            throw new IllegalArgumentException("it has no encoding", e);
        }
    }

    private static CertificateFields read(
            Octets given, Octets der, @Nullable AlgorithmIdentifier outer) {
        var fields = ASN1Sequence.getInstance(der.toArray());
        if (fields.size() < 6) {
            throw new IllegalArgumentException("a TBSCertificate has at least six fields");
        }
        return new CertificateFields(given, der, fields, outer);
    }

    /** All of it as it was found: a certificate, or the TBSCertificate that is to be signed. */
    Octets given() {
        return given;
    }

    /** The TBSCertificate. */
    Octets der() {
        return der;
    }

    private ASN1Encodable field(int number) {
        return fields.getObjectAt(first + number);
    }

    /** 1 to 3. */
    int version() {
        return first == 0
                ? 1
                : 1
                        + ASN1Integer.getInstance(
                                        ASN1TaggedObject.getInstance(fields.getObjectAt(0)), true)
                                .intValueExact();
    }

    BigInteger serial() {
        return ASN1Integer.getInstance(field(0)).getValue();
    }

    AlgorithmIdentifier signature() {
        return AlgorithmIdentifier.getInstance(field(1));
    }

    /** The algorithm beside the signature; null where nothing is signed yet. */
    @Nullable AlgorithmIdentifier outerSignature() {
        return outer;
    }

    X500Name issuer() {
        return issuer;
    }

    EncodedTime notBefore() {
        var known = notBefore;
        if (known == null) {
            known = time(0);
            notBefore = known;
        }
        return known;
    }

    EncodedTime notAfter() {
        var known = notAfter;
        if (known == null) {
            known = time(1);
            notAfter = known;
        }
        return known;
    }

    private EncodedTime time(int which) {
        return EncodedTime.of(ASN1Sequence.getInstance(field(3)).getObjectAt(which));
    }

    X500Name subject() {
        return subject;
    }

    SubjectPublicKeyInfo key() {
        return key;
    }

    boolean hasUniqueIdentifiers() {
        return hasUniqueIdentifiers;
    }

    /** Whether an extension says critical FALSE. */
    boolean writesDefaults() {
        return writesDefaults;
    }

    List<Extension> extensions() {
        return extensions;
    }

    Optional<Extension> extension(ASN1ObjectIdentifier type) {
        return extensions.stream().filter(each -> each.getExtnId().equals(type)).findFirst();
    }

    boolean has(ASN1ObjectIdentifier type) {
        return extension(type).isPresent();
    }

    /** What authorityInfoAccess describes (RFC 5280 4.2.2.1); empty without it. */
    List<AccessDescription> access() {
        return value(Extension.authorityInfoAccess)
                .map(AuthorityInformationAccess::getInstance)
                .map(access -> List.of(access.getAccessDescriptions()))
                .orElse(List.of());
    }

    /** The value of an extension, parsed. */
    Optional<ASN1Encodable> value(ASN1ObjectIdentifier type) {
        var known = values.get(type);
        if (known != null) {
            return Optional.of(known);
        }
        var found = extension(type).map(CertificateFields::parsed);
        found.ifPresent(value -> values.put(type, value));
        return found;
    }

    private static ASN1Encodable parsed(Extension extension) {
        try {
            return ASN1Primitive.fromByteArray(extension.getExtnValue().getOctets());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the value of extension " + extension.getExtnId() + " is no DER", e);
        }
    }

    boolean isCa() {
        return value(Extension.basicConstraints)
                .map(BasicConstraints::getInstance)
                .filter(BasicConstraints::isCA)
                .isPresent();
    }

    boolean isSelfIssued() {
        return fields.getObjectAt(first + 2).equals(fields.getObjectAt(first + 4));
    }

    /** Of extendedKeyUsage; empty where there is none. */
    List<KeyPurposeId> purposes() {
        return value(Extension.extendedKeyUsage)
                .map(value -> List.of(ExtendedKeyUsage.getInstance(value).getUsages()))
                .orElse(List.of());
    }

    Optional<KeyUsage> usage() {
        return value(Extension.keyUsage).map(KeyUsage::getInstance);
    }

    /** An end entity's, for TLS servers. */
    boolean isServer() {
        return !isCa() && purposes().contains(KeyPurposeId.id_kp_serverAuth);
    }

    /** Of subjectAltName; empty where there is none. */
    List<GeneralName> names() {
        return value(Extension.subjectAlternativeName)
                .map(value -> Arrays.asList(GeneralNames.getInstance(value).getNames()))
                .orElse(List.of());
    }

    /** The values of the names of one kind. */
    List<String> names(int kind) {
        return names().stream()
                .filter(name -> name.getTagNo() == kind)
                .map(name -> name.getName().toString())
                .toList();
    }
}
