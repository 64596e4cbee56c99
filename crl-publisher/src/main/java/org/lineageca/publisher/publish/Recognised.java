package org.lineageca.publisher.publish;

import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlGuard;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Issuer;
import org.lineageca.publisher.guard.Octets;
import org.lineageca.publisher.guard.Published;
import org.lineageca.publisher.guard.RevokedEntries;
import org.lineageca.publisher.guard.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is published, as far as it is of its generation's key: somebody may touch the files. */
final class Recognised {

    private static final Logger LOG = LoggerFactory.getLogger(Recognised.class);

    private final Shelf shelf;
    private final KeptFiles kept;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Optional<BigInteger>> numbersBefore = new HashMap<>();
    private final Map<String, Optional<Octets>> withdrawn = new HashMap<>();

    Recognised(Shelf shelf, KeptFiles kept) {
        this.shelf = shelf;
        this.kept = kept;
    }

    /** What was published last; a file from before this start is believed only after a look. */
    @Nullable PublishedCrl crl(String label, String scope, Issuer issuer) {
        var place = PublishedCrl.place(label, scope);
        var published = shelf.crl(place);
        if (published == null || seen.contains(place)) {
            return published;
        }
        if (CrlGuard.recognise(published.list().der(), issuer)
                instanceof Verdict.Refuse<CertList>(var reason, var why)) {
            LOG.error(
                    "{} is not a CRL of its generation ({}). {} It is not served any more; the next good one replaces it",
                    published.der().path(),
                    reason,
                    why);
            shelf.removeCrl(place);
            return null;
        }
        seen.add(place);
        return published;
    }

    /** All that a candidate for a place must be compared with. */
    Published around(String label, String scope, Issuer issuer) {
        var isDelta = CrlScope.isDelta(scope);
        var other = isDelta ? CrlScope.baseOf(scope) : CrlScope.deltasOf(scope);
        return new Published(
                list(crl(label, scope, issuer)),
                list(crl(label, other, issuer)),
                isDelta ? numberBefore(label, other, issuer) : null,
                CrlScope.isShard(CrlScope.baseOf(scope)) ? others(label, scope, issuer) : Map.of());
    }

    /** Takes note that a CRL has been replaced. */
    void replaced(PublishedCrl now, @Nullable CertList before) {
        seen.add(now.place());
        if (before != null) {
            numbersBefore.put(now.place(), Optional.ofNullable(before.number()));
        }
    }

    /** What is kept beside it may be another one now: an operator wanted it rolled back. */
    void rolledBack(String place) {
        numbersBefore.remove(place);
        withdrawn.remove(place);
    }

    /** Whether an operator has rolled it back. */
    boolean isWithdrawn(String place, OfferedCrl offered) {
        return withdrawn
                .computeIfAbsent(
                        place,
                        _ -> read(place, true).flatMap(Recognised::listOf).map(CertList::tbsSha256))
                .filter(offered.tbsSha256()::equals)
                .isPresent();
    }

    private Map<String, RevokedEntries> others(String label, String scope, Issuer issuer) {
        return shelf.crls().stream()
                .filter(crl -> crl.label().equals(label))
                .map(PublishedCrl::scope)
                .filter(name -> CrlScope.isShard(CrlScope.baseOf(name)))
                .filter(name -> !CrlScope.baseOf(name).equals(CrlScope.baseOf(scope)))
                .flatMap(name -> Optional.ofNullable(crl(label, name, issuer)).stream())
                .collect(Collectors.toMap(PublishedCrl::scope, crl -> crl.list().revoked()));
    }

    private @Nullable BigInteger numberBefore(String label, String scope, Issuer issuer) {
        var place = PublishedCrl.place(label, scope);
        return numbersBefore
                .computeIfAbsent(
                        place,
                        _ ->
                                read(place, false)
                                        .filter(der -> isOf(der, issuer))
                                        .flatMap(Recognised::listOf)
                                        .flatMap(list -> Optional.ofNullable(list.number())))
                .orElse(null);
    }

    private Optional<Octets> read(String place, boolean wasWithdrawn) {
        var path = place + ".crl";
        try {
            return wasWithdrawn ? kept.withdrawn(path) : kept.previous(path);
        } catch (IOException e) {
            LOG.error("what is kept of {} cannot be read: {}", path, e.toString());
            return Optional.empty();
        }
    }

    private static boolean isOf(Octets der, Issuer issuer) {
        return CrlGuard.recognise(der, issuer) instanceof Verdict.Publish<CertList>;
    }

    private static Optional<CertList> listOf(Octets der) {
        return switch (CrlGuard.read(der)) {
            case Verdict.Publish<CertList>(var list) -> Optional.of(list);
            case Verdict.Refuse<CertList> _ -> Optional.empty();
        };
    }

    private static @Nullable CertList list(@Nullable PublishedCrl crl) {
        return crl == null ? null : crl.list();
    }
}
