package org.lineageca.launcher.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.installation.Installation;

/** Where commands about one installation are typed, and what the last of them printed. */
final class Terminal {

    private final Installation installation;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Terminal(Installation installation) {
        this.installation = installation;
    }

    /** The exit status of a command, after which only its own output is here. */
    int run(List<String> words) {
        out.reset();
        err.reset();
        var surroundings =
                new Surroundings(
                        installation.home(),
                        "./lineage",
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        InstantSource.system());
        var all = new ArrayList<>(words);
        all.addAll(List.of("--data", installation.data().toString()));
        return Commands.execute(surroundings, all.toArray(String[]::new));
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }
}
