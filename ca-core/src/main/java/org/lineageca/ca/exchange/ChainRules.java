package org.lineageca.ca.exchange;

import java.util.Set;
import org.lineageca.octets.Octets;

/** Whether a package is the one that comes next. */
public final class ChainRules {

    /** What is to be done with a package. */
    public sealed interface ChainDecision {

        /** It comes next; {@code position} is where the chain is once it is taken. */
        record Take(ChainPosition position) implements ChainDecision {}

        /**
         * It does not.
         *
         * @param why a clause without its full stop
         */
        record Refused(PackageFault fault, String why) implements ChainDecision {}
    }

    /**
     * The chain from a partner to this installation.
     *
     * @param manifestsTaken SHA-256 of every manifest that was ever taken from it
     */
    public record Chain(
            PartyId self, PartyId partner, ChainPosition last, Set<Octets> manifestsTaken) {
        public Chain {
            manifestsTaken = Set.copyOf(manifestsTaken);
        }
    }

    private ChainRules() {}

    public static ChainDecision decide(Route route, Octets manifestSha256, Chain chain) {
        var last = chain.last();
        if (!route.to().equals(chain.self())) {
            return new ChainDecision.Refused(
                    PackageFault.OTHER_RECIPIENT,
                    "it is addressed to the installation "
                            + route.to()
                            + ", this one is "
                            + chain.self());
        }
        if (!route.from().equals(chain.partner())) {
            return new ChainDecision.Refused(
                    PackageFault.OTHER_PARTNER,
                    "it is from " + route.from() + ", not from " + chain.partner());
        }
        if (chain.manifestsTaken().contains(manifestSha256)) {
            return new ChainDecision.Refused(
                    PackageFault.REPLAY,
                    "package " + route.sequence() + " was taken before; it is not taken again");
        }
        if (route.sequence() <= last.sequence()) {
            return new ChainDecision.Refused(
                    PackageFault.REORDER,
                    "its number is %d, and another package with that number was taken; the last taken is %d"
                            .formatted(route.sequence(), last.sequence()));
        }
        if (route.sequence() > last.sequence() + 1) {
            return new ChainDecision.Refused(
                    PackageFault.GAP,
                    "its number is %d and the last taken is %d: take %s first"
                            .formatted(
                                    route.sequence(),
                                    last.sequence(),
                                    numbers(last.sequence() + 1, route.sequence() - 1)));
        }
        if (!route.previous().equals(last.manifestSha256())) {
            return new ChainDecision.Refused(
                    PackageFault.OTHER_PREVIOUS,
                    "it follows a package whose manifest has the SHA-256 "
                            + route.previous()
                            + "; the last taken here has "
                            + last.manifestSha256());
        }
        return new ChainDecision.Take(new ChainPosition(route.sequence(), manifestSha256));
    }

    private static String numbers(long first, long last) {
        return first == last ? "package " + first : "packages " + first + " to " + last;
    }
}
