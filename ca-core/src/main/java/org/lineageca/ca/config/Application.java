package org.lineageca.ca.config;

import io.micronaut.runtime.Micronaut;

/** The CA core's service for machines. */
public final class Application {

    private Application() {}

    public static void main(String[] arguments) {
        // BouncyCastle is used through its own classes, never as a provider: the JDK does the
        // cryptography that is not the token's.
        var context = Micronaut.build(arguments).banner(false).mainClass(Application.class).start();
        var duties = context.getBean(Duties.class);
        Runtime.getRuntime().addShutdownHook(new Thread(duties::stop, "stop-duties"));
        duties.start();
    }
}
