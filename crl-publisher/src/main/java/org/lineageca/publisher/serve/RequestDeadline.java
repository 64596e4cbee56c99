package org.lineageca.publisher.serve;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose request takes too long from its first octet to the end of its head,
 * however steadily it trickles: Jetty knows idle connections only. It looks at their counters from
 * time to time; a request costs nothing.
 */
final class RequestDeadline {

    private static final int LOOKS = 10;

    private final ServerConnector connector;
    private final Duration limit;

    /** As they were at the last look; of one thread at a time. */
    private Map<Connection, Seen> seen = new HashMap<>();

    /**
     * A connection that has sent so many whole heads.
     *
     * @param octets how many had come when that was first seen
     * @param since when more than those were first seen, on the scale of {@link System#nanoTime};
     *     null while there are no more
     */
    private record Seen(long heads, long octets, @Nullable Long since) {

        Seen now(long headsNow, long octetsNow, long at) {
            if (headsNow != heads) {
                return new Seen(headsNow, octetsNow, null);
            }
            return since == null && octetsNow > octets ? new Seen(heads, octets, at) : this;
        }

        boolean isLate(long at, Duration limit) {
            return since != null && at - since > limit.toNanos();
        }
    }

    RequestDeadline(ServerConnector connector, Duration limit) {
        this.connector = connector;
        this.limit = limit;
    }

    /** Looks until the connector stops; it must have been started. */
    void start() {
        connector
                .getScheduler()
                .schedule(this::look, limit.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            var now = new HashMap<Connection, Seen>();
            var at = System.nanoTime();
            for (var endPoint : connector.getConnectedEndPoints()) {
                var connection = endPoint.getConnection();
                if (connection == null) {
                    continue;
                }
                var state =
                        seen.getOrDefault(connection, new Seen(0, 0, null))
                                .now(connection.getMessagesIn(), connection.getBytesIn(), at);
                if (state.isLate(at, limit)) {
                    endPoint.close(new TimeoutException("a request took longer than " + limit));
                } else {
                    now.put(connection, state);
                }
            }
            seen = now;
        } finally {
            if (connector.isRunning()) {
                start();
            }
        }
    }
}
