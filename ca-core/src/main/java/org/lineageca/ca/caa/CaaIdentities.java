package org.lineageca.ca.caa;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which domain names this CA is permitted in CAA records (RFC 8659 4.2).
 *
 * @param names issuer domain names, in lower case
 */
public record CaaIdentities(Set<String> names) {

    private static final String ISSUE = "issue";
    private static final String ISSUE_WILD = "issuewild";

    /**
     * Properties that a CA for TLS servers knows. Those of mail (RFC 9495) and marks bind others.
     */
    private static final Set<String> KNOWN = Set.of(ISSUE, ISSUE_WILD, "iodef");

    public CaaIdentities {
        names = Set.copyOf(names);
    }

    /** What stands against a certificate for a name; empty if it is permitted. */
    public Optional<String> objection(RelevantRecords relevant) {
        for (var record : relevant.records()) {
            if (record.critical() && !KNOWN.contains(record.tag())) {
                return Optional.of(
                        "%s has %s, which is critical and not known here (RFC 8659 4.1)"
                                .formatted(relevant.domain(), record));
            }
        }
        var permissions = permissions(relevant);
        return permissions.isEmpty() || permissions.stream().anyMatch(this::permits)
                ? Optional.empty()
                : Optional.of(refusal(relevant, permissions));
    }

    /** Where there is an issuewild, wildcard names heed no issue; other names heed no issuewild. */
    private static List<CaaRecord> permissions(RelevantRecords relevant) {
        var wild = relevant.isOfWildcard() ? tagged(relevant, ISSUE_WILD) : List.<CaaRecord>of();
        return wild.isEmpty() ? tagged(relevant, ISSUE) : wild;
    }

    private static List<CaaRecord> tagged(RelevantRecords relevant, String tag) {
        return relevant.records().stream().filter(record -> record.tag().equals(tag)).toList();
    }

    /** What parameters mean is a CA's own to say: here none means anything, so none is met. */
    private boolean permits(CaaRecord record) {
        var value = IssueValue.parse(record.value());
        return names.contains(value.issuer()) && !value.hasParameters();
    }

    private String refusal(RelevantRecords relevant, List<CaaRecord> permissions) {
        var narrowed =
                permissions.stream()
                        .anyMatch(record ->
                                names.contains(IssueValue.parse(record.value()).issuer()));
        return "%s has %s, %s. Whoever holds the domain may permit it: %s CAA 0 %s \"%s\""
                .formatted(
                        relevant.domain(),
                        permissions.getFirst(),
                        narrowed
                                ? "whose parameters are not known here"
                                : "and nothing there permits this CA",
                        relevant.domain(),
                        permissions.getFirst().tag(),
                        new TreeSet<>(names).first());
    }
}
