package org.lineageca.ocsp.config;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when an Error ends one of its threads. Without the thread that follows changes
 * of status it would go on answering from its cache; whoever watches over it starts it again.
 */
final class ErrorsEndTheProcess implements Thread.UncaughtExceptionHandler {

    /** The same as with -XX:+ExitOnOutOfMemoryError. */
    static final int STATUS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(ErrorsEndTheProcess.class);

    static void fromNowOn() {
        Thread.setDefaultUncaughtExceptionHandler(new ErrorsEndTheProcess());
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (!(failure instanceof Error)) {
            LOG.error("thread {} has ended", thread.getName(), failure);
            return;
        }
        try {
            LOG.error("thread {} has ended, and with it the process", thread.getName(), failure);
        } finally {
            // Nothing else: a hook might wait for the thread that has ended.
            Runtime.getRuntime().halt(STATUS);
        }
    }
}
