package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code lineage person recover} with two who bring their own certificates, and two witnesses. */
final class MachineRecovery {

    private final Installation lineage;
    private final String administrator;
    private final String officer;

    MachineRecovery(Installation lineage, String administrator, String officer) {
        this.lineage = lineage;
        this.administrator = administrator;
        this.officer = officer;
        for (var name : List.of(administrator, officer)) {
            make(folder(name), name);
        }
    }

    private void make(Path folder, String name) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new Shell(folder)
                .bash(
                        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out certificate.pem -subj /CN=%s -days 7"
                                .formatted(name))
                .succeeded();
    }

    private Path folder(String name) {
        return lineage.folder().resolve(name);
    }

    /** The folder with somebody's key, by how their name begins. */
    Path credential(String name) {
        return folder(administrator.startsWith(name) ? administrator : officer);
    }

    /** Both witnesses type the same. */
    Shell.Result attempt(String typed) {
        return lineage.shell()
                .run(
                        (typed + "\n").repeat(2),
                        new String[] {
                            Installation.launcher().toString(),
                            "--data",
                            lineage.data().toString(),
                            "person",
                            "recover",
                            "--administrator",
                            administrator,
                            "--administrator-certificate",
                            folder(administrator).resolve("certificate.pem").toString(),
                            "--officer",
                            officer,
                            "--officer-certificate",
                            folder(officer).resolve("certificate.pem").toString(),
                            "--witness",
                            "wilma",
                            "--witness",
                            "walter",
                            "--reason",
                            "both certificates are on hold"
                        });
    }

    /** Reads the words of a first attempt, and types them. */
    Shell.Result perform() {
        var shown = attempt("").failed().out();
        assertThat(shown).contains("words: ", "Nothing has changed yet.");
        return attempt(shown.replaceFirst("(?s).*\\nwords: ([^\\n]+)\\n.*", "$1"));
    }
}
