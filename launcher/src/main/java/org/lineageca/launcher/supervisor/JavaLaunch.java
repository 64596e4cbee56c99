package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.Installation;

/**
 * A Java program of Lineage as a process in the installation's folder, with an environment that
 * holds nothing but what is listed here.
 *
 * @param module whose jar and libraries make the class path
 * @param environment further variables; never a secret, for others may read them
 * @param standardInput a file the program reads, or nothing
 */
record JavaLaunch(
        Installation installation,
        String module,
        String mainClass,
        List<String> options,
        List<String> arguments,
        Map<String, String> environment,
        @Nullable Path standardInput)
        implements Program.Launch {

    private static final List<String> OPTIONS_OF_ALL =
            List.of(
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "-Duser.timezone=UTC");

    JavaLaunch {
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    @Override
    public Process start(Path log) throws IOException {
        return builder(StartCaches.options(installation, module))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** The process with its output left to the caller. */
    ProcessBuilder builder() throws IOException {
        return builder(StartCaches.using(installation, module));
    }

    private ProcessBuilder builder(List<String> startCache) throws IOException {
        if (standardInput != null && !Files.isReadable(standardInput)) {
            throw new IOException(standardInput + ", which it reads first, is not there");
        }
        var builder =
                new ProcessBuilder(command(startCache)).directory(installation.data().toFile());
        var variables = builder.environment();
        CleanEnvironment.apply(variables);
        variables.putAll(environment);
        new Marker(installation.data()).putInto(variables);
        return builder.redirectInput(
                standardInput == null
                        ? ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())
                        : ProcessBuilder.Redirect.from(standardInput.toFile()));
    }

    private List<String> command(List<String> startCache) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS_OF_ALL);
        command.addAll(startCache);
        command.addAll(options);
        for (var chosen : List.of("all", module)) {
            var file = installation.javaOptions(chosen);
            if (Files.exists(file)) {
                command.add("@" + file);
            }
        }
        command.add(ProgramFiles.classPathArgument(installation, module));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
