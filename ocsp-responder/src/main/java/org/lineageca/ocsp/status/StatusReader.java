package org.lineageca.ocsp.status;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.lineageca.ocsp.answer.Period;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks statuses up on a few virtual threads; questions that wait meanwhile are asked together.
 *
 * <p>Its callers bound how many questions wait.
 */
public final class StatusReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusReader.class);
    private static final int BATCH = 128;

    private record Question(
            Set<CertificateKey> certificates, CompletableFuture<StatusReading> reading) {}

    private final StatusSource source;
    private final ChangeJournal journal;
    private final Freshness freshness;
    private final InstantSource clock;
    private final LinkedBlockingQueue<Question> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

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
            threads.add(Thread.ofVirtual().name("status-" + i).start(this::run));
        }
    }

    /**
     * Reads the statuses of these certificates.
     *
     * @return completes exceptionally with {@link StatusUnavailableException}
     */
    public CompletableFuture<StatusReading> read(Set<CertificateKey> certificates) {
        if (!freshness.isReachable()) {
            return CompletableFuture.failedFuture(
                    new StatusUnavailableException("the last attempt failed", null));
        }
        var question = new Question(certificates, new CompletableFuture<>());
        waiting.add(question);
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
        var questions = new ArrayList<Question>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                questions.add(waiting.take());
                waiting.drainTo(questions, BATCH - 1);
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

    private void answer(List<Question> questions) {
        var certificates = new HashSet<CertificateKey>();
        questions.forEach(question -> certificates.addAll(question.certificates()));
        var mark = journal.mark();
        var at = freshness.knownAt(clock.instant());
        try {
            var reading = new StatusReading(source.statuses(certificates), mark, at);
            questions.forEach(question -> question.reading().complete(reading));
        } catch (StatusUnavailableException e) {
            questions.forEach(question -> question.reading().completeExceptionally(e));
        }
    }
}
