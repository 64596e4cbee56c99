package org.lineageca.ca.crl;

import java.util.List;
import java.util.Map;
import org.lineageca.ca.revocation.RevocationEntry;

/**
 * How much there is in a CRL: known before it is written, because DER puts lengths first.
 *
 * @param entries how many
 * @param octets of their encodings together
 */
public record CrlExtent(long entries, long octets) {

    /** From how many entries there are of each shape. */
    public static CrlExtent of(Map<EntryShape, Long> counts) {
        var entries = 0L;
        var octets = 0L;
        for (var count : counts.entrySet()) {
            entries += count.getValue();
            octets += count.getValue() * count.getKey().octets();
        }
        return new CrlExtent(entries, octets);
    }

    /** Of a few that are at hand. */
    public static CrlExtent of(List<RevocationEntry> entries) {
        return new CrlExtent(
                entries.size(),
                entries.stream().mapToLong(entry -> EntryShape.of(entry).octets()).sum());
    }
}
