package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PrivateFiles;

/** Starting a supervisor that lives on when its starter and the terminal are gone. */
public final class SupervisorProcess {

    private static final String MODULE = "launcher";

    private SupervisorProcess() {}

    /** Starts it in a session of its own; its output goes to {@code log/supervisor.log}. */
    public static Process start(Installation installation) throws IOException {
        PrivateFiles.folder(installation.run());
        PrivateFiles.folder(installation.logs());
        PrivateFiles.file(installation.log("supervisor"));
        ProgramFiles.take(installation);
        var command = new ArrayList<String>();
        // The umask is inherited by every program: what they write is their owner's alone.
        command.addAll(List.of("setsid", "sh", "-c", "umask 077; exec \"$0\" \"$@\""));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Duser.timezone=UTC",
                        "-Dlogback.configurationFile=logback-supervisor.xml",
                        "-Dlineage.home=" + installation.home()));
        command.addAll(StartCaches.options(installation, MODULE));
        command.addAll(
                List.of(
                        ProgramFiles.classPathArgument(installation, MODULE),
                        SupervisorMain.class.getName(),
                        installation.data().toString()));
        var builder = new ProcessBuilder(command).directory(installation.data().toFile());
        CleanEnvironment.apply(builder.environment());
        return builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(installation.log("supervisor").toFile()))
                .start();
    }
}
