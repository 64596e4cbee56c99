package org.lineageca.ocsp.status;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.lineageca.ocsp.answer.Period;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks statuses up on a few threads; questions that wait meanwhile are asked together.
 *
 * <p>What a reading costs is mostly the same for one question and for many. So while one is under
 * way the next begins only when it is worth it, or when somebody has waited for a moment.
 *
 * <p>Its callers bound how many questions wait.
 */
public final class StatusReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusReader.class);

    /** How many questions are asked together at most. */
    private static final int MOST = 128;

    /** How many must wait, for each reading that is under way, for another to begin. */
    private static final int ENOUGH = 16;

    /** How long a question waits for company: a reading that is under way may never end. */
    private static final long MOMENT = Duration.ofMillis(3).toNanos();

    private record Question(
            Set<CertificateKey> certificates,
            CompletableFuture<StatusReading> reading,
            long since) {}

    private final StatusSource source;
    private final ChangeJournal journal;
    private final Freshness freshness;
    private final InstantSource clock;
    private final List<Thread> threads = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition worthIt = lock.newCondition();
    private final Deque<Question> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * Starts reading.
     *
     * @param parallel how many readings run at once
     */
    public StatusReader(
            StatusSource source,
            ChangeJournal journal,
            Freshness freshness,
            InstantSource clock,
            int parallel) {
        this.source = source;
        this.journal = journal;
        this.freshness = freshness;
        this.clock = clock;
        for (var i = 0; i < parallel; i++) {
            threads.add(Thread.ofPlatform().name("status-" + i).daemon().start(this::run));
        }
    }

    /**
     * Reads the statuses of these certificates. What depends on them is done on the reading thread,
     * and must not block.
     *
     * @return completes exceptionally with {@link StatusUnavailableException}
     */
    public CompletableFuture<StatusReading> read(Set<CertificateKey> certificates) {
        if (!freshness.isReachable()) {
            return CompletableFuture.failedFuture(
                    new StatusUnavailableException("the last attempt failed", null));
        }
        var question = new Question(certificates, new CompletableFuture<>(), System.nanoTime());
        lock.lock();
        try {
            waiting.add(question);
            // The first of those that wait has somebody look after them; of the others, only the
            // one
            // that makes it worth it.
            if (waiting.size() == 1 || waiting.size() == enough()) {
                worthIt.signal();
            }
        } finally {
            lock.unlock();
        }
        return question.reading();
    }

    /** What can be claimed of a generation's statuses that are read after this. */
    public Period period(int generation) {
        return source.period(generation);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    private void run() {
        var questions = new ArrayList<Question>(MOST);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                take(questions);
                answer(questions);
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.error("statuses were not read", e);
                questions.forEach(question -> question.reading().completeExceptionally(e));
            }
            questions.clear();
        }
    }

    private int enough() {
        return Math.max(1, underWay * ENOUGH);
    }

    private void signalIfWorthIt() {
        if (waiting.size() >= enough()) {
            worthIt.signal();
        }
    }

    /** Waits until it is worth it, and takes what waits. */
    private void take(List<Question> questions) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.size() < enough()) {
                var first = waiting.peek();
                if (first == null) {
                    worthIt.await();
                    continue;
                }
                var left = first.since() + MOMENT - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                var _ = worthIt.awaitNanos(left);
            }
            while (questions.size() < MOST && !waiting.isEmpty()) {
                questions.add(waiting.remove());
            }
            underWay++;
            signalIfWorthIt();
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            underWay--;
            signalIfWorthIt();
        } finally {
            lock.unlock();
        }
    }

    private void answer(List<Question> questions) {
        var certificates = new HashSet<CertificateKey>();
        questions.forEach(question -> certificates.addAll(question.certificates()));
        var mark = journal.mark();
        var at = freshness.knownAt(clock.instant());
        try {
            var reading = new StatusReading(statuses(certificates), mark, at);
            questions.forEach(question -> question.reading().complete(reading));
        } catch (StatusUnavailableException e) {
            questions.forEach(question -> question.reading().completeExceptionally(e));
        }
    }

    private Map<CertificateKey, CertificateStatus> statuses(Set<CertificateKey> certificates) {
        try {
            return source.statuses(certificates);
        } finally {
            ended();
        }
    }
}
