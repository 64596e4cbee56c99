package org.lineageca.launcher.supervisor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Kind;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.installation.Settings;

/** Has two people come in again where nobody can decide any more, beside the running programs. */
public final class Recovery implements AutoCloseable {

    private static final String DIGEST = "sha256: ";
    private static final String WORDS = "words: ";

    private final Installation installation;
    private final Programs programs;
    private final FileChannel lock;

    private Recovery(Installation installation, Programs programs, FileChannel lock) {
        this.installation = installation;
        this.programs = programs;
        this.lock = lock;
    }

    /**
     * What would be done.
     *
     * @param lines for people
     * @param sha256 of it, in hexadecimal digits
     * @param words that stand for the digest's first octets
     */
    public record Plan(List<String> lines, String sha256, String words) {

        public Plan {
            lines = List.copyOf(lines);
        }

        /** Whether somebody has typed its words, or its digest. */
        public boolean isReadBack(String typed) {
            var read = String.join(" ", typed.strip().split("\\s+", -1));
            return read.equalsIgnoreCase(words) || read.equalsIgnoreCase(sha256);
        }
    }

    /**
     * Prepares one; nothing is changed yet.
     *
     * @throws RefusedException if the database is not there, or somebody else changes people
     */
    public static Recovery prepare(Installation installation) throws IOException, RefusedException {
        var ports =
                Settings.read(
                                installation,
                                Kind.ONLINE,
                                "Nothing was changed. There `person add` registers people.")
                        .ports();
        if (!installation.pkiCreated() || SupervisorFile.of(installation).running().isEmpty()) {
            throw new RefusedException(
                    "Lineage is not running in %s, and its people are in its database. Nothing was changed. Start it with `lineage up`; a signer that cannot start does no harm here."
                            .formatted(installation.data()));
        }
        var lock = FileChannel.open(Registration.lock(installation), StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new RefusedException(
                    "Somebody else is changing people right now. Nothing was changed. Wait for their end.");
        }
        new ConfigurationFiles(installation, ports).writeRecovery();
        return new Recovery(installation, new Programs(installation, ports), lock);
    }

    /**
     * Says what would be done, and makes the keys for it.
     *
     * @throws RefusedException if it cannot be done, or need not
     */
    public Plan plan(List<String> options)
            throws IOException, InterruptedException, RefusedException {
        var lines = run("plan", List.of(), options);
        return new Plan(lines, value(lines, DIGEST), value(lines, WORDS));
    }

    /** Does what was read back. */
    public List<String> perform(Plan plan, List<String> options)
            throws IOException, InterruptedException, RefusedException {
        return run("perform", List.of(plan.sha256()), options);
    }

    private List<String> run(String task, List<String> about, List<String> options)
            throws IOException, InterruptedException, RefusedException {
        var arguments = new ArrayList<>(List.of(task));
        arguments.addAll(about);
        arguments.addAll(options);
        return Registration.run(
                installation, programs.recovery(arguments), "People in the console");
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the plan lacks '" + name + "'"))
                .substring(name.length());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(installation.configuration(ConfigurationFiles.RECOVERY));
        lock.close();
    }
}
