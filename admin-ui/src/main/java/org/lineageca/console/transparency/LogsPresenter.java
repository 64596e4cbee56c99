package org.lineageca.console.transparency;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.ShowTransparency;

/** What the view of transparency logs shows. */
@Singleton
public final class LogsPresenter {

    private final ShowTransparency transparency;
    private final InstantSource clock;

    LogsPresenter(ShowTransparency transparency, InstantSource clock) {
        this.transparency = transparency;
        this.clock = clock;
    }

    /** In the order of their list. */
    List<LogRow> logs(Actor actor) {
        var now = clock.instant();
        return transparency.logs(actor).stream().map(log -> LogRow.of(log, now)).toList();
    }
}
