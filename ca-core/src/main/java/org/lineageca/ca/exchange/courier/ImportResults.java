package org.lineageca.ca.exchange.courier;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.ceremony.conduct.AdoptResults;
import org.lineageca.ca.exchange.CarriedCeremony;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.Examination;
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.ca.exchange.PackageRefusedException;
import org.lineageca.ca.exchange.PartyId;
import org.lineageca.ca.exchange.RequestedCertificate;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.CertificateStore;
import org.lineageca.octets.Octets;

/**
 * Takes what ceremonies of an offline installation have done. Acts that waited for it find it as
 * they would find what was signed here.
 */
public final class ImportResults {

    /**
     * What keys of offline installations are kept under here: no signer has a token of the name.
     */
    public static final String OFFLINE_TOKEN = "offline";

    private final ExchangeLedger ledger;
    private final ExchangeSignature own;
    private final AuthorityStore authorities;
    private final CertificateStore certificates;
    private final InstantSource clock;

    public ImportResults(
            ExchangeLedger ledger,
            ExchangeSignature own,
            AuthorityStore authorities,
            CertificateStore certificates,
            InstantSource clock) {
        this.ledger = ledger;
        this.own = own;
        this.authorities = authorities;
        this.certificates = certificates;
        this.clock = clock;
    }

    /**
     * Examines a package as it is when it is taken, and changes nothing.
     *
     * @throws PackageRefusedException saying what is wrong with it
     */
    public Arrived<CarriedCeremony> examine(Actor actor, Octets octets) {
        actor.require(Permission.DECIDE);
        var passed = pass(octets, PinnedPartners.all(ledger));
        return new Arrived<>(passed.partner().name(), passed.exchanged(), passed.ceremonies());
    }

    /**
     * Takes a package: its place in the chain and all its results, or nothing.
     *
     * @return the ceremonies whose results were taken over
     * @throws PackageRefusedException saying what is wrong with it; nothing was changed
     */
    public List<CarriedCeremony> take(Actor actor, Octets octets) {
        actor.require(Permission.DECIDE);
        var partners = PinnedPartners.all(ledger);
        var passed = pass(octets, partners);
        var from = PinnedPartners.signerOf(partners, passed.partner().publicKey());
        var at = clock.instant();
        ledger.taken(
                from,
                Contents.Results.KIND,
                octets,
                passed.position(),
                at,
                actor,
                stores ->
                        new AdoptResults(stores, _ -> OFFLINE_TOKEN, at, actor)
                                .adopt(
                                        passed.ceremonies().stream()
                                                .flatMap(ceremony ->
                                                        ceremony
                                                                .state()
                                                                .results()
                                                                .values()
                                                                .stream())
                                                .toList()));
        return passed.ceremonies();
    }

    private Examination.Passed pass(Octets octets, List<Partner.Pinned> partners) {
        return Examination.examine(
                octets,
                new Examination.Recipient(
                        PartyId.ofPublicKey(own.publicKey()),
                        Contents.Results.KIND,
                        PinnedPartners.examining(partners, ledger),
                        authorities.generations(),
                        awaited()));
    }

    /** What was asked for and has not come; also for acts that were withdrawn since. */
    private Map<Octets, RequestedCertificate> awaited() {
        var awaited = new HashMap<>(SentOrders.of(ledger).certificates());
        awaited.values()
                .removeIf(
                        order -> certificates.answer(order.issuer(), order.occasion()).isPresent());
        return awaited;
    }
}
