package org.lineageca.console.certificates;

import com.vaadin.flow.component.html.Div;
import java.nio.charset.StandardCharsets;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.shell.Download;
import org.lineageca.console.shell.PemText;
import org.lineageca.octets.Octets;

/** A certificate to take away, alone and with those above it. */
final class FilesPanel extends Div {

    FilesPanel(CertificatePage page, Octets der) {
        var name = page.shown().certificate().serial().hex();
        var pem = Pem.encode("CERTIFICATE", der);
        var files =
                new Div(
                        Download.link(
                                "Certificate (DER)",
                                name + ".der",
                                "application/pkix-cert",
                                der::toArray),
                        Download.link(
                                "With those above it, without the root (PEM)",
                                name + "-chain.pem",
                                "application/x-pem-file",
                                () -> page.chainPem().getBytes(StandardCharsets.US_ASCII)),
                        Download.link(
                                "The same as PKCS #7",
                                name + "-chain.p7c",
                                "application/pkcs7-mime",
                                () -> page.chainPkcs7().toArray()));
        files.addClassName("actions");
        add(new PemText("Certificate (PEM)", pem, name + ".pem"), files);
    }
}
