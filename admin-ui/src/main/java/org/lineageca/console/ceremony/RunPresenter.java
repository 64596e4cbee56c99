package org.lineageca.console.ceremony;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RunComparison;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.conduct.ConductRun;
import org.lineageca.ca.minutes.Minutes;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** What the room of a run shows, and the moves that people make in it. */
@Singleton
public final class RunPresenter {

    private static final Texts TEXTS = Texts.of(RunPresenter.class);

    private final ConductRun runs;
    private final ResultPackages packages;

    RunPresenter(ConductRun runs, ResultPackages packages) {
        this.runs = runs;
        this.packages = packages;
    }

    /** As the actor sees it. */
    RunScreen screen(Actor actor, long run) {
        return RunScreens.of(runs.view(actor, run), actor.name());
    }

    void join(Actor actor, long run) {
        runs.join(actor, run);
    }

    /**
     * Presses the administrator's button.
     *
     * @param press as it was shown: what stands on the button is what is done, or nothing is
     */
    void press(Actor actor, long run, Pending.Press press) {
        if (!PendingMoves.of(runs.view(actor, run)).equals(press)) {
            throw new IllegalMoveException(TEXTS.say("the-ceremony-has-moved-on"));
        }
        if (press.isSplit()) {
            runs.split(actor, run);
        } else {
            runs.advance(actor, run);
        }
    }

    void readBack(Actor actor, long run, Octets shown, String initials) {
        runs.readBack(actor, run, shown, initials);
    }

    /** The actor's own share, closed: CMS EnvelopedData. */
    byte[] takeShare(Actor actor, long run) {
        return runs.takeShare(actor, run).toArray();
    }

    /** What a share is sealed to, in hexadecimal: DER SubjectPublicKeyInfo of an RSA key. */
    String sealingKey(Actor actor, long run) {
        var token = runs.view(actor, run).token();
        if (token == null) {
            throw new IllegalMoveException(TEXTS.say("the-tokens-signer-does-not-answer"));
        }
        return token.oneTimePublicKey().toHex();
    }

    /**
     * Hands in the actor's share.
     *
     * @param sealed in hexadecimal; sealed where it was typed, to {@link #sealingKey}
     */
    void handIn(Actor actor, long run, String sealed) {
        runs.handIn(actor, run, Octets.ofHex(sealed));
    }

    /** Has it put on record that the token is active; no share is needed for it. */
    void recordActive(Actor actor, long run) {
        runs.handIn(actor, run, Octets.of(new byte[0]));
    }

    void askDeviation(Actor actor, long run, String reason) {
        runs.askDeviation(actor, run, reason);
    }

    void witnessDeviation(Actor actor, long run, String initials) {
        runs.witnessDeviation(actor, run, initials);
    }

    void abort(Actor actor, long run, String reason) {
        runs.abort(actor, run, reason);
    }

    /** The record as a file: whoever has it can check it, and make its minutes. */
    byte[] record(Actor actor, long run) {
        return file(actor, run).octets().toArray();
    }

    /** The minutes, made from the record alone. */
    byte[] minutes(Actor actor, long run) {
        return Minutes.pdf(file(actor, run)).toArray();
    }

    private RecordFile file(Actor actor, long run) {
        var view = runs.view(actor, run);
        return RecordFile.of(view.state().plan(), view.run(), view.state().entries());
    }

    /** The packages that carry what a run came to. */
    List<ResultPackage> packages(Actor actor, long run) {
        return packages.of(actor, run);
    }

    byte[] results(Actor actor, ResultPackage found) {
        return packages.octets(actor, found);
    }

    /**
     * How a real run compares with the last rehearsal of its plan that was closed.
     *
     * @return a sentence; empty where there is no such rehearsal
     */
    Optional<String> comparison(Actor actor, Ceremony ceremony, Ceremony.Run real) {
        var held = runs.view(actor, real.id()).state();
        for (var run : ceremony.runs().reversed()) {
            if (run.kind() == RunKind.REHEARSAL && run.signature() != null) {
                var rehearsed = runs.view(actor, run.id()).state();
                if (rehearsed.plan().digest().equals(held.plan().digest())) {
                    return Optional.of(
                            TEXTS.say(
                                    "compared-with-rehearsal-run",
                                    run.id(),
                                    RunComparison.of(rehearsed, held).sentence()));
                }
            }
        }
        return Optional.empty();
    }
}
