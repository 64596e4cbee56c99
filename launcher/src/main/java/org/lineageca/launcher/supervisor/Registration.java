package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;

/** Adding, listing and removing the people of an offline installation, beside its programs. */
public final class Registration {

    private static final String NAME = "person";

    /** The program's exit status when nothing was changed; its last line says why. */
    private static final int REFUSED = 2;

    private Registration() {}

    /**
     * Has one task done.
     *
     * @param arguments {@code add NAME ROLE [CERTIFICATE]}, {@code list} or {@code remove NAME}
     * @return what came of it, in lines for people
     * @throws RefusedException saying why it was not done
     */
    public static List<String> perform(Installation installation, List<String> arguments)
            throws IOException, InterruptedException, RefusedException {
        var settings = Settings.read(installation, Kind.OFFLINE, "Nothing was changed.");
        if (!installation.vaultCreated() || SupervisorFile.of(installation).running().isEmpty()) {
            throw new RefusedException(
                    "Lineage is not running in %s, and its people are in its database. Nothing was changed. Start it with `lineage up`."
                            .formatted(installation.data()));
        }
        try (var channel = FileChannel.open(lock(installation), StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            return performAlone(installation, settings, arguments);
        }
    }

    /** Held by whoever changes people. */
    static Path lock(Installation installation) throws IOException {
        var lock = installation.run().resolve("person.lock");
        PrivateFiles.file(lock);
        return lock;
    }

    private static List<String> performAlone(
            Installation installation, Settings settings, List<String> arguments)
            throws IOException, InterruptedException, RefusedException {
        return run(
                installation,
                new Programs(installation, settings.ports()).people(arguments),
                "`lineage person list`");
    }

    /**
     * Has a one-shot program change people.
     *
     * @param look where it is seen what was done
     * @return what came of it, in lines for people
     */
    static List<String> run(Installation installation, JavaLaunch launch, String look)
            throws IOException, InterruptedException, RefusedException {
        var log = installation.log(NAME);
        PrivateFiles.file(log);
        var lines = new ArrayList<String>();
        var run = new OneShotRun(launch, log, NAME, "");
        try {
            var ended = run.toEnd(lines::add);
            return switch (ended.status()) {
                case 0 -> lines;
                case REFUSED -> throw new RefusedException(ended.lastLine());
                default ->
                        throw new RefusedException(
                                "It is not known whether it was done: %s. See %s, and %s."
                                        .formatted(ended.lastLine(), log, look));
            };
        } catch (StartFailedException e) {
            throw new RefusedException(e.failure().reason() + ". Nothing was changed.", e);
        }
    }
}
