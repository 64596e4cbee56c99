package org.lineageca.ca.crl;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.Time;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.SignatureIdentifier;
import org.lineageca.octets.Octets;

/** TBSCertList as DER (RFC 5280 5.1). */
public final class CrlEncoder {

    private static final int VERSION_2 = 1;

    private CrlEncoder() {}

    public static Octets encode(TbsCertList content) {
        try {
            var list = new ASN1EncodableVector();
            list.add(new ASN1Integer(VERSION_2));
            list.add(SignatureIdentifier.of(content.issuer().algorithm()));
            list.add(X500Name.getInstance(content.issuer().identity().name().der().toArray()));
            list.add(time(content.thisUpdate()));
            list.add(time(content.nextUpdate()));
            // "When there are no revoked certificates, the revoked certificates list MUST be
            // absent" (RFC 5280 5.1.2.6).
            if (!content.entries().isEmpty()) {
                var revoked = new ASN1EncodableVector(content.entries().size());
                for (var entry : content.entries()) {
                    revoked.add(entry(entry));
                }
                list.add(new DERSequence(revoked));
            }
            list.add(new DERTaggedObject(true, 0, extensions(content)));
            return Octets.of(new DERSequence(list).getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "CRL " + content.number().value() + " has no DER encoding", e);
        }
    }

    private static DERSequence entry(RevocationEntry entry) throws IOException {
        var parts = new ASN1EncodableVector(3);
        parts.add(new ASN1Integer(entry.serial().value()));
        parts.add(time(entry.revocationDate()));
        var extensions = new ExtensionsGenerator();
        // "the reason code CRL entry extension SHOULD be absent instead of using the unspecified
        // (0) value" (RFC 5280 5.3.1).
        if (entry.reason() != RevocationReason.UNSPECIFIED) {
            extensions.addExtension(
                    Extension.reasonCode, false, CRLReason.lookup(entry.reason().code()));
        }
        if (entry.invalidityDate() != null) {
            extensions.addExtension(
                    Extension.invalidityDate,
                    false,
                    new ASN1GeneralizedTime(Date.from(entry.invalidityDate())));
        }
        if (!extensions.isEmpty()) {
            parts.add(extensions.generate());
        }
        return new DERSequence(parts);
    }

    private static org.bouncycastle.asn1.x509.Extensions extensions(TbsCertList content)
            throws IOException {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(
                        content.issuer().certificate().keyIdentifier().value().toArray()));
        extensions.addExtension(
                Extension.cRLNumber,
                false,
                new CRLNumber(BigInteger.valueOf(content.number().value())));
        if (content.criticalDistributionPoint()) {
            var uri =
                    new GeneralName(
                            GeneralName.uniformResourceIdentifier,
                            content.scope().distributionPoint());
            // All six arguments: the shorter constructor's third one is indirectCRL.
            extensions.addExtension(
                    Extension.issuingDistributionPoint,
                    true,
                    new IssuingDistributionPoint(
                            new DistributionPointName(new GeneralNames(uri)),
                            false,
                            false,
                            null,
                            false,
                            false));
        }
        return extensions.generate();
    }

    /** UTCTime through 2049, GeneralizedTime from 2050 on (RFC 5280 5.1.2.4). */
    private static Time time(Instant instant) {
        return new Time(Date.from(instant));
    }
}
