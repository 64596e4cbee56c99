package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.service.Pem;
import org.lineageca.octets.Octets;

/**
 * Where the console is, and what its certificate must be: browsers know nobody who vouches for it.
 */
record ConsoleLines(Installation installation, Ports ports) {

    void print(PrintStream out) throws IOException {
        var certificate = installation.credential("console-tls").resolve("certificate.pem");
        Summary.line(out, "Console", "https://%s/".formatted(ports.address(PortUse.CONSOLE)), "");
        Summary.line(
                out,
                "",
                Summary.shown(certificate),
                "its certificate, SHA-256 " + fingerprint(certificate));
    }

    private static String fingerprint(Path file) throws IOException {
        try {
            return Octets.of(Pem.certificates(file).getFirst().getEncoded()).sha256().toHex();
        } catch (CertificateException e) {
            throw new IOException(file + " cannot be read: " + Reasons.of(e), e);
        }
    }
}
