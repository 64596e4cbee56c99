package org.lineageca.ca.batch;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.PrepareCertificate;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.TokenUnavailableException;

/** Answers the requests of running batches, one batch at a time, on as many nodes as there are. */
public final class RunBatches {

    /** After it another node takes up what a dead one had; far longer than a group takes. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** How long one batch is worked on before another has its turn. */
    static final Duration TURN = Duration.ofSeconds(30);

    /** What one turn came to. */
    public enum Turn {
        /** No batch was to be worked on. */
        IDLE,
        /** There may be more to do at once. */
        WORKED,
        /** It cannot go on now: try again in a while. */
        WAITS
    }

    private final IssueBatchStore batches;
    private final PrepareCertificate prepare;
    private final TokenSigning signing;
    private final InstantSource clock;
    private volatile boolean stopping;

    public RunBatches(
            IssueBatchStore batches,
            PrepareCertificate prepare,
            TokenSigning signing,
            InstantSource clock) {
        this.batches = batches;
        this.prepare = prepare;
        this.signing = signing;
        this.clock = clock;
    }

    /** From now on nothing more is promised; what is already is signed and recorded. */
    public void stop() {
        stopping = true;
    }

    /** Works on the batch that has waited longest, for a while. */
    public Turn turn() {
        var now = clock.instant();
        var claim = batches.claim(now, now.plus(LEASE));
        if (claim.isEmpty()) {
            return Turn.IDLE;
        }
        var actor = new Actor.Installation("issue batch " + claim.get().id());
        var run =
                new BatchRun(
                        claim.get(),
                        batches,
                        new IssueGroup(claim.get(), actor, batches, prepare, signing, clock),
                        clock,
                        () -> stopping);
        var problem = attempt(run, claim.get(), actor);
        batches.letGo(claim.get(), problem, clock.instant());
        return problem == null ? Turn.WORKED : Turn.WAITS;
    }

    private @Nullable String attempt(BatchRun run, IssueBatchStore.Claim claim, Actor actor) {
        try {
            var problem = run.go();
            if (run.isThrough()) {
                var over = claim.batch().over(new IssueBatch.Move(actor.name(), clock.instant()));
                batches.moved(claim.batch(), over, actor);
            }
            return problem;
        } catch (RefusedException | TokenUnavailableException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /**
     * Whoever waits for logs or for the DNS does so by itself.
     *
     * @throws RefusedException for profiles that ask either
     */
    static void requirePlain(CertificateProfile profile) {
        if (profile.rules().caa() || profile.terms().extensions().transparency() != null) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "Profile %s asks transparency logs or the DNS about each certificate; its certificates are not issued in batches. Nothing was issued. Ask for each with POST /certificates."
                            .formatted(profile.name()));
        }
    }
}
