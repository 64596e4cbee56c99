package org.lineageca.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What it costs an installation to issue one certificate more, with as many asked for at a time as
 * there are machines.
 */
final class IssuingCost implements AutoCloseable {

    /**
     * Of one load.
     *
     * @param nanos from one certificate to the next
     * @param programs processor time of each, for a table
     */
    record Cost(double nanos, String programs) {}

    private static final int MACHINES = 16;

    private final Installation lineage;
    private final String name;
    private final int number;
    private final KeptConnections machines;
    private final List<Cost> costs = new ArrayList<>();

    /**
     * Issues once what is not counted: it warms up what is cold.
     *
     * @param name stands in the names of the hosts
     * @param number certificates of a load
     */
    IssuingCost(Installation lineage, String name, int number) throws IOException {
        this.lineage = lineage;
        this.name = name;
        this.number = number;
        this.machines = KeptConnections.open(lineage, MACHINES);
        var _ = machines.send(ServerRequests.make(name + ".shop", number));
    }

    /** Another load. */
    void measure() {
        var requests = ServerRequests.make(name + "-" + costs.size() + ".shop", number);
        var programs = lineage.processes();
        var before = ProcessorTimes.of(programs);
        var nanos = 1e9 / machines.send(requests).perSecond();
        costs.add(new Cost(nanos, ProcessorTimes.of(programs).since(before).each(number)));
    }

    /** That of the load in the middle. */
    Cost median() {
        return costs.stream()
                .sorted(Comparator.comparingDouble(Cost::nanos))
                .toList()
                .get(costs.size() / 2);
    }

    @Override
    public void close() throws IOException {
        machines.close();
    }
}
