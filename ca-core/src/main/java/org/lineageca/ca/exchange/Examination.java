package org.lineageca.ca.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lineageca.ca.authority.Generation;
import org.lineageca.octets.Octets;

/** All that is asked of a package before anything is changed for it. */
public final class Examination {

    /**
     * An installation whose packages are taken.
     *
     * @param publicKey its exchange key, pinned by two people (DER SubjectPublicKeyInfo)
     * @param taken how far the chain from it has come
     * @param manifestsTaken SHA-256 of every manifest ever taken from it
     */
    public record Partner(
            String name, Octets publicKey, ChainPosition taken, Set<Octets> manifestsTaken) {
        public Partner {
            manifestsTaken = Set.copyOf(manifestsTaken);
        }

        PartyId id() {
            return PartyId.ofPublicKey(publicKey);
        }
    }

    /**
     * The installation that examines, as things stand there.
     *
     * @param kind of the contents it takes
     * @param generations on record there
     * @param ordered certificates asked for that have not come, by their occasion
     */
    public record Recipient(
            PartyId self,
            String kind,
            List<Partner> partners,
            List<Generation> generations,
            Map<Octets, RequestedCertificate> ordered) {
        public Recipient {
            partners = List.copyOf(partners);
            generations = List.copyOf(generations);
            ordered = Map.copyOf(ordered);
        }
    }

    /**
     * A package that may be taken.
     *
     * @param position of the chain once it is
     * @param ceremonies whose results it carries; empty if it carries requests
     */
    public record Passed(
            ExchangePackage exchanged,
            Partner partner,
            ChainPosition position,
            List<CarriedCeremony> ceremonies) {
        public Passed {
            ceremonies = List.copyOf(ceremonies);
        }
    }

    private Examination() {}

    /**
     * Examines.
     *
     * @throws PackageRefusedException saying what is wrong with it
     */
    public static Passed examine(Octets octets, Recipient recipient) {
        var exchanged = ExchangePackage.read(octets, key -> partner(recipient, key).isPresent());
        var partner = partner(recipient, exchanged.signer()).orElseThrow();
        var position = position(exchanged, recipient.self(), partner);
        var contents = exchanged.manifest().contents();
        if (!contents.kind().equals(recipient.kind())) {
            throw new PackageRefusedException(
                    PackageFault.OTHER_KIND,
                    "it carries %s, this installation takes %s"
                            .formatted(contents.kind(), recipient.kind()));
        }
        var ceremonies =
                switch (contents) {
                    case Contents.Requests requests -> {
                        RequestRules.check(exchanged, requests, recipient.generations());
                        yield List.<CarriedCeremony>of();
                    }
                    case Contents.Results results ->
                            ResultRules.check(
                                    exchanged,
                                    results,
                                    recipient.generations(),
                                    recipient.ordered());
                };
        return new Passed(exchanged, partner, position, ceremonies);
    }

    private static ChainPosition position(
            ExchangePackage exchanged, PartyId self, Partner partner) {
        var chain =
                new ChainRules.Chain(self, partner.id(), partner.taken(), partner.manifestsTaken());
        return switch (ChainRules.decide(
                exchanged.manifest().route(), exchanged.manifestSha256(), chain)) {
            case ChainRules.ChainDecision.Take(var position) -> position;
            case ChainRules.ChainDecision.Refused(var fault, var why) ->
                    throw new PackageRefusedException(fault, why);
        };
    }

    private static Optional<Partner> partner(Recipient recipient, Octets key) {
        return recipient.partners().stream()
                .filter(partner -> partner.publicKey().equals(key))
                .findFirst();
    }
}
