package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.crl.CrlEncoder;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lint.rules.CrlRules;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * Issues CRLs: number and digest committed, then signed, then recorded; the publisher takes it from
 * there.
 */
public final class IssueCrl {

    /** A CRL as it was recorded. */
    public record Issued(TbsCertList content, Octets der) {}

    private final AuthorityStore authorities;
    private final CrlLedger ledger;
    private final TokenSigning signing;
    private final InstantSource clock;

    public IssueCrl(
            AuthorityStore authorities,
            CrlLedger ledger,
            TokenSigning signing,
            InstantSource clock) {
        this.authorities = authorities;
        this.ledger = ledger;
        this.signing = signing;
        this.clock = clock;
    }

    /** Issues the complete CRL of one generation at once. */
    public Issued issue(Actor actor, GenerationId id) {
        actor.require(Permission.ISSUE_CRL);
        var generation =
                authorities
                        .find(id)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND,
                                        "There is no generation " + id + ". No CRL was issued."));
        if (!(generation instanceof Generation.CrlSigning signer)) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "Generation "
                            + id
                            + " is "
                            + generation.state()
                            + " and signs no CRLs. No CRL was issued.");
        }
        return issue(actor, signer.crlIssuer(), false);
    }

    /** Issues the CRL of every generation whose token is within reach. */
    public List<Issued> issueAll(Actor actor) {
        actor.require(Permission.ISSUE_CRL);
        return withinReach().stream()
                .filter(signer -> !hasFinal(signer.identity().id()))
                .map(signer -> issue(actor, signer.crlIssuer(), false))
                .toList();
    }

    /** Issues what has come due. */
    public List<Issued> issueDue(Actor actor) {
        actor.require(Permission.ISSUE_CRL);
        var now = clock.instant();
        var due =
                ledger.standings().stream()
                        .filter(standing -> standing.isDue(now))
                        .map(CrlLedger.Standing::generation)
                        .toList();
        return withinReach().stream()
                .filter(signer -> due.contains(signer.identity().id()))
                .map(signer -> issue(actor, signer.crlIssuer(), false))
                .toList();
    }

    private List<Generation.CrlSigning> withinReach() {
        return authorities.generations().stream()
                .filter(Generation.CrlSigning.class::isInstance)
                .map(Generation.CrlSigning.class::cast)
                .filter(this::reaches)
                .toList();
    }

    /** Issues the last CRL of a generation that owes nothing any more, unless it is there. */
    void issueFinal(Actor actor, Issuer issuer) {
        actor.require(Permission.ISSUE_CRL);
        if (!hasFinal(issuer.generation())) {
            issue(actor, issuer, true);
        }
    }

    boolean hasFinal(GenerationId id) {
        return latest(id).filter(CrlLedger.Signed::isFinal).isPresent();
    }

    /** Whether a CRL is on record that relying parties still take. */
    boolean hasCurrent(GenerationId id) {
        return latest(id)
                .filter(latest -> latest.nextUpdate().isAfter(clock.instant()))
                .isPresent();
    }

    boolean reaches(Generation.CrlSigning signer) {
        return signing.reaches(signer.identity().key().token());
    }

    private Optional<CrlLedger.Signed> latest(GenerationId id) {
        return ledger.standings().stream()
                .filter(standing -> standing.generation().equals(id))
                .flatMap(standing -> Optional.ofNullable(standing.latest()).stream())
                .findFirst();
    }

    private Issued issue(Actor actor, Issuer issuer, boolean isFinal) {
        if (!signing.reaches(issuer.key().token())) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "Generation "
                            + issuer.generation()
                            + " ("
                            + issuer.identity().name()
                            + ") has its key on token '"
                            + issuer.key().token()
                            + "', which is kept offline. No CRL was issued.");
        }
        var thisUpdate = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var linted =
                ledger.intend(
                        issuer,
                        CrlScope.COMPLETE,
                        thisUpdate,
                        isFinal,
                        actor,
                        content -> CrlRules.PROFILE.admit(content, CrlEncoder.encode(content)));
        var der = signing.signCrl(linted);
        ledger.record(linted, der, clock.instant(), actor);
        return new Issued(linted.content(), der);
    }
}
