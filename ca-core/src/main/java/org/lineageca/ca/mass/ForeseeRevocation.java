package org.lineageca.ca.mass;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.LineageLedger;
import org.lineageca.ca.revocation.RevocationReason;

/** What the revocation of a list would bring about, before anybody decides on it. */
public final class ForeseeRevocation {

    /** What there is to read of it. */
    public record Ledgers(
            BatchStore batches,
            MassLedger mass,
            AuthorityStore authorities,
            CrlLedger crls,
            LineageLedger lineages) {}

    /** A CRL that tells certificates of a list. */
    record Grown(Issuer issuer, CrlLedger.Standing standing, CrlBudget budget) {

        Outlook.CrlGrowth to(Outlook.Size after) {
            var latest = standing.latest();
            return new Outlook.CrlGrowth(
                    issuer.generation(),
                    standing.place(),
                    latest == null
                            ? Outlook.Size.NONE
                            : new Outlook.Size(latest.entries(), latest.octets()),
                    after,
                    budget);
        }
    }

    private final Ledgers ledgers;
    private final CrlOutlook outlook;
    private final InstantSource clock;

    public ForeseeRevocation(Ledgers ledgers, CrlOutlook outlook, InstantSource clock) {
        this.ledgers = ledgers;
        this.outlook = outlook;
        this.clock = clock;
    }

    /**
     * Of all that is on the list now.
     *
     * @throws RefusedException if there is no such list
     */
    public Outlook foresee(
            Actor actor, long batch, RevocationReason reason, @Nullable Instant invalidityDate) {
        actor.require(Permission.VIEW);
        var found =
                ledgers.batches()
                        .find(batch)
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.NOT_FOUND, "There is no batch " + batch + "."));
        var supposed = supposed(batch, reason, invalidityDate);
        var shares = ledgers.mass().shares(batch);
        var crls = new ArrayList<Outlook.CrlGrowth>();
        for (var grown : grown(shares)) {
            var after = outlook.foresee(grown.issuer(), grown.standing().place(), supposed);
            var growth = grown.to(after);
            // Of many shards those are left out that none of the list is told by.
            if (after.entries() > growth.now().entries()) {
                crls.add(growth);
            }
        }
        return new Outlook(found.certificates(), shares, crls, ledgers.mass().pace());
    }

    CrlOutlook.Supposed supposed(
            long batch, RevocationReason reason, @Nullable Instant invalidityDate) {
        return new CrlOutlook.Supposed(
                batch, reason, invalidityDate, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /** The CRLs of the generations that issued them: deltas and final ones are none of these. */
    List<Grown> grown(List<Outlook.Share> shares) {
        var standings = ledgers.crls().standings();
        var lineages = ledgers.lineages().lineages();
        var grown = new ArrayList<Grown>();
        for (var id : shares.stream().map(Outlook.Share::generation).distinct().toList()) {
            ledgers.authorities()
                    .find(id)
                    .filter(Generation.CrlSigning.class::isInstance)
                    .map(Generation.CrlSigning.class::cast)
                    .ifPresent(signing -> {
                        var budget = budget(lineages, signing.identity().lineage());
                        standings.stream()
                                .filter(standing -> standing.generation().equals(id))
                                .filter(standing -> !standing.isDelta() && !standing.isFinal())
                                .map(standing -> new Grown(signing.crlIssuer(), standing, budget))
                                .forEach(grown::add);
                    });
        }
        return grown;
    }

    private static CrlBudget budget(List<LineageLedger.Settings> lineages, @Nullable String role) {
        return lineages.stream()
                .filter(settings -> settings.role().equals(role))
                .map(LineageLedger.Settings::budget)
                .findFirst()
                .orElse(CrlBudget.NONE);
    }
}
