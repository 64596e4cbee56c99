package org.lineageca.console.responder;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.lineageca.console.watch.Sight;
import org.lineageca.console.watch.StatusWatch;

/** Asks every responder for its status again and again. */
@Singleton
public final class ResponderWatch {

    private final List<ConfiguredResponder> responders;
    private final StatusWatch<ResponderStatus> watch;

    ResponderWatch(List<ConfiguredResponder> responders, InstantSource clock) {
        this.responders = List.copyOf(responders);
        this.watch =
                new StatusWatch<>(
                        "responder",
                        responders.stream()
                                .map(one -> new StatusWatch.Watched(one.name(), one.metricsUrl()))
                                .toList(),
                        StatusReader::read,
                        clock);
    }

    List<ConfiguredResponder> responders() {
        return responders;
    }

    Sight<ResponderStatus> sight(ConfiguredResponder responder) {
        return watch.sight(responder.name());
    }

    @PreDestroy
    void stop() {
        watch.stop();
    }
}
