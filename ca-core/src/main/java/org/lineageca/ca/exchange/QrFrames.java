package org.lineageca.ca.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * A small package as a sequence of QR codes: {@code LQ1 <first 8 hexadecimal digits of its SHA-256>
 * <number>/<of how many> <Base45>}, all in the characters of QR's alphanumeric mode.
 */
public final class QrFrames {

    /** What scanned frames come to. */
    public sealed interface Joining {

        /** All are there. */
        record Joined(Octets octets) implements Joining {}

        /**
         * Some are not yet.
         *
         * @param numbers ascending, counted from 1; empty if not one frame has been seen
         */
        record Missing(List<Integer> numbers) implements Joining {
            public Missing {
                numbers = List.copyOf(numbers);
            }
        }

        /**
         * They are no package.
         *
         * @param why a sentence without its full stop
         */
        record Refused(String why) implements Joining {}
    }

    /** More than anyone scans; a larger package goes by folder. */
    public static final int MOST = 200;

    /** In one frame: a code of version 20 at error correction M, which a cheap camera reads. */
    public static final int OCTETS = 600;

    private static final Pattern FRAME =
            Pattern.compile(
                    "LQ1 ([0-9A-F]{8}) ([1-9][0-9]{0,2})/([1-9][0-9]{0,2}) ([0-9A-Z $%*+./:-]+)");

    private record Frame(String mark, int number, int count, String text) {}

    private QrFrames() {}

    /**
     * Splits.
     *
     * @param octetsEach in every frame but the last
     * @throws IllegalArgumentException if there would be too many frames
     */
    public static List<String> split(Octets octets, int octetsEach) {
        var count = (octets.length() + octetsEach - 1) / octetsEach;
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(
                    "a package of %d octets would be %d QR codes, at most %d can be shown: carry it in a folder"
                            .formatted(octets.length(), count, MOST));
        }
        var bytes = octets.toArray();
        var frames = new ArrayList<String>();
        for (var number = 1; number <= count; number++) {
            var part =
                    Arrays.copyOfRange(
                            bytes,
                            (number - 1) * octetsEach,
                            Math.min(number * octetsEach, bytes.length));
            frames.add(
                    "LQ1 %s %d/%d %s"
                            .formatted(
                                    mark(octets), number, count, Base45.encode(Octets.of(part))));
        }
        return frames;
    }

    /** Joins frames, in any order and however often each was scanned. */
    public static Joining join(Collection<String> scanned) {
        var frames = new TreeMap<Integer, Frame>();
        for (var line : scanned) {
            // Nothing is lost: the last digit of a group is at most 32, a space is 36.
            var text = line.strip();
            var matcher = FRAME.matcher(text);
            if (!matcher.matches()) {
                return new Joining.Refused("'" + abbreviated(text) + "' is no frame of a package");
            }
            var frame =
                    new Frame(
                            matcher.group(1),
                            Integer.parseInt(matcher.group(2)),
                            Integer.parseInt(matcher.group(3)),
                            matcher.group(4));
            var problem = problem(frame, frames);
            if (problem != null) {
                return new Joining.Refused(problem);
            }
            frames.put(frame.number(), frame);
        }
        return joined(frames);
    }

    private static @Nullable String problem(Frame frame, NavigableMap<Integer, Frame> frames) {
        if (frame.number() > frame.count() || frame.count() > MOST) {
            return "there is no frame %d of %d".formatted(frame.number(), frame.count());
        }
        var same = frames.get(frame.number());
        if (same != null && !same.equals(frame)) {
            return "frame %d was scanned twice and differs".formatted(frame.number());
        }
        var other = frames.isEmpty() ? frame : frames.firstEntry().getValue();
        return other.mark().equals(frame.mark()) && other.count() == frame.count()
                ? null
                : "frames of two packages were scanned: %s has %d, %s has %d"
                        .formatted(other.mark(), other.count(), frame.mark(), frame.count());
    }

    private static Joining joined(NavigableMap<Integer, Frame> frames) {
        if (frames.isEmpty()) {
            return new Joining.Missing(List.of());
        }
        var any = frames.firstEntry().getValue();
        var missing = new ArrayList<Integer>();
        for (var number = 1; number <= any.count(); number++) {
            if (!frames.containsKey(number)) {
                missing.add(number);
            }
        }
        if (!missing.isEmpty()) {
            return new Joining.Missing(missing);
        }
        var hex = new StringBuilder();
        for (var frame : frames.values()) {
            try {
                hex.append(Base45.decode(frame.text()).toHex());
            } catch (IllegalArgumentException e) {
                return new Joining.Refused(
                        "frame %d was misread: %s".formatted(frame.number(), e.getMessage()));
            }
        }
        var octets = Octets.ofHex(hex.toString());
        return mark(octets).equals(any.mark())
                ? new Joining.Joined(octets)
                : new Joining.Refused(
                        "the frames come to a package whose SHA-256 begins with %s, not %s: one was misread"
                                .formatted(mark(octets), any.mark()));
    }

    private static String mark(Octets octets) {
        return octets.sha256().toHex().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    private static String abbreviated(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
