package org.lineageca.hsm.signer;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lineageca.hsm.client.Checkpoint;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.LastCheckpoint;
import org.lineageca.octets.Octets;

/**
 * What a {@link CheckpointMemory} holds, as text: a line {@code last} for each log, and a line
 * {@code forgot} for each time it was told to forget one.
 *
 * @param all by origin
 * @param forgotten whole lines, the oldest first
 */
record CheckpointRecord(List<LastCheckpoint> all, List<String> forgotten) {

    static final CheckpointRecord EMPTY = new CheckpointRecord(List.of(), List.of());

    /** One for each installation that uses the token, and for a few before it. */
    static final int MOST_LOGS = 64;

    private static final int MOST_FORGOTTEN = 1_000;
    private static final int LONGEST_REASON = 500;
    private static final String HEAD = "lineage-checkpoints 1";
    private static final String WHAT =
            "(\\S{1,128}) ([0-9]{1,19}) ([0-9a-f]{64}) ([0-9a-f]{40}) (\\S{20,30})";
    private static final Pattern LAST = Pattern.compile("last " + WHAT);
    private static final Pattern FORGOT = Pattern.compile("forgot " + WHAT + " (\\S{20,30}) .+");

    CheckpointRecord {
        all = List.copyOf(all);
        forgotten = List.copyOf(forgotten);
    }

    static CheckpointRecord parse(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("it is cut short");
        }
        var lines = text.lines().toList();
        if (!lines.getFirst().equals(HEAD)) {
            throw new IllegalArgumentException("its first line is not '" + HEAD + "'");
        }
        var all = new ArrayList<LastCheckpoint>();
        var forgotten = new ArrayList<String>();
        for (var line : lines.subList(1, lines.size())) {
            var last = LAST.matcher(line);
            if (last.matches()) {
                all.add(
                        new LastCheckpoint(
                                new Checkpoint(
                                        last.group(1),
                                        Long.parseLong(last.group(2)),
                                        Octets.ofHex(last.group(3))),
                                new KeyId(Octets.ofHex(last.group(4))),
                                instant(last.group(5))));
            } else if (FORGOT.matcher(line).matches()) {
                forgotten.add(line);
            } else {
                throw new IllegalArgumentException("a signer does not write '" + line + "'");
            }
        }
        var origins = all.stream().map(last -> last.checkpoint().origin()).distinct().count();
        if (origins != all.size()) {
            throw new IllegalArgumentException("it has two last checkpoints of one log");
        }
        return new CheckpointRecord(all, forgotten);
    }

    Optional<LastCheckpoint> last(String origin) {
        return all.stream().filter(last -> last.checkpoint().origin().equals(origin)).findFirst();
    }

    boolean isFull() {
        return all.size() >= MOST_LOGS;
    }

    CheckpointRecord with(LastCheckpoint next) {
        var others = others(next.checkpoint().origin());
        return new CheckpointRecord(
                Stream.concat(others.stream(), Stream.of(next))
                        .sorted(Comparator.comparing(last -> last.checkpoint().origin()))
                        .toList(),
                forgotten);
    }

    CheckpointRecord without(LastCheckpoint last, String because, Instant at) {
        var reason = because.strip().replaceAll("\\p{Cntrl}+", " ");
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "the reason has 1 to " + LONGEST_REASON + " characters");
        }
        if (forgotten.size() >= MOST_FORGOTTEN) {
            throw new IllegalArgumentException(
                    "it was told to forget " + MOST_FORGOTTEN + " times already");
        }
        return new CheckpointRecord(
                others(last.checkpoint().origin()),
                Stream.concat(
                                forgotten.stream(),
                                Stream.of("forgot " + what(last) + " " + at + " " + reason))
                        .toList());
    }

    String text() {
        var text = new StringBuilder(HEAD).append('\n');
        all.forEach(last -> text.append("last ").append(what(last)).append('\n'));
        forgotten.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private List<LastCheckpoint> others(String origin) {
        return all.stream().filter(last -> !last.checkpoint().origin().equals(origin)).toList();
    }

    private static String what(LastCheckpoint last) {
        var checkpoint = last.checkpoint();
        return "%s %d %s %s %s"
                .formatted(
                        checkpoint.origin(),
                        checkpoint.size(),
                        checkpoint.root(),
                        last.key(),
                        last.at());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no time", e);
        }
    }
}
