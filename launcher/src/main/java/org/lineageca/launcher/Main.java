package org.lineageca.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.lineageca.launcher.command.Commands;
import org.lineageca.launcher.command.Surroundings;

/** The process behind the script {@code lineage}. */
public final class Main {

    private Main() {}

    /**
     * Runs one command. The script tells by {@code -Dlineage.home} where Lineage lies and by {@code
     * -Dlineage.command} how it was called.
     */
    public static void main(String[] arguments) throws IOException {
        var surroundings =
                new Surroundings(
                        Path.of(System.getProperty("lineage.home", "")).toRealPath(),
                        System.getProperty("lineage.command", "lineage"),
                        System.in,
                        System.out,
                        System.err,
                        InstantSource.system());
        System.exit(Commands.execute(surroundings, arguments));
    }
}
