package org.lineageca.publisher.guard;

import static org.lineageca.publisher.guard.Check.require;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Check.Finding;

/** Decides whether a CA certificate may be published (RFC 5280 4). */
public final class CertificateGuard {

    private static final int LARGEST_BYTES = 64 * 1024;

    private static final List<Check<Examination>> CHECKS =
            List.of(
                    CertificateGuard::algorithm,
                    CertificateGuard::criticalExtensions,
                    CertificateGuard::subject,
                    CertificateGuard::authority,
                    CertificateGuard::issuer,
                    CertificateGuard::signature,
                    CertificateGuard::notOlder,
                    CertificateGuard::sameKeyIdentifier);

    private record Examination(
            CaCertificate certificate,
            CertificateCandidate candidate,
            @Nullable CaCertificate last) {

        /** RFC 5280 3.2: "self-issued" is "the same DN in the subject and issuer fields". */
        boolean selfIssued() {
            return certificate.issuer().equals(certificate.subject());
        }

        /** The key that must have signed; empty where that of a CA not ours has. */
        Optional<Octets> issuerKey() {
            return switch (candidate.issuer()) {
                case RecordedIssuer.Generation(_, var publicKey) -> Optional.of(publicKey);
                case RecordedIssuer.Unrecorded _ ->
                        selfIssued() ? Optional.of(candidate.publicKey()) : Optional.empty();
            };
        }

        CheckedCertificate checked() {
            return issuerKey().isPresent()
                    ? new CheckedCertificate.SignedByUs(certificate)
                    : new CheckedCertificate.SignedByOthers(certificate);
        }
    }

    private CertificateGuard() {}

    /**
     * Examines a candidate.
     *
     * @param last the certificate published last at the same place, which this one is to replace;
     *     null where it replaces none
     */
    public static Verdict<CheckedCertificate> examine(
            CertificateCandidate candidate, @Nullable CaCertificate last) {
        return switch (read(candidate.der())) {
            case Verdict.Refuse<CaCertificate>(var reason, var why) ->
                    new Verdict.Refuse<>(reason, why);
            case Verdict.Publish<CaCertificate>(var certificate) -> {
                var examination = new Examination(certificate, candidate, last);
                yield Check.first(CHECKS, examination)
                        .map(Finding::<CheckedCertificate>refusal)
                        .orElseGet(() -> new Verdict.Publish<>(examination.checked()));
            }
        };
    }

    /** Reads a CA certificate without deciding whether it is right. */
    public static Verdict<CaCertificate> read(Octets der) {
        if (der.length() > LARGEST_BYTES) {
            return new Verdict.Refuse<>(
                    RefusalReason.TOO_LARGE,
                    "It has %d bytes, the limit is %d.".formatted(der.length(), LARGEST_BYTES));
        }
        try {
            return new Verdict.Publish<>(CaCertificateReader.read(der));
        } catch (MalformedDerException e) {
            return new Verdict.Refuse<>(
                    RefusalReason.MALFORMED,
                    "It is not the strict DER of a certificate: " + e.getMessage() + ".");
        }
    }

    private static Optional<Finding> algorithm(Examination e) {
        var outer = e.certificate().signed().outerAlgorithm();
        return require(
                        e.certificate().innerAlgorithm().equals(outer),
                        RefusalReason.ALGORITHMS_DIFFER,
                        "The signed and the outer signature algorithm differ.")
                .or(() ->
                        require(
                                SigningAlgorithm.of(outer).isPresent(),
                                RefusalReason.ALGORITHM_NOT_ALLOWED,
                                "The signature algorithm " + outer + " is not allowed."));
    }

    private static Optional<Finding> criticalExtensions(Examination e) {
        var unexpected = e.certificate().unexpectedCritical();
        return require(
                unexpected == null,
                RefusalReason.UNKNOWN_CRITICAL_EXTENSION,
                "It has the critical extension " + unexpected + ", which has no place in it.");
    }

    private static Optional<Finding> subject(Examination e) {
        return require(
                        e.certificate().subject().equals(e.candidate().subject()),
                        RefusalReason.SUBJECT_NAME,
                        "Its subject is not, octet for octet, the authority's name.")
                .or(() ->
                        require(
                                e.certificate().publicKey().equals(e.candidate().publicKey()),
                                RefusalReason.PUBLIC_KEY,
                                "Its public key is not that of its generation."));
    }

    private static Optional<Finding> authority(Examination e) {
        return require(
                        e.certificate().ca(),
                        RefusalReason.NOT_A_CA,
                        "Its basicConstraints do not say, critically, that it is a CA.")
                .or(() ->
                        require(
                                e.certificate().keyIdentifier() != null,
                                RefusalReason.KEY_IDENTIFIER,
                                "It has no subjectKeyIdentifier."));
    }

    private static Optional<Finding> issuer(Examination e) {
        return switch (e.candidate().issuer()) {
            case RecordedIssuer.Generation(var name, _) ->
                    require(
                            e.certificate().issuer().equals(name),
                            RefusalReason.ISSUER_NAME,
                            "Its issuer is not, octet for octet, the name of the generation that signed it.");
            case RecordedIssuer.Unrecorded _ -> Optional.empty();
        };
    }

    private static Optional<Finding> signature(Examination e) {
        return e.issuerKey()
                .flatMap(publicKey ->
                        require(
                                SigningAlgorithm.of(e.certificate().innerAlgorithm())
                                        .filter(a ->
                                                a.verifies(publicKey, e.certificate().signed()))
                                        .isPresent(),
                                RefusalReason.SIGNATURE,
                                "Its signature does not verify with the key of its issuer."));
    }

    private static Optional<Finding> notOlder(Examination e) {
        var before = e.last() == null ? Instant.MIN : e.last().notBefore();
        return require(
                !e.certificate().notBefore().isBefore(before),
                RefusalReason.OLDER_THAN_PUBLISHED,
                "Its notBefore %s lies before %s, that of the certificate published last."
                        .formatted(e.certificate().notBefore(), before));
    }

    /** With another one the certificates and CRLs of this key would name a key nobody finds. */
    private static Optional<Finding> sameKeyIdentifier(Examination e) {
        var before = e.last() == null ? null : e.last().keyIdentifier();
        return require(
                before == null || before.equals(e.certificate().keyIdentifier()),
                RefusalReason.KEY_IDENTIFIER,
                "Its subjectKeyIdentifier %s is not %s, that of the certificate published last."
                        .formatted(e.certificate().keyIdentifier(), before));
    }
}
