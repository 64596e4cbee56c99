package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.token.SigningGuard;
import org.lineageca.hsm.client.TokenUnavailableException;

/**
 * Lets nothing be signed while the database is older than what was signed with it, or another: it
 * would give out serial and CRL numbers again, and knows nothing of certificates that exist.
 *
 * <p>What was found holds for two seconds at most; {@link #look} every second keeps it newer. When
 * it cannot be found out, the next who wants to sign has to.
 */
public final class RefuseRestored implements SigningGuard {

    private static final Duration HOLDS = Duration.ofSeconds(2);

    /** What a look found. */
    public sealed interface Standing {

        /** The database has all that was signed. */
        record Whole() implements Standing {}

        /**
         * It has not.
         *
         * @param why a sentence or two, and what to do
         */
        record Restored(String why) implements Standing {}

        /** Nobody could look. */
        record Unknown() implements Standing {}
    }

    private record Seen(Standing standing, Instant at) {}

    private final Optional<SealedHistory> history;
    private final InstantSource clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Object order = new Object();
    private long begun;
    private long shown;
    private volatile Seen seen = new Seen(new Standing.Unknown(), Instant.MIN);

    /**
     * @param history empty where no audit log is sealed: then everything may be signed
     */
    public RefuseRestored(Optional<SealedHistory> history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    @Override
    public void check() {
        if (history.isEmpty()) {
            return;
        }
        switch (standing()) {
            case Standing.Whole() -> {}
            case Standing.Restored(var why) ->
                    throw new RefusedException(Refusal.DATABASE_RESTORED, why);
            // A look that fails throws, so this is never shown to a caller that could look.
            case Standing.Unknown() -> throw new IllegalStateException("nobody has looked");
        }
    }

    /** Why nothing is signed, as it was last seen; empty while nothing is known against it. */
    public Optional<String> problem() {
        return seen.standing() instanceof Standing.Restored(var why)
                ? Optional.of(why)
                : Optional.empty();
    }

    /**
     * Compares the two now.
     *
     * @throws TokenUnavailableException when the signer cannot be asked; what the database throws
     *     passes, too
     */
    public Standing look() {
        return history.map(this::look).orElseGet(Standing.Whole::new);
    }

    private Standing standing() {
        var last = seen;
        if (last.standing() instanceof Standing.Unknown) {
            return look();
        }
        if (clock.instant().isBefore(last.at().plus(HOLDS))
                || !looking.compareAndSet(false, true)) {
            return last.standing();
        }
        try {
            return look();
        } finally {
            looking.set(false);
        }
    }

    private Standing look(SealedHistory sealed) {
        var number = begin();
        Standing found = new Standing.Unknown();
        try {
            found = compare(sealed);
        } finally {
            show(number, found);
        }
        return found;
    }

    private long begin() {
        synchronized (order) {
            return ++begun;
        }
    }

    /** A look that took long must not hide what a later one found. */
    private void show(long number, Standing found) {
        synchronized (order) {
            if (number > shown) {
                shown = number;
                seen = new Seen(found, clock.instant());
            }
        }
    }

    private static Standing compare(SealedHistory sealed) {
        // First the signer: the database may have more by the time it is asked, never less.
        var last = sealed.lastSigned();
        if (last.isEmpty()) {
            return new Standing.Whole();
        }
        var size = last.get().size();
        var leaves = sealed.leaves();
        if (leaves < size) {
            return new Standing.Restored(
                    "The database is older than what was signed with it: it has %d audit events in its log, and the token's signer has signed a checkpoint of %d on %s. Certificates and CRLs may exist that it does not know. Nothing was signed. Restore a newer backup; if there is none, follow 'Restored from an older backup' in docs/operators.md."
                            .formatted(leaves, size, last.get().at()));
        }
        if (!sealed.root(size).equals(last.get().root())) {
            return new Standing.Restored(
                    "The database has another history than was signed: its first %d audit events are not those of the checkpoint the token's signer has signed on %s. Nothing was signed. Restore the database that belongs to this token, from a newer backup; if there is none, follow 'Restored from an older backup' in docs/operators.md."
                            .formatted(size, last.get().at()));
        }
        return new Standing.Whole();
    }
}
