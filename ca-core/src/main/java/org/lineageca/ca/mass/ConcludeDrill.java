package org.lineageca.ca.mass;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.RevokeListed;

/** Ends a drill: builds the CRLs that would come of it, measures them, and keeps the evidence. */
public final class ConcludeDrill implements RevokeListed.DrillEnd {

    private final ForeseeRevocation foresee;
    private final CrlOutlook outlook;
    private final MassLedger ledger;
    private final InstantSource clock;

    public ConcludeDrill(
            ForeseeRevocation foresee, CrlOutlook outlook, MassLedger ledger, InstantSource clock) {
        this.foresee = foresee;
        this.outlook = outlook;
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String conclude(
            Actor actor,
            DecidedAct.Approved act,
            Act.RevokeCertificates what,
            BatchStore.Batch batch) {
        var shares = ledger.shares(batch.id());
        var crls = build(what, shares);
        var ended = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var evidence =
                ledger.keep(
                        act.id(),
                        new DrillEvidence(
                                act.id(),
                                batch.id(),
                                new DrillEvidence.Decision(
                                        act.proposal(), act.approval(), act.plan().digest()),
                                new DrillEvidence.Listed(
                                        what.certificates(),
                                        what.list(),
                                        batch.course().selection(),
                                        what.reason()),
                                batch.revoked(),
                                shares,
                                crls,
                                new DrillEvidence.Times(ended, batch.course().worked())),
                        ended,
                        actor);
        return String.format(
                Locale.ROOT,
                "The drill is over: %,d certificates would be revoked, %,d were before; %d CRLs were built. Nothing was revoked. The evidence has the SHA-256 %s.",
                evidence.wouldBeRevoked(),
                evidence.list().certificates() - evidence.wouldBeRevoked(),
                evidence.crls().size(),
                evidence.json().sha256().toHex());
    }

    private List<DrillEvidence.BuiltCrl> build(
            Act.RevokeCertificates what, List<Outlook.Share> shares) {
        var supposed = foresee.supposed(what.batch(), what.reason(), what.invalidityDate());
        var built = new ArrayList<DrillEvidence.BuiltCrl>();
        for (var grown : foresee.grown(shares)) {
            var begun = clock.instant();
            var size = outlook.build(grown.issuer(), grown.standing().place(), supposed);
            built.add(
                    new DrillEvidence.BuiltCrl(
                            grown.to(size), Duration.between(begun, clock.instant())));
        }
        return built;
    }
}
