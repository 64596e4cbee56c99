package org.lineageca.publisher.guard;

import java.util.List;

/** Walks over the entries of an earlier CRL whose serials are in none of some others. */
final class MissingEntries {

    private final SerialWalk earlier;
    private final List<SerialWalk> others;

    /** Before the first of them. */
    MissingEntries(RevokedEntries earlier, List<RevokedEntries> others) {
        this.earlier = SerialWalk.over(earlier);
        this.others = others.stream().map(SerialWalk::over).toList();
        this.others.forEach(SerialWalk::next);
    }

    /** Steps to the next one; false when there is none. */
    boolean next() {
        while (earlier.next()) {
            var found = false;
            // By index: this is done for every entry of a CRL.
            for (var i = 0; i < others.size() && !found; i++) {
                found = others.get(i).reaches(earlier);
            }
            if (!found) {
                return true;
            }
            if (others.size() == 1) {
                earlier.passCommon(others.getFirst());
            }
        }
        return false;
    }

    /** Content octets of the serial. */
    Octets serial() {
        return earlier.serial();
    }

    /** The reason it had (RFC 5280 5.3.1). */
    int reason() {
        return earlier.reason();
    }
}
