package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.renewal.CertificateIdentifier;
import org.lineageca.ca.renewal.SuggestedWindow;
import org.lineageca.ca.renewal.SuggestedWindow.Decided;
import org.lineageca.ca.revocation.ListedCertificate;

/**
 * Tells machines when to replace a certificate (RFC 9773). Nothing is kept for it: it follows from
 * the certificate's life, its status, and the lists it is on.
 */
public final class SuggestRenewal {

    /** RFC 9773 4.3.1 recommends it. */
    private static final Duration USUAL = Duration.ofHours(6);

    /** While lists with the certificate are decided: what is approved next must be seen in time. */
    private static final Duration SOON = Duration.ofHours(1);

    /**
     * When to replace it.
     *
     * @param askAgain after this time
     */
    public record Hint(SuggestedWindow window, Duration askAgain) {}

    private final AuthorityStore authorities;
    private final RenewalLedger ledger;
    private final ActStore acts;

    public SuggestRenewal(AuthorityStore authorities, RenewalLedger ledger, ActStore acts) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.acts = acts;
    }

    /**
     * Of one certificate.
     *
     * @param identifier as {@link CertificateIdentifier} writes it
     * @throws RefusedException if it is none, or names no certificate that was issued here
     */
    public Hint suggest(Actor actor, String identifier) {
        actor.require(Permission.VIEW);
        var certificate = find(parsed(identifier));
        var life = certificate.flatMap(ledger::life);
        if (certificate.isEmpty() || life.isEmpty()) {
            throw new RefusedException(
                    Refusal.NOT_FOUND,
                    "No certificate that was issued here is named '%s'.".formatted(identifier));
        }
        var decided = decided(certificate.get());
        return new Hint(
                SuggestedWindow.of(
                        life.get().notBefore(),
                        life.get().notAfter(),
                        life.get().revokedAt(),
                        decided),
                decided.isEmpty() ? USUAL : SOON);
    }

    private static CertificateIdentifier parsed(String identifier) {
        try {
            return CertificateIdentifier.parse(identifier);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "'%s' names no certificate: %s.".formatted(identifier, e.getMessage()),
                    e);
        }
    }

    private Optional<ListedCertificate> find(CertificateIdentifier identifier) {
        return authorities.generations().stream()
                .filter(generation ->
                        generation
                                .caCertificate()
                                .filter(certificate ->
                                        certificate
                                                .keyIdentifier()
                                                .value()
                                                .equals(identifier.keyIdentifier()))
                                .isPresent())
                .findFirst()
                .map(generation ->
                        new ListedCertificate(generation.identity().id(), identifier.serial()));
    }

    /** One person's proposal is no reason yet to have thousands ask for certificates. */
    private List<Decided> decided(ListedCertificate certificate) {
        var decided = new ArrayList<Decided>();
        for (var id : ledger.acts(certificate)) {
            switch (acts.find(id).orElseThrow()) {
                case DecidedAct.Approved act ->
                        decided.add(decided(act.plan().act(), act.approval()));
                case DecidedAct.Done act -> decided.add(decided(act.plan().act(), act.approval()));
                case DecidedAct.Proposed _, DecidedAct.Withdrawn _ -> {}
            }
        }
        return decided;
    }

    private static Decided decided(Act act, DecidedAct.Signature approval) {
        return new Decided(
                approval.at(),
                act instanceof Act.ReissueCertificates reissue ? reissue.deadline() : null);
    }
}
