package org.lineageca.ca.caa;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.AlternativeName;

/**
 * The records that count for a name: those of the closest domain at or above it that has any (RFC
 * 8659 3).
 *
 * @param name that is to be certified
 * @param domain which has them; null where there are none up to the top
 */
public record RelevantRecords(String name, @Nullable String domain, List<CaaRecord> records) {

    private static final String STAR = "*.";
    private static final int LONGEST_SHOWN = 200;

    public RelevantRecords {
        records = List.copyOf(records);
    }

    /**
     * Climbs the tree from a name. The records of a wildcard name are those of the domain below its
     * star.
     *
     * @throws CaaUnansweredException if a domain on the way gives no answer
     */
    public static RelevantRecords of(AlternativeName.Dns name, CaaLookup lookup) {
        var domain = isWildcard(name.name()) ? name.name().substring(STAR.length()) : name.name();
        while (!domain.isEmpty()) {
            var records = lookup.records(domain);
            if (!records.isEmpty()) {
                return new RelevantRecords(name.name(), domain, records);
            }
            var dot = domain.indexOf('.');
            domain = dot < 0 ? "" : domain.substring(dot + 1);
        }
        return new RelevantRecords(name.name(), null, List.of());
    }

    boolean isOfWildcard() {
        return isWildcard(name);
    }

    private static boolean isWildcard(String name) {
        return name.startsWith(STAR);
    }

    /** For the audit trail: the name, and what was found where, cut short. */
    @Override
    public String toString() {
        return name + ": " + (domain == null ? "none" : shown(domain));
    }

    private String shown(String owner) {
        var text =
                records.stream()
                        .map(record -> owner + " " + record)
                        .collect(Collectors.joining(", "));
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }
}
