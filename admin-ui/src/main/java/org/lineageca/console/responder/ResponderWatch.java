package org.lineageca.console.responder;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lineageca.console.picture.RateChart;
import org.lineageca.console.watch.Sight;
import org.lineageca.console.watch.StatusWatch;

/** Asks every responder for its status again and again. */
@Singleton
public final class ResponderWatch {

    private final List<ConfiguredResponder> responders;
    private final Map<String, RateHistory> histories;
    private final StatusWatch<ResponderStatus> watch;

    ResponderWatch(List<ConfiguredResponder> responders, InstantSource clock) {
        this.responders = List.copyOf(responders);
        this.histories =
                responders.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        ConfiguredResponder::name, _ -> new RateHistory()));
        this.watch =
                new StatusWatch<>(
                        "responder",
                        responders.stream()
                                .map(one -> new StatusWatch.Watched(one.name(), one.metricsUrl()))
                                .toList(),
                        StatusReader::read,
                        (name, seen) -> history(name).saw(seen.at(), seen.status().traffic()),
                        clock);
    }

    List<ConfiguredResponder> responders() {
        return responders;
    }

    Sight<ResponderStatus> sight(ConfiguredResponder responder) {
        return watch.sight(responder.name());
    }

    /** The oldest first; see {@link RateHistory}. */
    List<RateChart.Point> rates(ConfiguredResponder responder) {
        return history(responder.name()).points();
    }

    private RateHistory history(String name) {
        return Objects.requireNonNull(histories.get(name), name);
    }

    @PreDestroy
    void stop() {
        watch.stop();
    }
}
