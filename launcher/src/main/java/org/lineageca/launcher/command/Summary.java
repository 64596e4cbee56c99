package org.lineageca.launcher.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.lineageca.launcher.health.Reasons;
import org.lineageca.launcher.installation.Installation;
import org.lineageca.launcher.installation.OwnerAccess;
import org.lineageca.launcher.installation.PortUse;
import org.lineageca.launcher.installation.Ports;
import org.lineageca.launcher.installation.RelyingPartyUrls;
import org.lineageca.launcher.installation.TokenPlace;

/** What a user needs to know once everything runs. */
record Summary(Lineage lineage, Installation installation, Ports ports) {

    void print(PrintStream out) throws IOException {
        new ConsoleLines(installation, ports).print(out);
        printOfficer(out, "Officer", "officer", "the certificate to import into the browser");
        printOfficer(
                out,
                "Second",
                "second-officer",
                "for another person: what decides about CAs takes two");
        printUrls(out);
        line(
                out,
                "REST",
                "https://%s/".formatted(ports.address(PortUse.CORE)),
                "with the credential in " + shown(installation.credential("machine")));
        line(out, "Root", shown(installation.rootCertificate()), "what relying parties trust");
        var rootToken = TokenPlace.root(installation).folder();
        if (Files.exists(rootToken)) {
            line(
                    out,
                    "Root key",
                    shown(rootToken),
                    "move this folder to an offline medium: nothing online needs it");
        }
        printCommands(out);
    }

    private void printOfficer(PrintStream out, String label, String credential, String meaning)
            throws IOException {
        var folder = installation.credential(credential);
        var file = folder.resolve("officer.p12");
        if (!Files.exists(file)) {
            return;
        }
        line(out, label, shown(file), meaning);
        try (var files = Files.newDirectoryStream(folder, "*password*")) {
            for (var password : files) {
                line(out, "", shown(password), "its password");
            }
        }
    }

    private void printUrls(PrintStream out) throws IOException {
        try {
            var all = RelyingPartyUrls.of(OwnerAccess.to(installation, ports));
            all.forEach(urls -> line(out, "CRL", urls.crl(), urls.role()));
            all.stream()
                    .filter(urls -> urls.ocsp() != null)
                    .forEach(urls -> line(out, "OCSP", String.valueOf(urls.ocsp()), urls.role()));
        } catch (SQLException e) {
            throw new IOException("the database does not name the URLs: " + Reasons.of(e), e);
        }
    }

    static void line(PrintStream out, String name, String value, String meaning) {
        out.printf(
                "%-9s %s%s%n", name, value, meaning.isEmpty() ? "" : "  (%s)".formatted(meaning));
    }

    private void printCommands(PrintStream out) {
        out.println();
        out.println("Make a key and a request, and have a certificate issued:");
        out.println(
                "  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout www-key.pem -subj /CN=www.example.org -addext subjectAltName=DNS:www.example.org -out www-request.pem \\");
        out.printf(
                "    && %s > www-chain.pem%n",
                lineage.typed("issue --profile tls-server www-request.pem"));
        out.println("Check it by OCSP:");
        out.println("  sed '1,/-END CERTIFICATE-/d' www-chain.pem > www-issuer.pem \\");
        out.printf(
                "    && openssl ocsp -CAfile %s -issuer www-issuer.pem -cert www-chain.pem -url \"$(openssl x509 -in www-chain.pem -noout -ocsp_uri)\"%n",
                Shell.quote(shown(installation.rootCertificate())));
        out.println("Revoke it (the same check then says so):");
        out.printf("  %s%n", lineage.typed("revoke --reason keyCompromise www-chain.pem"));
        out.println();
        out.printf(
                "Stop with `%s`; see `%s`, `%s`, `%s`.%n",
                lineage.typed("down"),
                lineage.typed("status"),
                lineage.typed("logs"),
                lineage.typed("doctor"));
    }

    /** Relative to where the user is, if it lies below. */
    static String shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
    }
}
