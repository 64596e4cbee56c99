package org.lineageca.console.freshness;

import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.lifecycle.CrlLedger;

/** CRL scopes in plain words. */
public final class ScopeWords {

    private static final long KILO = 1000;
    private static final long WHOLE = 10;

    private ScopeWords() {}

    /** As a title: what it is called. */
    static String name(CrlLedger.Standing standing) {
        return ofPlace(standing.place());
    }

    /** The same for a place as in a URL, such as {@code shard-3-delta}. */
    public static String ofPlace(String place) {
        if (place.endsWith(CrlScope.DELTA)) {
            var scope = place.substring(0, place.length() - CrlScope.DELTA.length());
            return ofPlace(scope) + ", delta";
        }
        return switch (place) {
            case CrlScope.COMPLETE -> "Complete";
            case CrlScope.CA_CERTIFICATES -> "CA certificates";
            default ->
                    place.startsWith(CrlScope.SHARD)
                            ? "Shard " + place.substring(CrlScope.SHARD.length())
                            : place;
        };
    }

    /** Which certificates it speaks for. */
    static String meaning(CrlLedger.Standing standing) {
        var which =
                switch (CrlScope.of(standing.scope(), standing.distributionPoint())) {
                    case CrlScope.Complete _ -> "all certificates of this generation";
                    case CrlScope.CaCertificates _ -> "the certificates of CAs that name its URL";
                    case CrlScope.Shard _ -> "the certificates that name its URL";
                };
        return standing.isDelta()
                ? "What has changed, since the newest full CRL, for " + which + "."
                : "Revocations of " + which + ".";
    }

    /** An amount of octets in at least two digits. */
    public static String size(long octets) {
        if (octets < WHOLE * KILO) {
            return octets + " B";
        }
        var kilo = octets / KILO;
        return kilo < WHOLE * KILO ? kilo + " kB" : kilo / KILO + " MB";
    }
}
