package org.lineageca.console.freshness;

import java.util.Locale;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.Texts;

/** CRL scopes in plain words. */
public final class ScopeWords {

    private static final Texts TEXTS = Texts.of(ScopeWords.class);

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
            return TEXTS.say("delta", ofPlace(scope));
        }
        return switch (place) {
            case CrlScope.COMPLETE -> TEXTS.say("complete");
            case CrlScope.CA_CERTIFICATES -> TEXTS.say("ca-certificates");
            default ->
                    place.startsWith(CrlScope.SHARD)
                            ? TEXTS.say("shard", place.substring(CrlScope.SHARD.length()))
                            : place;
        };
    }

    /** The same within a sentence, where English writes it small. */
    public static String inSentence(String place) {
        return switch (Audience.language()) {
            case ENGLISH -> ofPlace(place).toLowerCase(Locale.ROOT);
            case GERMAN -> ofPlace(place);
        };
    }

    /** Which certificates it speaks for. */
    static String meaning(CrlLedger.Standing standing) {
        var which =
                switch (CrlScope.of(standing.scope(), standing.distributionPoint())) {
                    case CrlScope.Complete _ -> TEXTS.say("all-certificates-of-this-generation");
                    case CrlScope.CaCertificates _ -> TEXTS.say("the-certificates-of-cas-that");
                    case CrlScope.Shard _ -> TEXTS.say("the-certificates-that-name-its");
                };
        return standing.isDelta()
                ? TEXTS.say("what-has-changed-since-the", which)
                : TEXTS.say("revocations-of", which);
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
