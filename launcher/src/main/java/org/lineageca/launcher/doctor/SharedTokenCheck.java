package org.lineageca.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.SharedTokenPlace;

/** The tokens that custodians open together: there, and closed to other users. */
record SharedTokenCheck() implements Check {

    @Override
    public List<Finding> examine(Patient patient) {
        return SharedTokenPlace.of(patient.installation()).stream()
                .map(SharedTokenCheck::judge)
                .toList();
    }

    private static Finding judge(SharedTokenPlace token) {
        var check = "token " + token.label();
        if (!token.isPrepared()) {
            return Finding.fail(
                    check,
                    "there is no folder " + token.objects(),
                    "Put it back; its signer starts again by itself.");
        }
        try {
            var open =
                    List.of(token.folder(), token.objects()).stream()
                            .filter(folder -> !isClosed(folder))
                            .map(Path::toString)
                            .toList();
            if (!open.isEmpty()) {
                return Finding.fail(
                        check,
                        "other users may open " + String.join(", ", open),
                        "chmod go= " + String.join(" ", open));
            }
            try (var objects = Files.list(token.objects())) {
                return Finding.ok(
                        check,
                        objects.findAny().isPresent()
                                ? token.folder().toString()
                                : "no token yet in %s: a ceremony makes it"
                                        .formatted(token.folder()));
            }
        } catch (IOException e) {
            return Finding.fail(check, Reasons.of(e), "Look at " + token.folder());
        }
    }

    private static boolean isClosed(Path folder) {
        try {
            return PrivateFiles.isClosedToOthers(folder);
        } catch (IOException e) {
            return false;
        }
    }
}
