package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.Reissue;
import org.lineageca.ca.lifecycle.ReissueStore.Fate;
import org.lineageca.ca.lifecycle.ReissueStore.Listed;
import org.lineageca.ca.lint.LintFailedException;

/**
 * Makes the certificates of a list anew that two people approved, step by step: as many at a time
 * as share their commits well, and the next when they are on record.
 */
public final class ReissueListed {

    /** Shorter than the lease of an act, so that no other node takes it up meanwhile. */
    private static final Duration TURN = Duration.ofSeconds(30);

    /** How many are asked for at the same time. */
    private static final int STEP = 256;

    private final BatchStore batches;
    private final ReissueStore reissues;
    private final AuthorityStore authorities;
    private final Supplier<RepeatCertificate> repeat;
    private final InstantSource clock;

    /**
     * Re-issues by what issues.
     *
     * @param repeat asked for when it is needed: what issues may itself carry out an act
     */
    public ReissueListed(
            BatchStore batches,
            ReissueStore reissues,
            AuthorityStore authorities,
            Supplier<RepeatCertificate> repeat,
            InstantSource clock) {
        this.batches = batches;
        this.reissues = reissues;
        this.authorities = authorities;
        this.repeat = repeat;
        this.clock = clock;
    }

    /** Goes on from where it was left, by this node or another. */
    Performed reissue(Actor actor, DecidedAct.Approved act, Act.ReissueCertificates what) {
        var until = clock.instant().plus(TURN);
        var list = batches.seal(what.batch(), clock.instant(), false);
        var differing = list.differing(what.batch(), what.certificates(), what.list());
        if (differing.isPresent()) {
            return differing.get();
        }
        reissues.begin(what.batch(), act.id());
        var sameKey = sameKey(authorities);
        var hasSigned = false;
        while (true) {
            switch (reissues.next(act, what.batch(), sameKey, STEP, clock.instant())) {
                case ReissueStore.Step.Over(var course) -> {
                    return new Performed.Done(outcome(course));
                }
                case ReissueStore.Step.Turn turn -> {
                    hasSigned = take(actor, act, turn, hasSigned);
                    if (clock.instant().isAfter(until)) {
                        return new Performed.GoesOn(
                                "%s It goes on by itself."
                                        .formatted(
                                                progress(
                                                        reissues.find(what.batch())
                                                                .orElseThrow())));
                    }
                }
                case ReissueStore.Step.Paused(var course, var pause) -> {
                    return new Performed.Waits(
                            "%s Paused by %s.".formatted(progress(course), pause.by()));
                }
                case ReissueStore.Step.Ended() -> {
                    return new Performed.Waits("It was withdrawn while it was carried out.");
                }
            }
        }
    }

    /** The profiles whose certificates may be made anew with the same key. */
    public static Set<String> sameKey(AuthorityStore authorities) {
        return authorities.profiles().stream()
                .filter(profile -> profile.reissue() == Reissue.SAME_KEY)
                .map(CertificateProfile::name)
                .collect(Collectors.toSet());
    }

    /** Returns whether anything was signed up to its end. */
    private boolean take(
            Actor actor, DecidedAct.Approved act, ReissueStore.Step.Turn turn, boolean hasSigned) {
        var batch = turn.course().batch();
        var isProven = hasSigned;
        var fates = new ArrayList<CompletableFuture<Fate>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var listed : turn.listed()) {
                var fate =
                        switch (listed) {
                            case Listed.Settled(_, var known) ->
                                    CompletableFuture.completedFuture(known);
                            case Listed.Open open ->
                                    CompletableFuture.supplyAsync(
                                            () -> repeat(actor, batch, open), threads);
                        };
                fates.add(fate);
                // One goes ahead of the others: while a token does not sign, one promise is lost
                // each time, and not as many as go together.
                if (!isProven && listed instanceof Listed.Open) {
                    isProven = joined(fate) instanceof Fate.Successor;
                }
            }
        }
        var settled = new ArrayList<Listed.Settled>();
        for (var i = 0; i < fates.size(); i++) {
            settled.add(
                    new Listed.Settled(turn.listed().get(i).certificate(), joined(fates.get(i))));
        }
        reissues.took(act, turn, settled, clock.instant(), actor);
        return isProven;
    }

    private Fate repeat(Actor actor, long batch, Listed.Open open) {
        try {
            return new Fate.Successor(
                    repeat.get()
                            .issue(
                                    actor,
                                    open.profile(),
                                    open.der(),
                                    new Replaced(batch, open.certificate())));
        } catch (RefusedException e) {
            return obstacle(e)
                    .map(obstacle -> new Fate.Hindered(obstacle, e.getMessage()))
                    .orElseThrow(() -> e);
        } catch (LintFailedException e) {
            return new Fate.Hindered(Obstacle.RULES, e.getMessage());
        }
    }

    /**
     * What a refusal says of the one certificate; empty where it is about all of them, so that the
     * list has to wait.
     */
    public static Optional<Obstacle> obstacle(RefusedException refused) {
        return switch (refused.refusal()) {
            case UNACCEPTABLE_KEY, WEAK_KEY, BLOCKED_KEY -> Optional.of(Obstacle.KEY);
            case UNACCEPTABLE_NAMES -> Optional.of(Obstacle.NAMES);
            case CAA_FORBIDS, CAA_UNANSWERED -> Optional.of(Obstacle.CAA);
            case UNKNOWN_PROFILE -> Optional.of(Obstacle.BY_SUBSCRIBER);
            case MALFORMED,
                    TOO_LARGE,
                    BAD_SIGNATURE,
                    CANNOT_ISSUE,
                    NOT_ENOUGH_LOGS,
                    LOGS_UNAVAILABLE,
                    UNACCEPTABLE_CERTIFICATE,
                    CANNOT_PLAN,
                    CANNOT_RELEASE,
                    DUPLICATE,
                    NOT_FOUND,
                    REQUEST_UNDER_WAY,
                    IDEMPOTENCY_KEY_REUSED,
                    DATABASE_RESTORED,
                    INVALID_VALUE ->
                    Optional.empty();
        };
    }

    private static Fate joined(CompletableFuture<Fate> fate) {
        try {
            return fate.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    /** How far it has come, a sentence. */
    public static String progress(ReissueStore.Course course) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d certificates have had their turn; %,d are re-issued.",
                course.done(),
                course.certificates(),
                course.reissued());
    }

    private static String outcome(ReissueStore.Course course) {
        return String.format(
                Locale.ROOT,
                "%,d certificates are re-issued with the same key and names; the subscribers of %,d have to ask for theirs.",
                course.reissued(),
                course.done() - course.reissued());
    }
}
