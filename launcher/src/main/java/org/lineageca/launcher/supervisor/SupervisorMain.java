package org.lineageca.launcher.supervisor;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The supervisor's process: started by {@code lineage up}, ended by SIGTERM. */
public final class SupervisorMain {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisorMain.class);

    private SupervisorMain() {}

    /** Takes the installation's folder as its only argument, and where Lineage lies by -D. */
    public static void main(String[] arguments) {
        var home = Path.of(System.getProperty("lineage.home"));
        var installation = new Installation(home, Path.of(arguments[0]));
        var supervisor =
                new Supervisor(
                        installation, new Secrets(new SecureRandom()), InstantSource.system());
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> {
                            try {
                                supervisor.stop();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }));
        var status = 1;
        try {
            status = supervisor.run();
        } catch (Exception e) {
            LOG.error("the supervisor ends: {}", e.getMessage(), e);
        }
        System.exit(status);
    }
}
