package org.lineageca.launcher.supervisor;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.lineageca.launcher.installation.Installation;

/** The supervised programs, in the order they were started; those of one tier stop together. */
final class Children {

    private final Installation installation;
    private final InstantSource clock;
    private final List<List<Child>> tiers = new ArrayList<>();
    private volatile Runnable changed = () -> {};
    private boolean stopping;

    Children(Installation installation, InstantSource clock) {
        this.installation = installation;
        this.clock = clock;
    }

    /** Who is told after each change of a program's status. */
    void onChange(Runnable listener) {
        changed = listener;
    }

    /** Starts programs that need everything started before, but not each other. */
    synchronized List<Child> start(List<Program> tier) throws StartFailedException {
        if (stopping) {
            throw new StartFailedException("the installation is being stopped", null);
        }
        var children = tier.stream().map(this::child).toList();
        tiers.add(children);
        children.forEach(Child::start);
        return children;
    }

    private Child child(Program program) {
        return new Child(program, installation.log(program.name()), clock, () -> changed.run());
    }

    synchronized List<ProgramStatus> statuses() {
        return tiers.stream().flatMap(List::stream).map(Child::status).toList();
    }

    /** Stops one and forgets it. */
    void remove(Child child) throws InterruptedException {
        child.stop(StartCaches.stopLimit(installation));
        synchronized (this) {
            tiers.replaceAll(tier -> tier.stream().filter(other -> other != child).toList());
        }
        changed.run();
    }

    /** Stops all, the last started first; afterwards nothing can be started. */
    void stopAll() {
        List<List<Child>> backwards;
        synchronized (this) {
            stopping = true;
            backwards = List.copyOf(tiers).reversed();
        }
        for (var tier : backwards) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var child : tier) {
                    threads.execute(() -> stop(child));
                }
            }
        }
    }

    private void stop(Child child) {
        try {
            child.stop(StartCaches.stopLimit(installation));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
