package org.lineageca.ocsp.status;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest changes, to tell whether a status that was read a while ago still stands.
 *
 * <p>Whoever reads a status takes a {@link Mark} first. A change the reading did not see has a
 * higher number than the mark, and is recorded here before anything that depends on it is dropped.
 * So whoever asks {@link #changedSince} at the moment of storing either learns of the change, or
 * stores before the drop.
 *
 * <p>One thread writes; any may ask.
 */
public final class ChangeJournal {

    /**
     * A point in the sequence of changes.
     *
     * @param history which sequence; another one begins when the database was put back to an
     *     earlier time
     * @param number of the last change known
     */
    public record Mark(long history, long number) {}

    private final int capacity;
    private final ConcurrentHashMap<CertificateKey, Long> latest = new ConcurrentHashMap<>();
    private final ArrayDeque<Change> order = new ArrayDeque<>();
    private volatile Mark mark = new Mark(0, 0);
    private volatile long forgotten;

    /**
     * An empty journal.
     *
     * @param capacity how many changes it remembers; what is older counts as changed
     */
    public ChangeJournal(int capacity) {
        this.capacity = capacity;
    }

    public Mark mark() {
        return mark;
    }

    /** Whether the certificate's status may have changed after the mark was taken. */
    public boolean changedSince(CertificateKey certificate, Mark since) {
        if (since.history() != mark.history()) {
            return true;
        }
        var number = latest.get(certificate);
        // Read after the map: a change is forgotten here before it leaves the map.
        return number == null ? since.number() < forgotten : number > since.number();
    }

    void record(Change change) {
        latest.put(change.certificate(), change.number());
        order.add(change);
        if (order.size() > capacity) {
            var oldest = order.remove();
            forgotten = oldest.number();
            latest.remove(oldest.certificate(), oldest.number());
        }
    }

    /** All changes up to this one are recorded, and everything that depended on them is dropped. */
    void advance(long number) {
        mark = new Mark(mark.history(), number);
    }

    /** Begins another history after this change; every mark taken before is void. */
    void restart(long number) {
        mark = new Mark(mark.history() + 1, number);
        forgotten = number;
        order.clear();
        latest.clear();
    }
}
