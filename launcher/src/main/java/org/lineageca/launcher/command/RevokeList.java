package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.launcher.command.mass.SelectedList;
import org.lineageca.launcher.installation.RefusedException;
import org.lineageca.launcher.service.MassRevocations;
import org.lineageca.launcher.service.Revocations;
import org.lineageca.launcher.service.Revocations.Batch;
import org.lineageca.launcher.service.ServiceUnreachableException;

/** Revokes what a file lists or a selection finds: a few at once, many by an act. */
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
    void revoke(Path file, ReasonName reason, @Nullable Instant since, boolean drill)
            throws IOException,
                    InterruptedException,
                    RefusedException,
                    ServiceUnreachableException {
        var names = read(file);
        var batch = Batch.NONE;
        for (var from = 0; from < names.size(); from += Revocations.PART) {
            batch =
                    revocations.list(
                            batch,
                            names.subList(from, Math.min(names.size(), from + Revocations.PART)));
        }
        refuseMissing(batch, lineage.surroundings().err());
        conclude(batch, reason, since, drill);
    }

    /**
     * Does, or proposes.
     *
     * @param where fields and values
     */
    void revoke(
            Map<String, String> where, ReasonName reason, @Nullable Instant since, boolean drill)
            throws InterruptedException, RefusedException, ServiceUnreachableException {
        var out = lineage.surroundings().out();
        var mass = new MassRevocations(revocations.core());
        var list = SelectedList.fill(mass, where, out);
        var batch =
                new Batch(
                        list.path("batch").asLong(), list.path("certificates").asInt(), List.of());
        for (var sentence : mass.outlook(batch.id(), reason.text()).path("sentences")) {
            out.println("  " + sentence.asText());
        }
        conclude(batch, reason, since, drill);
    }

    private void conclude(Batch batch, ReasonName reason, @Nullable Instant since, boolean drill)
            throws InterruptedException, RefusedException, ServiceUnreachableException {
        var out = lineage.surroundings().out();
        var outcome = revocations.revoke(batch, reason.text(), since, drill);
        if (outcome.act() == 0) {
            out.printf(
                    "%d certificates are revoked: %s; %d were revoked before.%n",
                    outcome.revoked(), reason.text(), outcome.alreadyRevoked());
            return;
        }
        out.printf(
                Locale.ROOT,
                drill
                        ? "Act %d is proposed, a drill that revokes nothing: %,d certificates, %s. Another officer reads it with%n  %s%nand approves exactly this plan with%n  %s%n"
                        : "Act %d is proposed: %,d certificates are to be revoked, %s. Another officer reads it with%n  %s%nand approves exactly this plan with%n  %s%n",
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
