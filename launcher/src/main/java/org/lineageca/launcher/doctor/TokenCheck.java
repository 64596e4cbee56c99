package org.lineageca.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.installation.TokenPlace;

/** The tokens: there, closed to other users; the root's out of reach. */
record TokenCheck() implements Check {

    @Override
    public List<Finding> examine(Patient patient) {
        var findings = new ArrayList<Finding>();
        for (var token :
                List.of(
                        TokenPlace.issuing(patient.installation()),
                        TokenPlace.responder(patient.installation()))) {
            findings.add(present(token));
        }
        findings.add(root(patient));
        return findings;
    }

    private static Finding present(TokenPlace token) {
        var check = "token " + token.label();
        if (!Files.isDirectory(token.folder().resolve("tokens"))) {
            return Finding.fail(
                    check,
                    "there is no token in " + token.folder(),
                    "Put the folder back; its signer starts again by itself.");
        }
        var open =
                List.of(token.folder(), token.pinFile(), token.securityOfficerPinFile()).stream()
                        .filter(path -> Files.exists(path) && isOpenToOthers(path))
                        .map(Path::toString)
                        .toList();
        if (!open.isEmpty()) {
            return Finding.fail(
                    check,
                    "other users may use " + String.join(", ", open),
                    "chmod go= " + String.join(" ", open));
        }
        return token.isComplete()
                ? Finding.ok(check, token.folder().toString())
                : Finding.fail(
                        check,
                        "the PIN is missing from " + token.pinFile(),
                        "Put it back: without it no key of the token can be used.");
    }

    private static boolean isOpenToOthers(Path path) {
        try {
            return !PrivateFiles.isClosedToOthers(path);
        } catch (IOException e) {
            return true;
        }
    }

    private static Finding root(Patient patient) {
        var check = "root key offline";
        var token = TokenPlace.root(patient.installation());
        var socket = patient.installation().data().resolve(token.socket());
        if (!patient.installation().pkiCreated()) {
            return Finding.warn(check, "the PKI is not created yet", "Run `lineage up`.");
        }
        if (Files.exists(socket)) {
            return Finding.fail(
                    check,
                    "a signer for the root's token listens on " + socket,
                    "Run `lineage down` and `lineage up`: nothing online may reach this key.");
        }
        try {
            if (!Files.exists(token.folder())) {
                return Finding.ok(check, "its token is not on this machine");
            }
            if (!PrivateFiles.isClosedToOthers(token.folder())) {
                return Finding.fail(
                        check,
                        "other users may open " + token.folder(),
                        "chmod go= " + token.folder());
            }
        } catch (IOException e) {
            return Finding.fail(check, Reasons.of(e), "Look at " + token.folder());
        }
        return Finding.warn(
                check,
                "no signer serves it, but its token still lies in " + token.folder(),
                "Move that folder to an offline medium, and keep two copies.");
    }
}
