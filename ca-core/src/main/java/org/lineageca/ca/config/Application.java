package org.lineageca.ca.config;

import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;

/** The CA core's service for machines. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Lineage",
                        version = "0.1",
                        description =
                                "The CA core's interface for machines and officers. Mutual TLS; errors are application/problem+json (RFC 9457)."))
public final class Application {

    private Application() {}

    public static void main(String[] arguments) {
        // BouncyCastle is used through its own classes, never as a provider: the JDK does the
        // cryptography that is not the token's.
        var context = Micronaut.build(arguments).banner(false).mainClass(Application.class).start();
        var restored = context.getBean(RestoreWatch.class);
        Runtime.getRuntime().addShutdownHook(new Thread(restored::stop, "stop-restore-watch"));
        restored.start();
        var duties = context.getBean(Duties.class);
        Runtime.getRuntime().addShutdownHook(new Thread(duties::stop, "stop-duties"));
        duties.start();
        var heartbeat = context.getBean(HeartbeatLoop.class);
        Runtime.getRuntime().addShutdownHook(new Thread(heartbeat::stop, "stop-heartbeat"));
        heartbeat.start();
        var sealing = context.getBean(SealingLoop.class);
        Runtime.getRuntime().addShutdownHook(new Thread(sealing::stop, "stop-sealing"));
        sealing.start();
        var batches = context.getBean(IssueBatchLoop.class);
        Runtime.getRuntime().addShutdownHook(new Thread(batches::stop, "stop-issue-batches"));
        batches.start();
    }
}
