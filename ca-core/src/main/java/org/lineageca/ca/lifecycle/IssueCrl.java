package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CrlLedger.Standing;
import org.lineageca.ca.lint.LintedStream;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * Issues CRLs: number, octets and digest committed, then signed, then recorded; the publisher takes
 * it from there.
 */
public final class IssueCrl {

    /**
     * A CRL as it was recorded.
     *
     * @param octets its size
     */
    public record Issued(TbsCertList content, long octets) {}

    /** What could not be issued. */
    public record Failure(GenerationId generation, String place, RuntimeException why) {

        @Override
        public String toString() {
            return "CRL %s of generation %s: %s".formatted(place, generation, why.getMessage());
        }
    }

    /**
     * What became of all that was to be issued.
     *
     * @param failures of those that could not be; the others were
     */
    public record Round(List<Issued> issued, List<Failure> failures) {
        public Round {
            issued = List.copyOf(issued);
            failures = List.copyOf(failures);
        }
    }

    private final AuthorityStore authorities;
    private final CrlLedger ledger;
    private final TokenSigning signing;
    private final InstantSource clock;
    private final FailedCrls failed = new FailedCrls();

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
        return issue(actor, id, CrlScope.COMPLETE);
    }

    /**
     * Issues the CRL of one scope at once.
     *
     * @param place as in {@link Standing}
     * @throws RefusedException if there is no such generation or scope, or it cannot sign now
     */
    public Issued issue(Actor actor, GenerationId id, String place) {
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
        if (scopes(id, standing -> standing.place().equals(place)).isEmpty()) {
            throw new RefusedException(
                    Refusal.NOT_FOUND,
                    "Generation "
                            + id
                            + " has no CRL scope '"
                            + place
                            + "'. No CRL was issued. GET /crls lists them.");
        }
        return issue(actor, signer.crlIssuer(), place, false);
    }

    /** Issues what tells the revocation of a CA's certificate. */
    void issueForAuthorities(Actor actor, GenerationId issuer) {
        scopes(issuer, standing -> tellsAuthorities(standing) && !standing.isFinal())
                .forEach(standing -> issue(actor, issuer, standing.place()));
    }

    static boolean tellsAuthorities(Standing standing) {
        return standing.place().equals(CrlScope.COMPLETE)
                || standing.place().equals(CrlScope.CA_CERTIFICATES);
    }

    /**
     * Issues every CRL but the deltas, of every generation whose token is within reach. What cannot
     * be issued keeps nothing of the others waiting.
     *
     * @return what was issued
     * @throws RuntimeException why the first could not be, where none could
     */
    public List<Issued> issueAll(Actor actor) {
        actor.require(Permission.ISSUE_CRL);
        var standings =
                ledger.standings().stream()
                        .filter(standing -> !standing.isDelta() && !standing.isFinal())
                        .toList();
        var round = issueEach(actor, withinReach(standings));
        if (round.issued().isEmpty() && !round.failures().isEmpty()) {
            throw round.failures().getFirst().why();
        }
        return round.issued();
    }

    /**
     * Issues what has come due, the most urgent first. What cannot be issued keeps nothing of the
     * others waiting; where only the attempt shows that, it is tried ever less often.
     */
    public Round issueDue(Actor actor) {
        actor.require(Permission.ISSUE_CRL);
        var now = clock.instant();
        var standings = ledger.standings();
        var due =
                standings.stream()
                        .filter(standing -> standing.isDue(now))
                        .filter(standing -> !waitsForBase(standing, standings))
                        .filter(standing -> !failed.rests(place(standing), now))
                        .toList();
        return issueEach(actor, withinReach(due));
    }

    /** One after the other, each for itself: whatever befalls one, the others must not expire. */
    private Round issueEach(Actor actor, List<Issuable> orders) {
        var issued = new ArrayList<Issued>();
        var failures = new ArrayList<Failure>();
        for (var order : orders) {
            var standing = order.standing();
            try {
                issued.add(issue(actor, order.issuer(), standing.place(), false));
            } catch (RuntimeException why) {
                failures.add(new Failure(standing.generation(), standing.place(), why));
            }
        }
        return new Round(issued, failures);
    }

    /** Before the first of its scope, and after the last, there is nothing a delta adds to. */
    private static boolean waitsForBase(Standing delta, List<Standing> standings) {
        return delta.isDelta()
                && standings.stream()
                        .filter(base -> base.generation().equals(delta.generation()))
                        .filter(base -> base.place().equals(delta.scope()))
                        .anyMatch(base -> base.latest() == null || base.isFinal());
    }

    private static Instant deadline(Standing standing) {
        return standing.latest() == null ? Instant.MIN : standing.latest().nextUpdate();
    }

    /** A scope whose issuer's token is within reach. */
    private record Issuable(Standing standing, Issuer issuer) {}

    /** The most urgent first. */
    private List<Issuable> withinReach(List<Standing> standings) {
        if (standings.isEmpty()) {
            // Asked every few seconds: the authorities are read only when there is something to do.
            return List.of();
        }
        var issuers =
                authorities.generations().stream()
                        .filter(Generation.CrlSigning.class::isInstance)
                        .map(Generation.CrlSigning.class::cast)
                        .filter(this::reaches)
                        .map(Generation.CrlSigning::crlIssuer)
                        .toList();
        return standings.stream()
                .sorted(Comparator.comparing(IssueCrl::deadline))
                .flatMap(standing ->
                        issuers.stream()
                                .filter(issuer -> issuer.generation().equals(standing.generation()))
                                .map(issuer -> new Issuable(standing, issuer)))
                .toList();
    }

    /** Issues the last CRLs of a generation that owes nothing any more, unless they are there. */
    void issueFinal(Actor actor, Issuer issuer) {
        actor.require(Permission.ISSUE_CRL);
        scopes(issuer.generation(), standing -> !standing.isDelta() && !standing.isFinal())
                .forEach(standing -> issue(actor, issuer, standing.place(), true));
    }

    boolean hasFinal(GenerationId id) {
        return scopes(id, standing -> !standing.isDelta()).stream().allMatch(Standing::isFinal);
    }

    /** Whether a complete CRL is on record that relying parties still take. */
    boolean hasCurrent(GenerationId id) {
        return scopes(id, standing -> standing.place().equals(CrlScope.COMPLETE)).stream()
                .flatMap(standing -> Optional.ofNullable(standing.latest()).stream())
                .anyMatch(latest -> latest.nextUpdate().isAfter(clock.instant()));
    }

    /** Whether a signer here has the token of its key; an offline installation's is not here. */
    public boolean reaches(Generation.CrlSigning signer) {
        return signing.reaches(signer.identity().key().token());
    }

    /** What was issued, DER, where it is small enough to be held. */
    Octets der(Issued issued) {
        var content = issued.content();
        return ledger.der(content.issuer().generation(), content.place(), content.number().value());
    }

    private List<Standing> scopes(GenerationId id, Predicate<Standing> which) {
        return ledger.standings().stream()
                .filter(standing -> standing.generation().equals(id))
                .filter(which)
                .toList();
    }

    private Issued issue(Actor actor, Issuer issuer, String place, boolean isFinal) {
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
        signing.requireReady(issuer.identity());
        var of = new FailedCrls.Place(issuer.generation(), place);
        var thisUpdate = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        try {
            var order = new CrlLedger.Order(issuer, place, thisUpdate, isFinal);
            var linted = ledger.intend(order, actor);
            var issued = new Issued(linted.content(), sign(linted, actor));
            failed.remove(of);
            return issued;
        } catch (RuntimeException why) {
            failed.add(of, clock.instant());
            throw why;
        }
    }

    private long sign(LintedStream<TbsCertList> linted, Actor actor) {
        try {
            var signature = signing.signCrl(linted);
            return ledger.record(linted, signature, clock.instant(), actor);
        } catch (RuntimeException why) {
            // The next attempt writes everything anew.
            discard(linted, why);
            throw why;
        }
    }

    private void discard(LintedStream<TbsCertList> linted, RuntimeException why) {
        try {
            ledger.discard(linted);
        } catch (RuntimeException alsoFailed) {
            why.addSuppressed(alsoFailed);
        }
    }

    private static FailedCrls.Place place(Standing standing) {
        return new FailedCrls.Place(standing.generation(), standing.place());
    }
}
