package org.lineageca.hsm.signer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.share.KnownSet;
import org.lineageca.octets.Octets;

/**
 * What is kept of the share sets of a token; nothing secret.
 *
 * @param token its label
 * @param throwAway whether it is for rehearsals
 * @param present the set that opens the token; null while there is none
 * @param next the set that is being made the present one: from just before the token gets its PIN
 *     until just after
 */
record ShareRecord(
        String token, boolean throwAway, @Nullable KnownSet present, @Nullable KnownSet next) {

    private static final String FORMAT = "lineage-share-sets 1";
    private static final int COMMITMENT_LENGTH = 32;

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when it is none
     */
    static ShareRecord parse(String text) {
        var lines = text.lines().toList();
        if (lines.size() < 3 || lines.size() > 5 || !lines.getFirst().equals(FORMAT)) {
            throw new IllegalArgumentException("it does not begin with '" + FORMAT + "'");
        }
        var token = value(lines, "token").orElseThrow(() -> missing("token"));
        var kind = value(lines, "kind").orElseThrow(() -> missing("kind"));
        var read =
                new ShareRecord(
                        token,
                        kind.equals("throw-away"),
                        value(lines, "present").map(ShareRecord::set).orElse(null),
                        value(lines, "next").map(ShareRecord::set).orElse(null));
        if (!read.text().equals(text)) {
            throw new IllegalArgumentException("it is not as a signer writes it");
        }
        return read;
    }

    String text() {
        return Stream.of(
                                FORMAT,
                                "token " + token,
                                "kind " + (throwAway ? "throw-away" : "kept"),
                                present == null ? null : "present " + text(present),
                                next == null ? null : "next " + text(next))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static String text(KnownSet known) {
        var set = known.set();
        var shares =
                new TreeMap<>(known.commitments())
                        .entrySet().stream()
                                .map(entry -> " " + entry.getKey() + ":" + entry.getValue())
                                .collect(Collectors.joining());
        return "%s %d %d%s".formatted(set.id(), set.quorum(), set.shares(), shares);
    }

    private static KnownSet set(String text) {
        var words = Arrays.asList(text.split(" ", -1));
        if (words.size() < 3) {
            throw new IllegalArgumentException("a set has an id, a quorum and a number of shares");
        }
        var set =
                new ShareSet(
                        words.getFirst(),
                        Integer.parseInt(words.get(1)),
                        Integer.parseInt(words.get(2)));
        var commitments = new HashMap<Integer, Octets>();
        for (var word : words.subList(3, words.size())) {
            var colon = word.indexOf(':');
            var commitment = Octets.ofHex(word.substring(colon + 1));
            if (colon < 0 || commitment.length() != COMMITMENT_LENGTH) {
                throw new IllegalArgumentException("a share's commitment is <number>:<SHA-256>");
            }
            commitments.put(Integer.parseInt(word.substring(0, colon)), commitment);
        }
        return new KnownSet(set, commitments);
    }

    private static Optional<String> value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length() + 1))
                .findFirst();
    }

    private static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException("it has no line '" + key + "'");
    }
}
