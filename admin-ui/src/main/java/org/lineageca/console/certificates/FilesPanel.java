package org.lineageca.console.certificates;

import com.vaadin.flow.component.html.Div;
import java.nio.charset.StandardCharsets;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Download;
import org.lineageca.console.shell.PemText;
import org.lineageca.octets.Octets;

/** A certificate to take away, alone and with those above it. */
final class FilesPanel extends Div {

    private static final Texts TEXTS = Texts.of(FilesPanel.class);

    FilesPanel(CertificatePage page, Octets der) {
        var name = page.shown().certificate().serial().hex();
        var pem = Pem.encode("CERTIFICATE", der);
        var files =
                new Div(
                        Download.link(
                                TEXTS.say("certificate-der"),
                                name + ".der",
                                "application/pkix-cert",
                                der::toArray),
                        Download.link(
                                TEXTS.say("with-those-above-it-without"),
                                name + "-chain.pem",
                                "application/x-pem-file",
                                () -> page.chainPem().getBytes(StandardCharsets.US_ASCII)),
                        Download.link(
                                TEXTS.say("the-same-as-pkcs-7"),
                                name + "-chain.p7c",
                                "application/pkcs7-mime",
                                () -> page.chainPkcs7().toArray()));
        files.addClassName("actions");
        add(new PemText(TEXTS.say("certificate-pem"), pem, name + ".pem"), files);
    }
}
