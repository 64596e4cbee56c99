package org.lineageca.ca.path;

import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import java.util.List;
import java.util.Map;

/** What the platform's validator says, in our words. */
final class ValidatorFindings {

    private static final Map<CertPathValidatorException.Reason, PathReason> REASONS =
            Map.ofEntries(
                    Map.entry(BasicReason.EXPIRED, PathReason.EXPIRED),
                    Map.entry(BasicReason.NOT_YET_VALID, PathReason.NOT_YET_VALID),
                    Map.entry(BasicReason.REVOKED, PathReason.REVOKED),
                    Map.entry(BasicReason.INVALID_SIGNATURE, PathReason.SIGNATURE),
                    Map.entry(BasicReason.ALGORITHM_CONSTRAINED, PathReason.ALGORITHM),
                    Map.entry(PKIXReason.NAME_CHAINING, PathReason.NAME_CHAINING),
                    Map.entry(PKIXReason.NOT_CA_CERT, PathReason.NOT_A_CA),
                    Map.entry(PKIXReason.PATH_TOO_LONG, PathReason.PATH_LENGTH),
                    Map.entry(PKIXReason.INVALID_NAME, PathReason.NAME_CONSTRAINTS),
                    Map.entry(PKIXReason.INVALID_KEY_USAGE, PathReason.KEY_USAGE),
                    Map.entry(PKIXReason.INVALID_POLICY, PathReason.POLICY),
                    Map.entry(PKIXReason.UNRECOGNIZED_CRIT_EXT, PathReason.CRITICAL_EXTENSION),
                    Map.entry(PKIXReason.NO_TRUST_ANCHOR, PathReason.UNTRUSTED));

    private ValidatorFindings() {}

    static Finding of(CertPathValidatorException failure, List<PathCertificate> path) {
        var reason = reason(failure);
        // Without an index it is about what stands below the anchor.
        var index = failure.getIndex() < 0 ? path.size() - 2 : failure.getIndex();
        return new Finding(reason, index, sentence(reason, failure, path, index));
    }

    private static PathReason reason(CertPathValidatorException failure) {
        if (failure.getReason() == BasicReason.UNSPECIFIED
                && (failure.getCause() instanceof InvalidKeyException
                        || failure.getCause() instanceof SignatureException)) {
            // A key of another kind than the signature's.
            return PathReason.SIGNATURE;
        }
        return REASONS.getOrDefault(failure.getReason(), PathReason.OTHER);
    }

    private static String sentence(
            PathReason reason,
            CertPathValidatorException failure,
            List<PathCertificate> path,
            int index) {
        var certificate = path.get(index);
        var title = certificate.title();
        var above = path.get(index + 1).title();
        return switch (reason) {
            case EXPIRED -> "%s expired on %s.".formatted(title, certificate.notAfter());
            case NOT_YET_VALID ->
                    "%s is not valid before %s.".formatted(title, certificate.notBefore());
            case REVOKED -> revoked(title, above, failure);
            case SIGNATURE ->
                    "The signature on %s was not made by the key of %s above it."
                            .formatted(title, above);
            case ALGORITHM ->
                    "%s uses an algorithm or a key size that is no longer accepted: %s"
                            .formatted(title, said(failure));
            case NAME_CHAINING ->
                    "The name does not chain: the issuer of %s is %s, not %s."
                            .formatted(title, certificate.issuerName(), above);
            case NOT_A_CA -> "%s is no CA (basicConstraints).".formatted(title);
            case PATH_LENGTH ->
                    "%s is one CA too many: a certificate above it allows fewer below (pathLenConstraint)."
                            .formatted(title);
            case NAME_CONSTRAINTS ->
                    "A CA above may not certify the names in %s (nameConstraints)."
                            .formatted(title);
            case KEY_USAGE ->
                    "The key of %s may not sign certificates (keyUsage).".formatted(title);
            case POLICY -> "The certificate policies of %s do not fit.".formatted(title);
            case CRITICAL_EXTENSION ->
                    "%s has a critical extension that is not understood: %s"
                            .formatted(title, said(failure));
            case KEY_IDENTIFIER, UNTRUSTED, ISSUER_NOT_FOUND, LOOP, TOO_DEEP, OTHER ->
                    "%s was refused: %s.".formatted(title, said(failure));
        };
    }

    /** The platform's own words; without the name of the class that said them. */
    private static String said(CertPathValidatorException failure) {
        var cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }

    private static String revoked(String title, String above, CertPathValidatorException failure) {
        return failure.getCause() instanceof CertificateRevokedException revocation
                ? "%s was revoked by %s on %s (%s)."
                        .formatted(
                                title,
                                above,
                                revocation.getRevocationDate().toInstant(),
                                revocation.getRevocationReason())
                : "%s was revoked.".formatted(title);
    }
}
