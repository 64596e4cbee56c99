package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lint.Finding;
import org.lineageca.ca.lint.Findings;
import org.lineageca.ca.lint.Lint;
import org.lineageca.octets.Octets;

/**
 * The rules that need nothing but what is looked at: anybody's certificate, CRL, answer or request.
 */
public final class ForeignRules {

    /** What it is. */
    public enum Kind {
        CERTIFICATE,
        CRL,
        OCSP_RESPONSE,
        REQUEST
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

    /** Larger ones are nobody's, and rules compare everything in them with everything. */
    private static final int LARGEST_CERTIFICATE = 256 * 1024;

    private static final int LARGEST_ANSWER = 1024 * 1024;

    /** Version, subject, key, attributes (RFC 2986 4.1). */
    private static final int REQUEST_FIELDS = 4;

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
                    new CrlSignatureParameters(),
                    new CrlScopeIsOne(),
                    new CrlEntryExtensionsCritical(),
                    new CrlDeltaHasNoFreshest(),
                    new CrlLifetimeOfYear());

    static final List<Lint<OcspFields>> OCSP =
            List.of(
                    new OcspIsSuccessful(),
                    new OcspAnswersSomething(),
                    new OcspSignatureHashIsStrong(),
                    new OcspTimes(),
                    new OcspSaysWhenTheNextComes(),
                    new OcspValidity(),
                    new OcspAnswersOnce(),
                    new OcspTimesAreInSeconds(),
                    new OcspReasonsAreKnown(),
                    new OcspNonceLength(),
                    new OcspArchiveCutoff(),
                    new OcspExtensionsAreNotCritical(),
                    new OcspSignerMayAnswer(),
                    new OcspSignerIsNotAskedAbout(),
                    new OcspSignerIsValid(),
                    new OcspResponderIsItsSigner(),
                    new OcspSignatureVerifies());

    static final List<Lint<RequestFields>> REQUEST =
            List.of(
                    new RequestVersionIsZero(),
                    new RequestProvesPossession(),
                    new RequestSignatureHashIsStrong(),
                    new RequestKeyIsCertified(),
                    new RequestAsksOnce());

    /** With the certificate of its issuer. */
    static final List<Lint<BesideIssuer>> ISSUER =
            List.of(
                    new IssuerNameChains(),
                    new IssuerKeyChains(),
                    new IssuerSigned(),
                    new IssuerLivesAsLong());

    /** Of answers, with the certificate of those certificates' issuer. */
    static final List<Lint<AnswerBesideIssuer>> ANSWER_ISSUER =
            List.of(new OcspIsAboutIssuer(), new OcspSignerIsIssuers());

    private ForeignRules() {}

    /**
     * Examines.
     *
     * @param der a Certificate, CertificateList, OCSPResponse or CertificationRequest
     * @param issuer the certificate of its issuer; null where that is not at hand
     * @throws IllegalArgumentException if it is none of these, or too large for one; saying why
     */
    public static Examined examine(Octets der, @Nullable Octets issuer) {
        try {
            var kind = kind(ASN1Primitive.fromByteArray(der.toArray()));
            requireSize(kind, der.length());
            return new Examined(
                    kind,
                    switch (kind) {
                        case CERTIFICATE -> certificate(der, issuer);
                        case CRL -> crl(der, issuer);
                        case OCSP_RESPONSE -> answer(OcspFields.of(der), issuer);
                        case REQUEST -> Findings.all(REQUEST, RequestFields.of(der));
                    });
        } catch (IOException e) {
            throw new IllegalArgumentException("its DER cannot be read: " + e.getMessage(), e);
        } catch (IllegalStateException
                | ClassCastException
                | IndexOutOfBoundsException
                | ArithmeticException
                | NullPointerException e) {
            throw new IllegalArgumentException(
                    "it is DER, but no certificate, CRL, OCSP response or request", e);
        }
    }

    private static void requireSize(Kind kind, int octets) {
        var most =
                switch (kind) {
                    case CERTIFICATE, REQUEST -> LARGEST_CERTIFICATE;
                    case OCSP_RESPONSE -> LARGEST_ANSWER;
                    case CRL -> Integer.MAX_VALUE;
                };
        if (octets > most) {
            throw new IllegalArgumentException(
                    "it has %d octets, more than the %d that are read of one of its kind"
                            .formatted(octets, most));
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

    private static List<Finding> answer(OcspFields fields, @Nullable Octets issuer) {
        var findings = new ArrayList<>(Findings.all(OCSP, fields));
        if (issuer != null) {
            findings.addAll(
                    Findings.all(
                            ANSWER_ISSUER,
                            new AnswerBesideIssuer(fields, CertificateFields.of(issuer))));
        }
        return findings;
    }

    /**
     * An answer begins with a number, only the fields of a CRL have a time among them, and a
     * request has fewer than anything else.
     */
    private static Kind kind(ASN1Primitive structure) {
        var first = ASN1Sequence.getInstance(structure).getObjectAt(0);
        if (first instanceof ASN1Enumerated) {
            return Kind.OCSP_RESPONSE;
        }
        var fields = ASN1Sequence.getInstance(first);
        if (fields.size() <= REQUEST_FIELDS && fields.getObjectAt(0) instanceof ASN1Integer) {
            return Kind.REQUEST;
        }
        for (var field : fields) {
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
