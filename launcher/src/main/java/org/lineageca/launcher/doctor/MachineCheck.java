package org.lineageca.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.lineageca.hsm.softhsm.SoftHsmToken;
import org.lineageca.launcher.health.Reasons;

/** The machine: Java, SoftHSM's library, room on the disk, the clock. */
record MachineCheck() implements Check {

    private static final int JAVA = 25;
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long TOO_LITTLE = 200 * MEBIBYTE;
    private static final long LITTLE = 2048 * MEBIBYTE;
    // A clock before the year this was written in is not set.
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public List<Finding> examine(Patient patient) {
        return List.of(java(), softHsm(), disk(patient), clock(patient));
    }

    private static Finding java() {
        var version = Runtime.version();
        return version.feature() >= JAVA
                ? Finding.ok("java", "JDK " + version + " in " + System.getProperty("java.home"))
                : Finding.fail("java", "JDK " + version, "Install a JDK 25.");
    }

    private static Finding softHsm() {
        try {
            return Finding.ok("softhsm", SoftHsmToken.findLibrary().toString());
        } catch (IllegalStateException e) {
            return Finding.fail("softhsm", Reasons.of(e), "Install it: apt-get install softhsm2");
        }
    }

    private static Finding disk(Patient patient) {
        try {
            var free = Files.getFileStore(patient.installation().data()).getUsableSpace();
            var text =
                    "%d MiB free in %s".formatted(free / MEBIBYTE, patient.installation().data());
            if (free < TOO_LITTLE) {
                return Finding.fail(
                        "disk", text, "Make room: PostgreSQL stops when it cannot write.");
            }
            return free < LITTLE
                    ? Finding.warn("disk", text, "Make room soon.")
                    : Finding.ok("disk", text);
        } catch (IOException e) {
            return Finding.fail("disk", Reasons.of(e), "Look at the file system.");
        }
    }

    private static Finding clock(Patient patient) {
        var text = patient.now().toString();
        var remedy = "Set the clock (timedatectl, chrony): certificates and CRLs carry its time.";
        if (patient.now().isBefore(EARLIEST)) {
            return Finding.fail("clock", text, remedy);
        }
        try {
            var made = Files.getLastModifiedTime(patient.installation().settings()).toInstant();
            return patient.now().isBefore(made)
                    ? Finding.fail(
                            "clock",
                            "%s is before this installation was made (%s)".formatted(text, made),
                            remedy)
                    : Finding.ok("clock", text);
        } catch (IOException e) {
            return Finding.warn("clock", text + ", not compared: " + Reasons.of(e), "");
        }
    }
}
