package org.lineageca.ca.path;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the platform's PKIX validator (RFC 5280 6.1) says to single paths. It is given the CRLs that
 * are known here and fetches nothing.
 */
public final class PathValidation {

    private final Instant at;
    private final CertStore crls;

    /**
     * Prepares to judge.
     *
     * @param at when the paths must hold
     * @param crls of whichever issuers; of those whose CRL is missing nothing counts as revoked,
     *     and a note says so
     */
    public PathValidation(Instant at, List<X509CRL> crls) {
        this.at = at;
        try {
            this.crls =
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls));
        } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks a store for CRLs", e);
        }
    }

    /** Judges each; the valid ones come first, those without an anchor last. */
    public List<ExploredPath> judge(List<CandidatePath> paths) {
        return paths.stream()
                .map(this::judge)
                .sorted(Comparator.comparing(ExploredPath::outcome))
                .toList();
    }

    private ExploredPath judge(CandidatePath path) {
        return switch (path) {
            case CandidatePath.OpenEnd(var certificates, var finding) ->
                    new ExploredPath(
                            certificates, ExploredPath.Outcome.INCOMPLETE, finding, List.of());
            case CandidatePath.ToAnchor(var certificates) -> throughValidator(certificates);
        };
    }

    private ExploredPath throughValidator(List<PathCertificate> certificates) {
        if (certificates.size() == 1) {
            return valid(certificates, List.of("It is a trust anchor itself."));
        }
        var anchor = certificates.getLast();
        try {
            return valid(
                    certificates,
                    validate(certificates, new TrustAnchor(anchor.certificate(), null)));
        } catch (CertPathValidatorException e) {
            var finding =
                    e.getReason() == PKIXReason.NO_TRUST_ANCHOR
                            ? whyNotThisAnchor(certificates)
                            : ValidatorFindings.of(e, certificates);
            return new ExploredPath(certificates, ExploredPath.Outcome.INVALID, finding, List.of());
        }
    }

    /**
     * The validator passes over an anchor whose name or key identifier does not match, without
     * saying which; given name and key alone it has to look.
     */
    private Finding whyNotThisAnchor(List<PathCertificate> certificates) {
        var anchor = certificates.getLast();
        try {
            validate(
                    certificates,
                    new TrustAnchor(anchor.subject(), anchor.certificate().getPublicKey(), null));
            var below = certificates.size() - 2;
            return new Finding(
                    PathReason.KEY_IDENTIFIER,
                    below,
                    "The signature on %s holds, but its authorityKeyIdentifier names another key than that of %s."
                            .formatted(certificates.get(below).title(), anchor.title()));
        } catch (CertPathValidatorException e) {
            return ValidatorFindings.of(e, certificates);
        }
    }

    /**
     * Returns what was not checked.
     *
     * @throws CertPathValidatorException with the first reason, seen from the anchor
     */
    private List<String> validate(List<PathCertificate> certificates, TrustAnchor anchor)
            throws CertPathValidatorException {
        try {
            var validator = CertPathValidator.getInstance("PKIX");
            var revocation = (PKIXRevocationChecker) validator.getRevocationChecker();
            // CRLs only, and what cannot be known is reported instead of refused.
            revocation.setOptions(
                    EnumSet.of(
                            PKIXRevocationChecker.Option.PREFER_CRLS,
                            PKIXRevocationChecker.Option.NO_FALLBACK,
                            PKIXRevocationChecker.Option.SOFT_FAIL));
            var parameters = new PKIXParameters(Set.of(anchor));
            parameters.setDate(Date.from(at));
            parameters.setRevocationEnabled(false); // the checker added next is used all the same
            parameters.addCertPathChecker(revocation);
            parameters.addCertStore(crls);
            validator.validate(
                    CertificateFactory.getInstance("X.509")
                            .generateCertPath(
                                    certificates.subList(0, certificates.size() - 1).stream()
                                            .map(PathCertificate::certificate)
                                            .toList()),
                    parameters);
            return unchecked(certificates, revocation);
        } catch (CertPathValidatorException e) {
            throw e;
        } catch (CertificateException e) {
            throw new CertPathValidatorException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot validate certification paths", e);
        }
    }

    private List<String> unchecked(
            List<PathCertificate> certificates, PKIXRevocationChecker revocation) {
        return revocation.getSoftFailExceptions().stream()
                .map(CertPathValidatorException::getIndex)
                .distinct()
                .sorted()
                .map(index ->
                        "Revocation not checked for %s: no CRL of %s by the key above it and in force at %s is known here."
                                .formatted(
                                        certificates.get(index).title(),
                                        certificates.get(index).issuerName(),
                                        at.truncatedTo(ChronoUnit.SECONDS)))
                .toList();
    }

    private ExploredPath valid(List<PathCertificate> certificates, List<String> unchecked) {
        var notes = new ArrayList<>(unchecked);
        for (var i = 0; i + 1 < certificates.size(); i++) {
            if (certificates.get(i).namesAnotherKeyThan(certificates.get(i + 1))) {
                notes.add(
                        "The authorityKeyIdentifier of %s names another key than that of %s; some verifiers refuse this."
                                .formatted(
                                        certificates.get(i).title(),
                                        certificates.get(i + 1).title()));
            }
        }
        var anchor = certificates.getLast();
        if (at.isAfter(anchor.notAfter())) {
            notes.add(
                    "The trust anchor expired on %s; RFC 5280 does not look at that, many verifiers do."
                            .formatted(anchor.notAfter()));
        }
        return new ExploredPath(certificates, ExploredPath.Outcome.VALID, null, notes);
    }
}
