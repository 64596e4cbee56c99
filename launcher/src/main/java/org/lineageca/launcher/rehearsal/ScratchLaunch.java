package org.lineageca.launcher.rehearsal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lineageca.launcher.supervisor.CleanEnvironment;

/**
 * A Java program of ours that belongs to no installation: nothing finds and ends it but its
 * starter.
 *
 * @param environment further variables; never a secret
 */
record ScratchLaunch(
        String classPath,
        String mainClass,
        List<String> arguments,
        Map<String, String> environment) {

    private static final List<String> OPTIONS =
            List.of(
                    "-Xmx192m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Duser.timezone=UTC");

    ScratchLaunch {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    ProcessBuilder in(Path folder) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        // What it leaves behind when it is killed goes with the folder.
        command.add("-Djava.io.tmpdir=" + folder);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        CleanEnvironment.apply(builder.environment());
        builder.environment().putAll(environment);
        return builder;
    }
}
