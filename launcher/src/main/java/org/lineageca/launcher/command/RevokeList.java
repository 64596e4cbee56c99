package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.Revocations;
import org.lineageca.launcher.service.Revocations.Batch;
import org.lineageca.launcher.service.ServiceUnreachableException;

/** Revokes what a file lists: a few at once, many by an act. */
final class RevokeList {

    private static final int SHOWN = 20;

    private final Lineage lineage;
    private final Revocations revocations;

    RevokeList(Lineage lineage, Revocations revocations) {
        this.lineage = lineage;
        this.revocations = revocations;
    }

    /**
     * Does, or proposes.
     *
     * @param file serial numbers or fingerprints in lines; empty ones and those with # are none
     */
    void revoke(Path file, ReasonName reason, @Nullable Instant since)
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var names = read(file);
        var out = lineage.surroundings().out();
        var batch = Batch.NONE;
        for (var from = 0; from < names.size(); from += Revocations.PART) {
            batch =
                    revocations.list(
                            batch,
                            names.subList(from, Math.min(names.size(), from + Revocations.PART)));
        }
        refuseMissing(batch, lineage.surroundings().err());
        var outcome = revocations.revoke(batch, reason.text(), since);
        if (outcome.act() == 0) {
            out.printf(
                    "%d certificates are revoked: %s; %d were revoked before.%n",
                    outcome.revoked(), reason.text(), outcome.alreadyRevoked());
            return;
        }
        out.printf(
                Locale.ROOT,
                "Act %d is proposed: %,d certificates are to be revoked, %s. Another officer reads it with%n  %s%nand approves exactly this plan with%n  %s%n",
                outcome.act(),
                batch.certificates(),
                reason.text(),
                lineage.typed("ca act " + outcome.act()),
                lineage.typed(
                        "ca approve %d --sha256 %s".formatted(outcome.act(), outcome.sha256())));
    }

    private static List<String> read(Path file) throws IOException, RefusedException {
        List<String> names;
        try {
            names =
                    Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .toList();
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    "There is no file %s. Nothing was revoked.".formatted(file), e);
        }
        if (names.isEmpty()) {
            throw new RefusedException(
                    "%s lists no certificate. Nothing was revoked. Write a serial number or SHA-256 fingerprint in each line."
                            .formatted(file));
        }
        return names;
    }

    private static void refuseMissing(Batch batch, PrintStream err) throws RefusedException {
        if (batch.missing().isEmpty()) {
            return;
        }
        batch.missing().stream().limit(SHOWN).forEach(err::println);
        throw new RefusedException(
                "%d of the lines name no certificate that can be revoked with the others. Nothing was revoked. Take them out of the list, or mend them."
                        .formatted(batch.missing().size()));
    }
}
