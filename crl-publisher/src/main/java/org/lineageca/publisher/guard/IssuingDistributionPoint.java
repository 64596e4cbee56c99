package org.lineageca.publisher.guard;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issuingDistributionPoint (RFC 5280 5.2.5).
 *
 * @param uri the octets of its one URI; null where it names none
 * @param limits the fields that narrow or widen what the CRL speaks for
 */
record IssuingDistributionPoint(@Nullable Octets uri, List<String> limits) {

    private static final int DISTRIBUTION_POINT = 0xa0;
    private static final int FULL_NAME = 0xa0;
    private static final int URI = 0x86;
    private static final Octets TRUE = Octets.ofHex("ff");
    private static final int ONLY_SOME_REASONS = 0x83;
    private static final List<Flag> FLAGS =
            List.of(
                    new Flag(0x81, "onlyContainsUserCerts"),
                    new Flag(0x82, "onlyContainsCACerts"),
                    new Flag(ONLY_SOME_REASONS, "onlySomeReasons"),
                    new Flag(0x84, "indirectCRL"),
                    new Flag(0x85, "onlyContainsAttributeCerts"));

    private record Flag(int tag, String name) {}

    static IssuingDistributionPoint read(DerCursor in) throws MalformedDerException {
        var all = in.enter(DerCursor.SEQUENCE);
        Octets uri = null;
        if (in.at(DISTRIBUTION_POINT)) {
            uri = pointUri(in);
        }
        var limits = new ArrayList<String>();
        for (var flag : FLAGS) {
            if (in.at(flag.tag())) {
                var value = in.content(flag.tag());
                // A DEFAULT FALSE that is written out is not DER.
                if (flag.tag() != ONLY_SOME_REASONS && !value.equals(TRUE)) {
                    throw in.malformed(flag.name() + " is not the DER of TRUE");
                }
                limits.add(flag.name());
            }
        }
        in.leave(all);
        return new IssuingDistributionPoint(uri, List.copyOf(limits));
    }

    /**
     * The URI of CRLDistributionPoints that have one point with one URI and nothing else (RFC 5280
     * 4.2.1.13, 5.2.6).
     */
    static Octets onlyUri(DerCursor in) throws MalformedDerException {
        var points = in.enter(DerCursor.SEQUENCE);
        var point = in.enter(DerCursor.SEQUENCE);
        var uri = pointUri(in);
        in.leave(point);
        in.leave(points);
        return uri;
    }

    private static Octets pointUri(DerCursor in) throws MalformedDerException {
        var point = in.enter(DISTRIBUTION_POINT);
        var names = in.enter(FULL_NAME);
        var uri = in.content(URI);
        in.leave(names);
        in.leave(point);
        return uri;
    }
}
