package org.lineageca.ca.ceremony;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lineageca.octets.Octets;

/**
 * A rehearsal and the real run of one plan, body by body: what each signed, once the keys of either
 * are exchanged for the stand-ins of the plan ({@link Masking}).
 *
 * @param bodies one for each step of the plan that signs, in order
 */
public record RunComparison(List<Body> bodies) {

    public RunComparison {
        bodies = List.copyOf(bodies);
    }

    /** How two bodies compare. */
    public sealed interface Likeness {

        /**
         * The same octets but for the keys.
         *
         * @param octets how many
         */
        record Equal(int octets) implements Likeness {}

        /**
         * Other octets, and not only other keys.
         *
         * @param from the first octet that differs, counted from 1, after the exchange of keys
         */
        record Different(int from, int rehearsed, int real) implements Likeness {}

        /** The real run signed what was not signed in the rehearsal. */
        record NotRehearsed() implements Likeness {}

        /** The rehearsal signed what was not signed in the real run. */
        record OnlyRehearsed() implements Likeness {}

        /** Neither run came to it. */
        record NotSigned() implements Likeness {}
    }

    /** What a step of the plan signs, in both runs. */
    public record Body(int step, String title, Likeness likeness) {

        /** In words; empty if it is the same. */
        public Optional<String> difference() {
            return switch (likeness) {
                case Likeness.Equal _ -> Optional.empty();
                case Likeness.Different(var from, var rehearsed, var real) ->
                        Optional.of(
                                "step %s (%s) differs from octet %s on, %s octets rehearsed and %s signed"
                                        .formatted(step, title, from, rehearsed, real));
                case Likeness.NotRehearsed _ ->
                        Optional.of("step %s (%s) was not rehearsed".formatted(step, title));
                case Likeness.OnlyRehearsed _ ->
                        Optional.of("step %s (%s) was rehearsed only".formatted(step, title));
                case Likeness.NotSigned _ ->
                        Optional.of("step %s (%s) was signed in neither".formatted(step, title));
            };
        }
    }

    /**
     * Compares. Both states were folded, so what each signed is what its transcript holds, and
     * verifies.
     *
     * @throws IllegalArgumentException if they are not a rehearsal and a real run of the same plan
     */
    public static RunComparison of(RunState rehearsal, RunState real) {
        if (rehearsal.kind() != RunKind.REHEARSAL || real.kind() != RunKind.REAL) {
            throw new IllegalArgumentException("a rehearsal is compared with a real run");
        }
        var plan = real.plan().digest();
        if (!rehearsal.plan().digest().equals(plan)) {
            throw new IllegalArgumentException(
                    "the rehearsal was of plan %s, the real run is of plan %s"
                            .formatted(rehearsal.plan().digest(), plan));
        }
        var bodies = new ArrayList<Body>();
        for (var step : real.plan().steps()) {
            if (step.step().toBeSigned().isPresent()) {
                bodies.add(
                        new Body(
                                step.number(),
                                step.title(),
                                likeness(
                                        masked(rehearsal, step.number()),
                                        masked(real, step.number()))));
            }
        }
        return new RunComparison(bodies);
    }

    private static Optional<Octets> masked(RunState state, int step) {
        var result = state.results().get(step);
        return Optional.ofNullable(result)
                .flatMap(RunComparison::signed)
                .map(octets ->
                        Masking.apply(octets, state.plan().masks(new KeysAtHand(state.keys()))));
    }

    private static Optional<Octets> signed(CeremonyResult result) {
        return switch (result) {
            case CeremonyResult.CaCertificateSigned(var linted, _, _) ->
                    Optional.of(linted.toBeSigned());
            case CeremonyResult.OcspSignerSigned(var linted, _, _) ->
                    Optional.of(linted.toBeSigned());
            case CeremonyResult.CrlSigned(var linted, _, _) -> Optional.of(linted.toBeSigned());
            case CeremonyResult.KeyGenerated _, CeremonyResult.KeyDestroyed _ -> Optional.empty();
        };
    }

    private static Likeness likeness(Optional<Octets> rehearsed, Optional<Octets> real) {
        if (rehearsed.isEmpty()) {
            return real.isEmpty() ? new Likeness.NotSigned() : new Likeness.NotRehearsed();
        }
        if (real.isEmpty()) {
            return new Likeness.OnlyRehearsed();
        }
        var at = Arrays.mismatch(rehearsed.get().toArray(), real.get().toArray());
        return at < 0
                ? new Likeness.Equal(real.get().length())
                : new Likeness.Different(at + 1, rehearsed.get().length(), real.get().length());
    }

    /** Whether whatever both runs signed is the same. */
    public boolean isAlike() {
        return bodies.stream().noneMatch(body -> body.likeness() instanceof Likeness.Different);
    }

    /** Whether both runs signed everything, and the same. */
    public boolean isEqual() {
        return equal() == bodies.size();
    }

    private long equal() {
        return bodies.stream().filter(body -> body.likeness() instanceof Likeness.Equal).count();
    }

    /** What it came to, without its full stop. */
    public String sentence() {
        var text =
                new StringBuilder(
                        "%s of %s to-be-signed bodies are equal but for the keys"
                                .formatted(equal(), bodies.size()));
        bodies.stream()
                .flatMap(body -> body.difference().stream())
                .forEach(difference -> text.append("; ").append(difference));
        return text.toString();
    }
}
