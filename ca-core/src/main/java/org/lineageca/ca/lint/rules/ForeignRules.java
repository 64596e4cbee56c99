package org.lineageca.ca.lint.rules;

import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lint.Finding;
import org.lineageca.ca.lint.Findings;
import org.lineageca.ca.lint.Lint;
import org.lineageca.octets.Octets;

/** The rules that need nothing but what is looked at: anybody's certificate, CRL or answer. */
public final class ForeignRules {

    /** What it is. */
    public enum Kind {
        CERTIFICATE,
        CRL,
        OCSP_RESPONSE
    }

    /** What rules found in it. */
    public record Examined(Kind kind, List<Finding> findings) {
        public Examined {
            findings = List.copyOf(findings);
        }

        public boolean hasErrors() {
            return findings.stream().anyMatch(Finding::isError);
        }
    }

    static final List<Lint<CrlFields>> CRL =
            List.of(
                    new CrlVersionIsTwo(),
                    new CrlSignatureHashIsStrong(),
                    new CrlSignatureAlgorithmsAgree(),
                    new CrlSaysWhenTheNextComes(),
                    new CrlHasNumber(),
                    new CrlNamesItsKey(),
                    new CrlCriticalExtensions(),
                    new CrlEntriesUnique(),
                    new CrlReasonsAreKnown(),
                    new CrlEmptyListIsLeftOut(),
                    new CrlLifetimeOfYear());

    static final List<Lint<OcspFields>> OCSP =
            List.of(
                    new OcspIsSuccessful(),
                    new OcspSignatureHashIsStrong(),
                    new OcspTimes(),
                    new OcspSaysWhenTheNextComes(),
                    new OcspValidity(),
                    new OcspAnswersOnce(),
                    new OcspSignerMayAnswer());

    /** With the certificate of its issuer. */
    static final List<Lint<BesideIssuer>> ISSUER =
            List.of(
                    new IssuerNameChains(),
                    new IssuerKeyChains(),
                    new IssuerSigned(),
                    new IssuerLivesAsLong());

    private ForeignRules() {}

    /**
     * Examines.
     *
     * @param der a Certificate, CertificateList or OCSPResponse
     * @param issuer the certificate of its issuer; null where that is not at hand
     * @throws IllegalArgumentException if it is none of these
     */
    public static Examined examine(Octets der, @Nullable Octets issuer) {
        try {
            var kind = kind(der);
            return new Examined(
                    kind,
                    switch (kind) {
                        case CERTIFICATE -> certificate(der, issuer);
                        case CRL -> crl(der, issuer);
                        case OCSP_RESPONSE -> Findings.all(OCSP, OcspFields.of(der));
                    });
        } catch (IllegalStateException | ClassCastException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "it is DER, but no certificate, CRL or OCSP response", e);
        }
    }

    private static List<Finding> certificate(Octets der, @Nullable Octets issuer) {
        var fields = CertificateFields.of(der);
        var findings = new ArrayList<>(Findings.all(CertificateRules.ANY, fields));
        findings.addAll(Findings.all(CertificateRules.FOREIGN, fields));
        if (issuer != null) {
            findings.addAll(
                    Findings.all(
                            ISSUER,
                            new BesideIssuer(
                                    der, fields, null, CertificateFields.of(issuer), issuer)));
        }
        return findings;
    }

    private static List<Finding> crl(Octets der, @Nullable Octets issuer) {
        var fields = CrlFields.of(der);
        var findings = new ArrayList<>(Findings.all(CRL, fields));
        if (issuer != null) {
            findings.addAll(
                    Findings.all(
                            ISSUER,
                            new BesideIssuer(
                                    der, null, fields, CertificateFields.of(issuer), issuer)));
        }
        return findings;
    }

    /** An answer begins with a number, and only the fields of a CRL have a time among them. */
    private static Kind kind(Octets der) {
        var first = ASN1Sequence.getInstance(der.toArray()).getObjectAt(0);
        if (first instanceof ASN1Enumerated) {
            return Kind.OCSP_RESPONSE;
        }
        for (var field : ASN1Sequence.getInstance(first)) {
            if (isTime(field)) {
                return Kind.CRL;
            }
        }
        return Kind.CERTIFICATE;
    }

    private static boolean isTime(ASN1Encodable field) {
        return field instanceof ASN1UTCTime || field instanceof ASN1GeneralizedTime;
    }
}
