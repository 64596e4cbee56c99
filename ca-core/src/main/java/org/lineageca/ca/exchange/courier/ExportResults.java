package org.lineageca.ca.exchange.courier;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.exchange.CarriedCeremony;
import org.lineageca.ca.exchange.CeremonyRecord;
import org.lineageca.ca.exchange.Consent;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.ca.exchange.Manifest;
import org.lineageca.ca.exchange.PartyId;
import org.lineageca.octets.Octets;

/**
 * Packs what a ceremony has done, for every partner, while the token is active. Packed once for
 * each: asked again, it does nothing.
 */
public final class ExportResults {

    /**
     * A real run that was closed.
     *
     * @param approvals of exactly its plan
     * @param signature by the exchange key over the SHA-256 of its last entry
     * @param minutes PDF
     */
    public record ClosedRun(
            RunState state, List<Approval> approvals, Octets signature, Octets minutes) {
        public ClosedRun {
            approvals = List.copyOf(approvals);
        }
    }

    private final ExchangeLedger ledger;
    private final InstantSource clock;

    public ExportResults(ExchangeLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Packs it for those who have not got it, and keeps the packages.
     *
     * @param closed asked for only if there is somebody to pack it for
     * @param signature the exchange key on the active token, which signed the transcript, too
     */
    public void pack(
            Actor actor, long id, Supplier<ClosedRun> closed, ExchangeSignature signature) {
        var name = CeremonyRecord.nameOfRun(id);
        var partners =
                PinnedPartners.all(ledger).stream()
                        .filter(partner -> !wasSent(name, partner))
                        .toList();
        if (partners.isEmpty()) {
            return;
        }
        var run = closed.get();
        var packed =
                CarriedCeremony.pack(
                        name,
                        run.state(),
                        run.approvals().stream()
                                .map(approval ->
                                        new Consent(
                                                approval.approver(),
                                                approval.at(),
                                                approval.planDigest()))
                                .toList(),
                        run.signature(),
                        run.minutes());
        partners.forEach(
                partner -> send(actor, partner, packed.record(), packed.files(), signature));
    }

    private void send(
            Actor actor,
            Partner.Pinned partner,
            CeremonyRecord record,
            Map<String, Octets> files,
            ExchangeSignature signature) {
        var at = clock.instant();
        var route =
                partner.sent().next(PartyId.ofPublicKey(signature.publicKey()), partner.party());
        var written =
                ExchangePackage.write(
                        route, at, new Contents.Results(List.of(record)), files, signature);
        ledger.sent(partner, Contents.Results.KIND, written, at, actor);
    }

    private boolean wasSent(String ceremony, Partner.Pinned partner) {
        return ledger.carried(KeptPackage.Direction.SENT, Contents.Results.KIND).stream()
                .map(carried -> ExchangePackage.read(carried.octets(), _ -> true).manifest())
                .filter(manifest -> manifest.route().to().equals(partner.party()))
                .map(Manifest::contents)
                .anyMatch(contents ->
                        contents instanceof Contents.Results(var ceremonies)
                                && ceremonies.stream()
                                        .anyMatch(each -> each.ceremony().equals(ceremony)));
    }
}
