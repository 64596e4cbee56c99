package org.lineageca.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.lineageca.launcher.installation.Installation;

/** A self-signed certificate for 127.0.0.1 that serves as machine, service and root at once. */
final class TestCredential {

    private TestCredential() {}

    static void writeTo(Installation installation) throws IOException, InterruptedException {
        var folder = installation.credential("machine");
        Files.createDirectories(folder);
        var openssl =
                new ProcessBuilder(
                                List.of(
                                        "openssl",
                                        "req",
                                        "-x509",
                                        "-newkey",
                                        "ec",
                                        "-pkeyopt",
                                        "ec_paramgen_curve:P-256",
                                        "-nodes",
                                        "-subj",
                                        "/CN=machine",
                                        "-addext",
                                        "subjectAltName=IP:127.0.0.1",
                                        "-days",
                                        "2",
                                        "-keyout",
                                        "key.pem",
                                        "-out",
                                        "certificate.pem"))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said =
                new String(
                        openssl.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (openssl.waitFor() != 0) {
            throw new IOException("openssl failed: " + said);
        }
        Files.copy(folder.resolve("certificate.pem"), installation.rootCertificate());
    }

    /** The same for somebody else. */
    static void copyTo(Installation installation, String name) throws IOException {
        Files.createDirectories(installation.credential(name));
        for (var file : List.of("certificate.pem", "key.pem")) {
            Files.copy(
                    installation.credential("machine").resolve(file),
                    installation.credential(name).resolve(file));
        }
    }
}
