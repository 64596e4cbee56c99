package org.lineageca.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.access.NotSignedInException;
import org.lineageca.console.access.SignedInOfficer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a page look again by itself for as long as somebody has it open. The browser need not ask: it
 * is sent what has changed, and nothing if nothing has.
 */
@Singleton
public final class LookAgain {

    private static final Logger LOG = LoggerFactory.getLogger(LookAgain.class);
    private static final int THREADS = 4;

    private final SignedInOfficer officers;
    private final InstantSource clock;
    private final ScheduledExecutorService pace =
            Executors.newScheduledThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("look-again-", 0).factory());

    LookAgain(SignedInOfficer officers, InstantSource clock) {
        this.officers = officers;
        this.clock = clock;
    }

    /**
     * From the time the page is shown until it is left.
     *
     * @param look changes the page, for the person who has it open
     * @return for the page to show: since when it could not be brought up to date, if so
     */
    public Component every(Duration pause, Component page, Runnable look) {
        var stale = new StaleNotice();
        var later = officers.later();
        ServerPush.whileShown(
                page,
                ui -> {
                    var looks =
                            pace.scheduleWithFixedDelay(
                                    new OpenPage(ui, stale, () -> later.run(look)),
                                    pause.toMillis(),
                                    pause.toMillis(),
                                    TimeUnit.MILLISECONDS);
                    return () -> looks.cancel(false);
                });
        return stale;
    }

    @PreDestroy
    void stop() {
        pace.shutdownNow();
    }

    /** A page in one browser. Looks do not pile up while it is busy. */
    private final class OpenPage implements Runnable {

        private final UI ui;
        private final StaleNotice stale;
        private final Runnable look;
        private @Nullable Future<Void> last;

        OpenPage(UI ui, StaleNotice stale, Runnable look) {
            this.ui = ui;
            this.stale = stale;
            this.look = look;
        }

        @Override
        public void run() {
            if (last != null && !last.isDone()) {
                return;
            }
            try {
                last = ui.access(this::look);
            } catch (UIDetachedException left) {
                // Between two looks; there is no next.
            }
        }

        /** The outermost loop of this page: whatever is wrong now, it looks again. */
        private void look() {
            try {
                look.run();
                stale.over();
            } catch (RuntimeException e) {
                if (e instanceof NotSignedInException refused && !refused.isForNow()) {
                    // What the next request is told, nobody should have to click for.
                    ui.getPage().reload();
                    return;
                }
                if (!stale.isVisible()) {
                    LOG.warn("a page cannot be brought up to date at the moment", e);
                }
                stale.since(clock.instant());
            }
        }
    }
}
