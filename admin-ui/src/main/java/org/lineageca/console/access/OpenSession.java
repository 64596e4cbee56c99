package org.lineageca.console.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/** A session of the console: whose it is, and when somebody was there last. */
final class OpenSession {

    /** Under which it stands in the session of the servlet container. */
    static final String ATTRIBUTE = OpenSession.class.getName();

    private final String id;
    private final Octets fingerprint;
    private final OpenPages pages;
    private Instant used;
    private boolean isWarned;
    private @Nullable SessionEnd end;

    /** Since when it is over; null while it is not. */
    private @Nullable Instant ended;

    /**
     * A session that begins.
     *
     * @param id the cookie's value
     * @param fingerprint SHA-256 of the certificate it belongs to, for good
     */
    OpenSession(String id, Octets fingerprint, OpenPages pages, Instant begun) {
        this.id = id;
        this.fingerprint = fingerprint;
        this.pages = pages;
        this.used = begun;
    }

    String id() {
        return id;
    }

    Octets fingerprint() {
        return fingerprint;
    }

    /** Somebody is there. */
    synchronized void use(Instant now) {
        if (end != null) {
            return;
        }
        used = now;
        if (isWarned) {
            isWarned = false;
            pages.calm();
        }
    }

    synchronized @Nullable SessionEnd end() {
        return end;
    }

    synchronized @Nullable Instant ended() {
        return ended;
    }

    /** Ends it if nobody has been there for too long, and says so some time before. */
    synchronized void look(SessionSettings settings, Instant now) {
        if (end != null) {
            return;
        }
        var over = used.plus(settings.idle());
        if (!now.isBefore(over)) {
            end(new SessionEnd.Idle(settings.idle()), now);
        } else if (!isWarned && !now.isBefore(over.minus(settings.notice()))) {
            isWarned = true;
            pages.warn(over);
        }
    }

    /** Ends it: from now on nothing is done in it, and its pages say why. */
    synchronized void end(SessionEnd why, Instant now) {
        if (end == null) {
            end = why;
            ended = now;
            pages.leave(why);
        }
    }

    void discard() {
        pages.discard();
    }
}
