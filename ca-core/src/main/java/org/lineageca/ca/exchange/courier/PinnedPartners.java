package org.lineageca.ca.exchange.courier;

import java.util.List;
import org.lineageca.ca.exchange.Examination;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.octets.Octets;

/** Partners that two people have compared the key of. */
final class PinnedPartners {

    private PinnedPartners() {}

    static List<Partner.Pinned> all(ExchangeLedger ledger) {
        return ledger.partners().stream()
                .filter(Partner.Pinned.class::isInstance)
                .map(Partner.Pinned.class::cast)
                .toList();
    }

    static Partner.Pinned find(ExchangeLedger ledger, String name) {
        return all(ledger).stream()
                .filter(partner -> partner.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "No partner '"
                                        + name
                                        + "' is pinned. Nothing was done. One person brings its key, another compares it (console: Exchange)."));
    }

    /**
     * The one whose key signed a package that passed.
     *
     * @param examined as they were when it was examined: the chain must not have moved since
     */
    static Partner.Pinned signerOf(List<Partner.Pinned> examined, Octets publicKey) {
        return examined.stream()
                .filter(partner -> partner.publicKey().equals(publicKey))
                .findFirst()
                .orElseThrow();
    }

    static List<Examination.Partner> examining(
            List<Partner.Pinned> partners, ExchangeLedger ledger) {
        return partners.stream()
                .map(partner ->
                        new Examination.Partner(
                                partner.name(),
                                partner.publicKey(),
                                partner.taken(),
                                ledger.manifestsTaken(partner)))
                .toList();
    }
}
