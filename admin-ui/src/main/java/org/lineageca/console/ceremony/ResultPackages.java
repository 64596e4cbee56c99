package org.lineageca.console.ceremony;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.exchange.CeremonyRecord;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.exchange.courier.ListPackages;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.octets.Octets;

/** Finds the packages that carry what a run came to. */
@Singleton
final class ResultPackages {

    private static final int NEWEST = 200;

    private final ListPackages packages;

    /** What packages carry never changes, and pages ask for it each second. */
    private final Map<Octets, List<String>> carried = new ConcurrentHashMap<>();

    ResultPackages(ListPackages packages) {
        this.packages = packages;
    }

    /** Those of a run that was held here. */
    List<ResultPackage> of(Actor actor, long run) {
        return packages.newest(actor, NEWEST).stream()
                .filter(kept ->
                        kept.direction() == KeptPackage.Direction.SENT
                                && kept.kind().equals(Contents.Results.KIND)
                                && carried(actor, kept).contains(CeremonyRecord.nameOfRun(run)))
                .map(kept -> new ResultPackage(kept.partner(), kept.sequence()))
                .toList();
    }

    private List<String> carried(Actor actor, KeptPackage kept) {
        var known = carried.get(kept.manifestSha256());
        if (known != null) {
            return known;
        }
        try {
            var found = ceremonies(fetch(actor, kept.partner(), kept.sequence()));
            carried.put(kept.manifestSha256(), found);
            return found;
        } catch (RefusedException e) {
            return List.of(); // Its partner was removed: there is nobody to carry it to.
        }
    }

    /** The ceremonies whose results are in a package, by the names it gives them. */
    static List<String> ceremonies(Octets octets) {
        return switch (ExchangePackage.read(octets, _ -> true).manifest().contents()) {
            case Contents.Results(var ceremonies) ->
                    ceremonies.stream().map(CeremonyRecord::ceremony).toList();
            case Contents.Requests _ -> List.of();
        };
    }

    byte[] octets(Actor actor, ResultPackage found) {
        return fetch(actor, found.partner(), found.sequence()).toArray();
    }

    private Octets fetch(Actor actor, String partner, long sequence) {
        return packages.fetch(actor, partner, KeptPackage.Direction.SENT, sequence);
    }
}
