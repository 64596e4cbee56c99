package org.lineageca.ca.crl;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.Time;
import org.lineageca.ca.x509.DerHeader;
import org.lineageca.ca.x509.SignatureIdentifier;
import org.lineageca.octets.Octets;

/** What of a TBSCertList stands before the entries, and what behind them. */
record TbsCertListFrame(Octets head, Octets tail) {

    private static final int VERSION_2 = 1;
    private static final int SEQUENCE = 0x30;

    static TbsCertListFrame of(TbsCertList content) {
        try {
            var fields = fields(content);
            var tail = der(new DERTaggedObject(true, 0, extensions(content).generate()));
            var entries = content.extent().octets();
            // "When there are no revoked certificates, the revoked certificates list MUST be
            // absent" (RFC 5280 5.1.2.6).
            var list = entries == 0 ? new byte[0] : DerHeader.of(SEQUENCE, entries);
            var length = fields.length() + list.length + entries + tail.length();
            var head =
                    Octets.join(Octets.of(DerHeader.of(SEQUENCE, length)), fields, Octets.of(list));
            return new TbsCertListFrame(head, tail);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "CRL " + content.number().value() + " has no DER encoding", e);
        }
    }

    private static Octets fields(TbsCertList content) throws IOException {
        return Octets.join(
                der(new ASN1Integer(VERSION_2)),
                der(SignatureIdentifier.of(content.issuer().algorithm())),
                der(X500Name.getInstance(content.issuer().identity().name().der().toArray())),
                time(content.thisUpdate()),
                time(content.nextUpdate()));
    }

    private static ExtensionsGenerator extensions(TbsCertList content) throws IOException {
        var said = content.extensions();
        var base = said.base();
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(
                        content.issuer().certificate().keyIdentifier().value().toArray()));
        extensions.addExtension(Extension.cRLNumber, false, number(content.number()));
        if (base != null) {
            extensions.addExtension(Extension.deltaCRLIndicator, true, number(base));
        }
        if (said.statesScope()) {
            extensions.addExtension(
                    Extension.issuingDistributionPoint, true, issuingPoint(content.scope()));
        }
        if (said.freshest() != null) {
            extensions.addExtension(
                    Extension.freshestCRL,
                    false,
                    new CRLDistPoint(
                            new DistributionPoint[] {
                                new DistributionPoint(point(said.freshest()), null, null)
                            }));
        }
        if (said.expiredSince() != null) {
            extensions.addExtension(
                    Extension.expiredCertsOnCRL,
                    false,
                    new ASN1GeneralizedTime(Date.from(said.expiredSince())));
        }
        return extensions;
    }

    private static CRLNumber number(CrlNumber number) {
        return new CRLNumber(BigInteger.valueOf(number.value()));
    }

    /** All six arguments: the shorter constructor's third one is indirectCRL. */
    private static IssuingDistributionPoint issuingPoint(CrlScope scope) {
        return new IssuingDistributionPoint(
                point(scope.distributionPoint()),
                false,
                scope instanceof CrlScope.CaCertificates,
                null,
                false,
                false);
    }

    private static DistributionPointName point(String uri) {
        return new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
    }

    /** UTCTime through 2049, GeneralizedTime from 2050 on (RFC 5280 5.1.2.4). */
    private static Octets time(Instant instant) throws IOException {
        return der(new Time(Date.from(instant)));
    }

    private static Octets der(ASN1Encodable part) throws IOException {
        return Octets.of(part.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }
}
