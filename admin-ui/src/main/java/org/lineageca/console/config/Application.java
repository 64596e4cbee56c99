package org.lineageca.console.config;

import io.micronaut.context.ApplicationContext;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.ceremony.conduct.ConductRun;
import org.lineageca.ca.config.Settings;

/** The officers' console. */
public final class Application {

    private Application() {}

    public static void main(String[] arguments) throws Exception {
        var context = ApplicationContext.run();
        var server = context.getBean(ConsoleServer.class);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.stop();
                                    context.close();
                                },
                                "stop-console"));
        if (context.getBean(Settings.Installation.class).isOffline()) {
            // Before anyone looks: what a loss of power cut short goes on where it was.
            context.getBean(ConductRun.class).resume(new Actor.Installation("console"));
        }
        server.start();
    }
}
