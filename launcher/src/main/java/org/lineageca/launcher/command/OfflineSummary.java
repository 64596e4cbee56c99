package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.SharedTokenPlace;

/** What a user needs to know once an offline installation runs. */
record OfflineSummary(Lineage lineage, Installation installation, Ports ports) {

    void print(PrintStream out) throws IOException {
        new ConsoleLines(installation, ports).print(out);
        var label = "People";
        for (var folder : people()) {
            Summary.line(
                    out,
                    label,
                    Summary.shown(folder.resolve("officer.p12")),
                    "password beside it, in officer.p12.password");
            label = "";
        }
        Summary.line(
                out,
                "Root",
                Summary.shown(SharedTokenPlace.root(installation).folder()),
                "the token of root and policy CAs; its PIN is in no file");
        Summary.line(
                out,
                "Rehearsal",
                Summary.shown(SharedTokenPlace.rehearsal(installation).folder()),
                "a throw-away token");
        printNext(out);
    }

    private void printNext(PrintStream out) {
        out.println();
        out.println("Next:");
        out.println(
                "  1. Hand each person their folder on a medium of their own, and delete it here: whoever has a key can act as its owner.");
        out.println(
                "  2. Each imports officer.p12 into a browser, opens the console, and compares its certificate with the SHA-256 above.");
        out.printf(
                "  3. More people, or people by their own certificates: `%s`; all of them: `%s`.%n",
                lineage.typed("person add NAME --role custodian"), lineage.typed("person list"));
        out.println(
                "  4. Ceremonies, New ceremony: a script to start from is there. Have it approved, rehearse it, hold it (docs/officers.md).");
        out.println();
        out.printf(
                "Stop with `%s`; see `%s`, `%s`, `%s`.%n",
                lineage.typed("down"),
                lineage.typed("status"),
                lineage.typed("logs"),
                lineage.typed("doctor"));
    }

    /** Whose credentials still lie here. */
    private List<Path> people() throws IOException {
        var folders = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(installation.credentials())) {
            for (var folder : all) {
                if (Files.exists(folder.resolve("officer.p12")) && !isUnfinished(folder)) {
                    folders.add(folder);
                }
            }
        }
        folders.sort(null);
        return folders;
    }

    private static boolean isUnfinished(Path folder) {
        return folder.toString().endsWith(".making");
    }
}
