package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Reasons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the supervisor notes what happens; each change is written to the status file at once. */
final class Board {

    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    private final StatusFile file;
    private final ProcessIdentity supervisor;
    private final Children children;
    private final List<Step> steps = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private Phase phase = Phase.STARTING;

    Board(StatusFile file, ProcessIdentity supervisor, Children children) {
        this.file = file;
        this.supervisor = supervisor;
        this.children = children;
        children.onChange(this::publish);
    }

    /** A step that has begun. */
    final class Running {
        private final int index;
        private final long began = System.nanoTime();

        private Running(int index) {
            this.index = index;
        }

        void says(String text) {
            set(Step.Outcome.RUNNING, text);
        }

        void done(String text) {
            set(Step.Outcome.DONE, text);
        }

        void failed(Failure failure) {
            note(failure);
            set(Step.Outcome.FAILED, failure.reason());
        }

        /** Its program runs, and says why it does nothing; others may say the same. */
        void refused(Failure failure) {
            note(failure);
            set(Step.Outcome.FAILED, "runs and refuses its work");
        }

        Duration took() {
            return Duration.ofNanos(System.nanoTime() - began);
        }

        private void set(Step.Outcome outcome, String text) {
            synchronized (Board.this) {
                var step = new Step(steps.get(index).name(), outcome, text, took());
                steps.set(index, step);
                if (outcome != Step.Outcome.RUNNING) {
                    LOG.info("step {} {}: {}", step.name(), outcome.text(), text);
                }
            }
            publish();
        }
    }

    Running begin(String name, String text) {
        Running running;
        synchronized (this) {
            running = new Running(steps.size());
            steps.add(new Step(name, Step.Outcome.RUNNING, text, Duration.ZERO));
        }
        publish();
        return running;
    }

    void enter(Phase next) {
        synchronized (this) {
            phase = next;
        }
        publish();
    }

    /** The end of a start that failed; the failure is noted unless one of its steps did so. */
    void fail(Failure failure, Phase next) {
        note(failure);
        enter(next);
    }

    private synchronized void note(Failure failure) {
        if (!failures.contains(failure)) {
            failures.add(failure);
        }
    }

    private synchronized void publish() {
        var programs = children.statuses();
        try {
            file.write(new Status(supervisor, phase, steps, failures, programs));
        } catch (IOException e) {
            LOG.error("the status cannot be written to {}: {}", file.file(), Reasons.of(e));
        }
    }
}
