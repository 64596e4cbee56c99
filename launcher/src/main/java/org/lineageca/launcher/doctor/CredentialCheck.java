package org.lineageca.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.PrivateFiles;
import org.lineageca.launcher.service.Pem;

/** The certificates this installation itself uses: there, theirs alone, and valid for a while. */
record CredentialCheck() implements Check {

    private static final List<String> NAMES =
            List.of("officer", "machine", "core-tls", "console-tls");
    private static final String SECOND_OFFICER = "second-officer";
    private static final Duration SOON = Duration.ofDays(14);

    @Override
    public List<Finding> examine(Patient patient) {
        if (!patient.installation().pkiCreated()) {
            return List.of(
                    Finding.warn("credentials", "the PKI is not created yet", "Run `lineage up`."));
        }
        var findings = new ArrayList<Finding>();
        for (var name : NAMES) {
            findings.add(credential(patient, name));
        }
        // Its owner may have carried it away, as two people should.
        if (Files.exists(patient.installation().credential(SECOND_OFFICER))) {
            findings.add(credential(patient, SECOND_OFFICER));
        }
        return findings;
    }

    static Finding credential(Patient patient, String name) {
        var check = "credential " + name;
        var folder = patient.installation().credential(name);
        try {
            var certificate = Pem.certificates(folder.resolve("certificate.pem")).getFirst();
            var open = openToOthers(folder);
            if (!open.isEmpty()) {
                return Finding.fail(
                        check,
                        "other users may read " + String.join(", ", open),
                        "chmod go= " + String.join(" ", open));
            }
            var end = certificate.getNotAfter().toInstant();
            var left = Duration.between(patient.now(), end);
            var text = "valid until " + end;
            if (patient.now().isBefore(certificate.getNotBefore().toInstant())) {
                return Finding.fail(
                        check,
                        "not valid before " + certificate.getNotBefore().toInstant(),
                        "Check the clock.");
            }
            if (left.isNegative()) {
                return Finding.fail(check, "expired on " + end, "Have a new one issued.");
            }
            return left.compareTo(SOON) < 0
                    ? Finding.warn(check, text, "Have a new one issued in time.")
                    : Finding.ok(check, text);
        } catch (IOException | CertificateException e) {
            return Finding.fail(check, Reasons.of(e), "Put " + folder + " back.");
        }
    }

    private static List<String> openToOthers(Path folder) throws IOException {
        var open = new ArrayList<String>();
        for (var name : List.of("key.pem", "officer.p12")) {
            var file = folder.resolve(name);
            if (Files.exists(file) && !PrivateFiles.isClosedToOthers(file)) {
                open.add(file.toString());
            }
        }
        return open;
    }
}
