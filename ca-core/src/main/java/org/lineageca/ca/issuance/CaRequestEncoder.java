package org.lineageca.ca.issuance;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.octets.Octets;

/**
 * CertificationRequestInfo as DER (RFC 2986 4.1), the extensions asked for in it (RFC 2985 5.4.2).
 */
public final class CaRequestEncoder {

    private CaRequestEncoder() {}

    public static Octets encode(CaRequest request) {
        var identity = request.generation();
        var length = request.constraints().pathLength();
        try {
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.basicConstraints,
                    true,
                    length == null ? new BasicConstraints(true) : new BasicConstraints(length));
            extensions.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(CertificateTemplate.ISSUING_CA.keyUsage()));
            extensions.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new SubjectKeyIdentifier(
                            KeyIdentifier.ofPublicKey(identity.key().publicKey())
                                    .value()
                                    .toArray()));
            var info =
                    new CertificationRequestInfo(
                            X500Name.getInstance(identity.name().der().toArray()),
                            SubjectPublicKeyInfo.getInstance(identity.key().publicKey().toArray()),
                            new DERSet(
                                    new Attribute(
                                            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
                                            new DERSet(extensions.generate()))));
            return Octets.of(info.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the request of generation " + identity.id() + " has no DER encoding", e);
        }
    }
}
