package org.lineageca.ca.path;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * Every way up from a certificate, the likely ones first: those whose key identifiers match, then
 * the short ones (RFC 4158 3.2). No way goes over one name and key twice.
 */
public final class PathSearch {

    /** How many ways to anchors, and as many that end without one, are listed. */
    public static final int MAX_PATHS = 64;

    /** How many certificates are on a way, target and anchor included. */
    public static final int MAX_DEPTH = 8;

    /** How many certificates are looked among. */
    public static final int MAX_POOL = 1000;

    /** Bound the work where everybody certified everybody. */
    private static final int MAX_OPEN = 20_000;

    private static final int MAX_STEPS = 20_000;

    /**
     * What was found.
     *
     * @param cuts a sentence for each bound that was reached; empty if this is all there is
     */
    public record Found(List<CandidatePath> paths, List<String> cuts) {}

    /**
     * A way up so far.
     *
     * @param last its uppermost certificate
     * @param below the rest of it; null where {@code last} is the target
     * @param mismatches names and key identifiers that speak against it
     * @param order in which it was found
     */
    private record Trail(
            PathCertificate last,
            @Nullable Trail below,
            int length,
            int mismatches,
            boolean anchored,
            int order) {

        static final Comparator<Trail> LIKELY_FIRST =
                Comparator.comparingInt(Trail::mismatches)
                        .thenComparingInt(Trail::length)
                        .thenComparingInt(Trail::order);

        boolean goesOver(PathCertificate candidate) {
            for (var trail = this; trail != null; trail = trail.below) {
                if (trail.last.isSameAuthority(candidate)) {
                    return true;
                }
            }
            return false;
        }

        List<PathCertificate> certificates() {
            var upwards = new ArrayDeque<PathCertificate>();
            for (var trail = this; trail != null; trail = trail.below) {
                upwards.addFirst(trail.last);
            }
            return List.copyOf(upwards);
        }
    }

    private final Set<Octets> anchors;
    private final IssuerIndex anchorIndex;
    private final IssuerIndex poolIndex;
    private final PriorityQueue<Trail> open = new PriorityQueue<>(Trail.LIKELY_FIRST);
    private final List<CandidatePath> toAnchors = new ArrayList<>();
    private final List<CandidatePath> openEnds = new ArrayList<>();
    private final SequencedSet<String> cuts = new LinkedHashSet<>();
    private int order;

    private PathSearch(Collection<PathCertificate> anchors, Collection<PathCertificate> pool) {
        this.anchors = anchors.stream().map(PathCertificate::der).collect(Collectors.toSet());
        this.anchorIndex = new IssuerIndex(anchors);
        this.poolIndex = new IssuerIndex(pool);
    }

    /**
     * Looks for ways up.
     *
     * @param anchors where they may end
     * @param pool what they may go over, the most important first; may hold anchors too
     */
    public static Found find(
            PathCertificate target, List<PathCertificate> anchors, List<PathCertificate> pool) {
        var ends = new LinkedHashMap<Octets, PathCertificate>();
        anchors.forEach(anchor -> ends.putIfAbsent(anchor.der(), anchor));
        var between = new LinkedHashMap<Octets, PathCertificate>();
        pool.stream()
                // A self-issued anchor is an end; on the way it would only lead back to itself.
                .filter(candidate ->
                        !ends.containsKey(candidate.der())
                                || !candidate.subject().equals(candidate.issuer()))
                .forEach(candidate -> between.putIfAbsent(candidate.der(), candidate));
        var search =
                new PathSearch(ends.values(), between.values().stream().limit(MAX_POOL).toList());
        if (between.size() > MAX_POOL) {
            search.cuts.add(
                    "Of %d CA certificates %d were looked at.".formatted(between.size(), MAX_POOL));
        }
        return search.run(target);
    }

    private Found run(PathCertificate target) {
        open.add(new Trail(target, null, 1, 0, false, 0));
        if (anchors.contains(target.der())) {
            toAnchors.add(new CandidatePath.ToAnchor(List.of(target)));
        }
        for (var steps = 0; !open.isEmpty(); steps++) {
            var trail = open.poll();
            if (steps == MAX_STEPS) {
                cuts.add("The search was given up after %d steps.".formatted(MAX_STEPS));
                break;
            }
            if (!trail.anchored()) {
                goOn(trail);
            } else if (toAnchors.size() < MAX_PATHS) {
                toAnchors.add(new CandidatePath.ToAnchor(trail.certificates()));
            } else {
                cuts.add(
                        "There are more than %d ways to a trust anchor; the likely ones are listed."
                                .formatted(MAX_PATHS));
                break;
            }
        }
        var all = new ArrayList<>(toAnchors);
        all.addAll(openEnds);
        return new Found(List.copyOf(all), List.copyOf(cuts));
    }

    private void goOn(Trail trail) {
        var last = trail.last();
        if (last.isSelfSigned()) {
            if (!anchors.contains(last.der())) {
                end(
                        trail,
                        PathReason.UNTRUSTED,
                        last.title() + " is self-signed and not one of the trust anchors.");
            }
            return;
        }
        var ends = anchorIndex.issuersOf(last);
        var between = poolIndex.issuersOf(last);
        if (ends.isEmpty() && between.isEmpty()) {
            end(trail, PathReason.ISSUER_NOT_FOUND, "issuer not found: " + last.issuerName());
        } else if (trail.length() == MAX_DEPTH) {
            var bound = "paths are followed over at most %d certificates.".formatted(MAX_DEPTH);
            cuts.add("Not all the way: " + bound);
            end(
                    trail,
                    PathReason.TOO_DEEP,
                    "It goes on to %s; %s".formatted(last.issuerName(), bound));
        } else if (ends.stream().allMatch(trail::goesOver)
                && between.stream().allMatch(trail::goesOver)) {
            end(
                    trail,
                    PathReason.LOOP,
                    "It leads round in a circle: %s stands on this path already."
                            .formatted(last.issuerName()));
        } else {
            ends.forEach(issuer -> step(trail, issuer, true));
            between.forEach(issuer -> step(trail, issuer, false));
        }
    }

    private void step(Trail trail, PathCertificate issuer, boolean anchored) {
        if (trail.goesOver(issuer)) {
            return;
        }
        if (open.size() >= MAX_OPEN) {
            cuts.add(
                    "More than %d ways were open at once; the likely ones were followed."
                            .formatted(MAX_OPEN));
            return;
        }
        var mismatches = trail.mismatches();
        mismatches += trail.last().issuer().equals(issuer.subject()) ? 0 : 1;
        mismatches += trail.last().namesAnotherKeyThan(issuer) ? 1 : 0;
        order++;
        open.add(new Trail(issuer, trail, trail.length() + 1, mismatches, anchored, order));
    }

    private void end(Trail trail, PathReason reason, String sentence) {
        if (openEnds.size() < MAX_PATHS) {
            openEnds.add(
                    new CandidatePath.OpenEnd(
                            trail.certificates(),
                            new Finding(reason, trail.length() - 1, sentence)));
        } else {
            cuts.add(
                    "More than %d ways end without a trust anchor; the likely ones are listed."
                            .formatted(MAX_PATHS));
        }
    }
}
