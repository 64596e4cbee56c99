package org.lineageca.publisher.testpki;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.Octets;

/** A CRL to be signed, right in every respect until a test spoils it. */
public final class CrlDraft {

    private record Added(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {}

    public List<Long> serials = new ArrayList<>();
    public long number;
    public @Nullable Long writtenNumber;
    public Instant thisUpdate;
    public @Nullable Instant nextUpdate;
    public X500Name issuer;
    public byte[] keyIdentifier;
    public ContentSigner signer;
    public @Nullable Octets tbsSha256;
    public @Nullable Long recordedEntries;
    public String scope = "complete";
    public @Nullable Long base;
    public @Nullable Long recordedBase;
    public boolean baseCritical = true;
    public @Nullable String distributionPoint;
    public boolean distributionPointCritical = true;
    public boolean indirect;
    public boolean onlyCaCertificates;
    public final Map<Long, Integer> reasons = new HashMap<>();
    private final List<Added> added = new ArrayList<>();

    public CrlDraft(TestAuthority authority, long number, Instant thisUpdate, List<Long> serials) {
        this.number = number;
        this.writtenNumber = number;
        this.thisUpdate = thisUpdate;
        this.nextUpdate = thisUpdate.plus(Duration.ofDays(7));
        this.issuer = authority.name();
        this.keyIdentifier = authority.keyIdentifier();
        this.signer = authority.signer();
        this.serials.addAll(serials);
    }

    public CrlDraft with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        added.add(new Added(id, critical, value));
        return this;
    }

    /** Gives it an issuingDistributionPoint. */
    public CrlDraft withDistributionPoint(String uri, boolean critical, boolean indirect) {
        this.distributionPoint = uri;
        this.distributionPointCritical = critical;
        this.indirect = indirect;
        return this;
    }

    /**
     * Makes it one of a scope.
     *
     * @param uri of the scope; of a delta: of the scope it belongs to
     */
    public CrlDraft of(String scope, String uri) {
        this.scope = scope;
        if (!scope.startsWith("complete")) {
            distributionPoint = uri;
        }
        onlyCaCertificates = scope.startsWith("ca");
        return this;
    }

    /** Makes it a delta. */
    public CrlDraft addingTo(long number) {
        base = number;
        return this;
    }

    public CrlDraft withReason(long serial, int reason) {
        reasons.put(serial, reason);
        return this;
    }

    /** Names where deltas of its scope are (RFC 5280 5.2.6). */
    public CrlDraft withFreshest(String uri) {
        var point = new DistributionPoint(named(uri), null, null);
        return with(
                Extension.freshestCRL, false, new CRLDistPoint(new DistributionPoint[] {point}));
    }

    /** Says that entries of expired certificates stay (X.509 9.5.2.6). */
    public CrlDraft keepingExpiredSince(Instant since) {
        return with(Extension.expiredCertsOnCRL, false, new DERGeneralizedTime(Date.from(since)));
    }

    private static DistributionPointName named(String uri) {
        return new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri)));
    }

    /** Makes it the last one of its generation. */
    public CrlDraft thatIsFinal() {
        nextUpdate = CertList.NEVER;
        return this;
    }

    public TestCrl sign() {
        try {
            var builder = new X509v2CRLBuilder(issuer, Date.from(thisUpdate));
            if (nextUpdate != null) {
                builder.setNextUpdate(Date.from(nextUpdate));
            }
            for (var serial : serials) {
                builder.addCRLEntry(
                        BigInteger.valueOf(serial),
                        Date.from(thisUpdate),
                        reasons.getOrDefault(
                                serial,
                                serial % 2 == 0 ? CRLReason.keyCompromise : CRLReason.unspecified));
            }
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(keyIdentifier));
            if (writtenNumber != null) {
                builder.addExtension(
                        Extension.cRLNumber,
                        false,
                        new CRLNumber(BigInteger.valueOf(writtenNumber)));
            }
            if (distributionPoint != null) {
                // All six arguments: the shorter one sets indirectCRL.
                builder.addExtension(
                        Extension.issuingDistributionPoint,
                        distributionPointCritical,
                        new IssuingDistributionPoint(
                                named(distributionPoint),
                                false,
                                onlyCaCertificates,
                                null,
                                indirect,
                                false));
            }
            if (base != null) {
                builder.addExtension(
                        Extension.deltaCRLIndicator, baseCritical, new ASN1Integer(base));
            }
            for (var extension : added) {
                builder.addExtension(extension.id(), extension.critical(), extension.value());
            }
            return recorded(builder.build(signer));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private TestCrl recorded(X509CRLHolder signed) throws IOException {
        var tbs = TestAuthority.der(signed.toASN1Structure().getTBSCertList());
        return new TestCrl(
                scope,
                number,
                recordedBase == null ? base : recordedBase,
                thisUpdate,
                nextUpdate == null ? thisUpdate.plusSeconds(1) : nextUpdate,
                recordedEntries == null ? serials.size() : recordedEntries,
                tbsSha256 == null ? tbs.sha256() : tbsSha256,
                Octets.of(signed.getEncoded()));
    }
}
