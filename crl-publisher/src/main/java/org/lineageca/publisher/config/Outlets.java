package org.lineageca.publisher.config;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.lineageca.publisher.distribute.Courier;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.distribute.Target;

/** The targets beside the publisher's own folder, each served by a courier of its own. */
final class Outlets implements AutoCloseable {

    private final List<Target> targets;
    private final List<Delivery> deliveries;
    private final List<Courier> couriers = new ArrayList<>();

    private Outlets(List<Target> targets, List<Delivery> deliveries) {
        this.targets = targets;
        this.deliveries = deliveries;
    }

    static Outlets of(List<TargetSettings> settings, InstantSource clock, RandomGenerator random) {
        var targets = settings.stream().map(one -> one.make(clock)).toList();
        return new Outlets(
                targets,
                targets.stream().map(target -> new Delivery(target, clock, random)).toList());
    }

    /** All deliveries, the own folder's first. */
    List<Delivery> with(Delivery own) {
        var all = new ArrayList<Delivery>();
        all.add(own);
        all.addAll(deliveries);
        return List.copyOf(all);
    }

    void start(Supplier<Collection<PublishedFile>> published, Duration pause) {
        deliveries.forEach(delivery -> couriers.add(Courier.start(delivery, published, pause)));
    }

    @Override
    public void close() throws IOException {
        couriers.parallelStream().forEach(Courier::close);
        for (var target : targets) {
            target.close();
        }
    }
}
