package org.lineageca.console.config;

import io.micronaut.context.ApplicationContext;

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
        server.start();
    }
}
