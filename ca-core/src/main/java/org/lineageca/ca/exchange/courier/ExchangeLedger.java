package org.lineageca.ca.exchange.courier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.ceremony.conduct.AdoptionStores;
import org.lineageca.ca.exchange.ChainPosition;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.octets.Octets;

/**
 * Where partners, their chains and all packages are kept. Each method is one transaction, its audit
 * events included.
 */
public interface ExchangeLedger {

    /** Those that were not removed, in the order they were proposed. */
    List<Partner> partners();

    /**
     * Records a key that is said to be a partner's.
     *
     * @return empty if the name or the key is on record
     */
    Optional<Partner.Proposed> propose(
            String name, Octets publicKey, DecidedAct.Signature proposal, Actor actor);

    /**
     * Records that a second person compared the key.
     *
     * @throws IllegalStateException if it is not proposed any more
     */
    void pinned(Partner.Pinned partner, Actor actor);

    /** Nothing is sent to it or taken from it any more; what was stays on record. */
    void removed(Partner partner, Instant at, Actor actor);

    /**
     * Keeps a package that is to be carried to a partner, and moves the chain.
     *
     * @throws IllegalStateException if the chain has moved since {@code to} was read
     */
    void sent(
            Partner.Pinned to,
            String kind,
            ExchangePackage.Written written,
            Instant at,
            Actor actor);

    /**
     * Keeps a package that came from a partner, moves the chain, and takes over what it brings, all
     * or nothing.
     *
     * @param position of the chain once it is taken
     * @param takeOver what follows from it, by stores within the same transaction
     * @throws IllegalStateException if the chain has moved since {@code from} was read
     */
    void taken(
            Partner.Pinned from,
            String kind,
            Octets octets,
            ChainPosition position,
            Instant at,
            Actor actor,
            Consumer<AdoptionStores> takeOver);

    /**
     * SHA-256 of every manifest ever taken from whoever has a partner's key, also before it was
     * removed and brought anew.
     */
    Set<Octets> manifestsTaken(Partner.Pinned from);

    /** Newest first. */
    List<KeptPackage> packages(int limit);

    /** The octets of packages of a kind, to or from any partner there ever was, oldest first. */
    List<CarriedOctets> carried(KeptPackage.Direction direction, String kind);

    /** A package as it was carried, and the partner it went to or came from. */
    record CarriedOctets(String partner, long sequence, Octets octets) {}

    /** A package that was sent to, or taken from, any partner there ever was. */
    Optional<CarriedPackage> find(Octets manifestSha256);

    /** A package as it was carried, and what is on record about it. */
    record CarriedPackage(KeptPackage about, Octets octets) {}

    /** The octets of one package. */
    Optional<Octets> octets(Partner.Pinned partner, KeptPackage.Direction direction, long sequence);
}
