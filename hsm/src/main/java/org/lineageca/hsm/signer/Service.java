package org.lineageca.hsm.signer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a bound socket until the token is lost or deactivated, or the process told to end. */
final class Service {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final SocketFile socket;
    private final TokenAccess access;
    private final SigningRecords records;
    private final int workers;

    Service(SocketFile socket, TokenAccess access, SigningRecords records, int workers) {
        this.socket = socket;
        this.access = access;
        this.records = records;
        this.workers = workers;
    }

    /**
     * Returns when it has come to an end.
     *
     * @param path the socket's, for the log
     * @throws TokenUnavailableException when the token does not even make its first signature
     */
    ExitStatus run(Path path) throws InterruptedException {
        var state = describe();
        var desk = new TokenDesk(access, records, workers);
        var listener = new Listener(socket, desk);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(desk)));
        Thread.ofPlatform().name("listener").daemon().start(listener::run);
        LOG.info("ready: token '{}', {}, socket {}", access.label(), state, path);
        var ending = new TokenWatch(desk).awaitEnding();
        if (ending.status() == ExitStatus.TOKEN_UNAVAILABLE) {
            LOG.error(
                    "HSM token '{}' is lost: {}. The signer ends, to be started again.",
                    access.label(),
                    ending.why());
        }
        var deadline = System.nanoTime() + FAREWELL.toNanos();
        while (!listener.isIdle() && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        return ending.status();
    }

    private String describe() {
        return access.token()
                .map(token -> {
                    var health = token.checkHealth();
                    return "%d keys, test signature in %d ms"
                            .formatted(health.keys(), health.latency().toMillis());
                })
                .orElseGet(access::obstacle);
    }

    private void stop(TokenDesk desk) {
        try {
            socket.close();
            desk.stop();
        } catch (IOException e) {
            LOG.warn("the socket was not removed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
