package org.lineageca.console.publisher;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.lineageca.console.watch.Sight;
import org.lineageca.console.watch.StatusWatch;

/** Asks every publisher for its status again and again. */
@Singleton
public final class PublisherWatch {

    private final List<ConfiguredPublisher> publishers;
    private final StatusWatch<PublisherStatus> watch;

    PublisherWatch(List<ConfiguredPublisher> publishers, InstantSource clock) {
        this.publishers = List.copyOf(publishers);
        this.watch =
                new StatusWatch<>(
                        "publisher",
                        publishers.stream()
                                .map(one -> new StatusWatch.Watched(one.name(), one.operatorUrl()))
                                .toList(),
                        PublisherStatusReader::read,
                        (_, _) -> {},
                        clock);
    }

    List<ConfiguredPublisher> publishers() {
        return publishers;
    }

    Sight<PublisherStatus> sight(ConfiguredPublisher publisher) {
        return watch.sight(publisher.name());
    }

    @PreDestroy
    void stop() {
        watch.stop();
    }
}
