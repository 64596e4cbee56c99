package org.lineageca.publisher.publish;

import java.io.IOException;
import java.math.BigInteger;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.KeptFiles;
import org.lineageca.publisher.guard.CertList;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Issuer;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.guard.RollBackGuard;
import org.lineageca.publisher.guard.Verdict;

/**
 * Puts the CRL that was published before the last one back in its place, if that takes back no
 * revocation. The one that is withdrawn is not published again; the next one is.
 */
public final class RollBack {

    private final Source source;
    private final Shelf shelf;
    private final KeptFiles kept;
    private final InstantSource clock;

    /** What the guard says. */
    public sealed interface Finding {

        /** The earlier one may take the place of the one that is published. */
        record Possible(PublishedCrl current, CertList earlier) implements Finding {}
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** The folder has the earlier CRL, and whoever asks is given it. */
        record RolledBack(@Nullable BigInteger from, @Nullable BigInteger to) implements Outcome {}

        /**
         * Nothing was changed.
         *
         * @param why one sentence for an operator
         */
        record Refused(RefusalReason reason, String why) implements Outcome, Finding {}
    }

    /**
     * On what was restored from the folder.
     *
     * @param source is asked about certificates that have expired; only where serials are missing
     */
    public RollBack(Source source, Shelf shelf, KeptFiles kept, InstantSource clock) {
        this.source = source;
        this.shelf = shelf;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * Rolls one back.
     *
     * @throws SourceUnavailableException when the database did not answer; nothing was changed
     */
    public Outcome of(String label, String scope) throws IOException {
        return switch (examine(label, scope)) {
            case Finding.Possible(var current, var earlier) -> replace(current, earlier);
            case Outcome.Refused refused -> refused;
        };
    }

    /**
     * Asks the guard, and changes nothing.
     *
     * @throws SourceUnavailableException when the database did not answer
     */
    Finding examine(String label, String scope) throws IOException {
        var current = shelf.crl(PublishedCrl.place(label, scope));
        var previous = kept.previous(PublishedCrl.place(label, scope) + ".crl");
        if (current == null || previous.isEmpty()) {
            return new Outcome.Refused(
                    RefusalReason.NOTHING_PUBLISHED,
                    "Of %s/%s no earlier CRL is kept.".formatted(label, scope));
        }
        var generation = generation(label);
        if (generation == null) {
            return new Outcome.Refused(
                    RefusalReason.SOURCE_STALE,
                    "The database knows no generation %s.".formatted(label));
        }
        var delta = shelf.crl(PublishedCrl.place(label, CrlScope.deltasOf(scope)));
        try {
            var verdict =
                    RollBackGuard.examine(
                            current.list(),
                            previous.get(),
                            delta == null ? null : delta.list(),
                            new Issuer(generation.subject(), generation.publicKey(), null, false),
                            source.records(generation),
                            clock.instant());
            return switch (verdict) {
                case Verdict.Refuse<CertList>(var reason, var why) ->
                        new Outcome.Refused(reason, why);
                case Verdict.Publish<CertList>(var list) -> new Finding.Possible(current, list);
            };
        } catch (UnreadableCrlException e) {
            return new Outcome.Refused(RefusalReason.UNREADABLE, e.why());
        }
    }

    /** First the note, so that a crash in between leaves nothing that comes back by itself. */
    private Outcome replace(PublishedCrl current, CertList earlier) throws IOException {
        var modified = shelf.modified(current.der().path(), clock.instant());
        var back =
                PublishedCrl.of(current.label(), current.scope(), earlier, modified)
                        .insteadOf(current);
        kept.keepWithdrawn(current.der());
        kept.publish(back.der());
        kept.publish(back.pem());
        shelf.put(back);
        return new Outcome.RolledBack(current.list().number(), earlier.number());
    }

    private @Nullable OfferedGeneration generation(String label) {
        return source.read().generations().stream()
                .filter(generation -> generation.label().equals(label))
                .findFirst()
                .orElse(null);
    }
}
