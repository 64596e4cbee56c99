package org.lineageca.ca.audit.log;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lineageca.octets.Octets;

/**
 * That an entry is in the log, in one text that needs nothing else to be checked (C2SP tlog-proof).
 *
 * @param entry what is in the log
 * @param path from the leaf's sibling up (RFC 6962 2.1.1)
 * @param checkpoint the signed note with size and root
 */
public record InclusionProof(Octets entry, long index, List<Octets> path, String checkpoint) {

    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final Pattern INDEX = Pattern.compile("index (0|[1-9][0-9]{0,18})");

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Reads one with the entry in it.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static InclusionProof of(String text) {
        var end = text.indexOf("\n\n");
        var lines = text.substring(0, Math.max(end, 0)).lines().toList();
        if (lines.size() < 3
                || !lines.getFirst().equals(HEADER)
                || !lines.get(1).startsWith("extra ")) {
            throw new IllegalArgumentException(
                    "it is no proof that begins with '%s' and holds the entry".formatted(HEADER));
        }
        var index = INDEX.matcher(lines.get(2));
        if (!index.matches()) {
            throw new IllegalArgumentException("the proof does not say which leaf it is of");
        }
        var path = new ArrayList<Octets>();
        for (var line : lines.subList(3, lines.size())) {
            path.add(decoded(line));
        }
        return new InclusionProof(
                decoded(lines.get(1).substring("extra ".length())),
                Long.parseLong(index.group(1)),
                path,
                text.substring(end + 2));
    }

    private static Octets decoded(String text) {
        return Octets.of(Base64.getDecoder().decode(text));
    }

    /** What is wrong with it; empty if it holds. */
    public Optional<String> problem(VerifierKey key) {
        try {
            var opened = key.open(checkpoint);
            return ProofCheck.isIncluded(
                            TreeHash.leaf(entry), index, path, opened.size(), opened.root())
                    ? Optional.empty()
                    : Optional.of("the path does not lead from the entry to the root");
        } catch (IllegalArgumentException e) {
            return Optional.of("the checkpoint: " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        var text =
                new StringBuilder(HEADER)
                        .append("\nextra ")
                        .append(Base64.getEncoder().encodeToString(entry.toArray()))
                        .append("\nindex ")
                        .append(index)
                        .append('\n');
        path.forEach(hash ->
                text.append(Base64.getEncoder().encodeToString(hash.toArray())).append('\n'));
        return text.append('\n').append(checkpoint).toString();
    }
}
