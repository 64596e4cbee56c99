package org.lineageca.launcher.supervisor;

/**
 * The way up: makes what is missing and starts the programs in order. Every step may be interrupted
 * and is taken again, or found done, by the next start.
 */
sealed interface Startup permits OnlineStartup, OfflineStartup {

    /** The way up of an installation's kind. */
    static Startup of(StartSteps steps) {
        return switch (steps.settings().kind()) {
            case ONLINE -> new OnlineStartup(steps);
            case OFFLINE -> new OfflineStartup(steps);
        };
    }

    /**
     * Starts everything.
     *
     * @throws StartFailedException if the installation cannot run; a single program that does not
     *     start is no reason for that once the first run is over, it is noted on the board and
     *     tried on
     */
    void run() throws StartFailedException, InterruptedException;

    /** Ends what runs on the way up only; the supervised programs are stopped by their owner. */
    void interrupt();
}
