package org.lineageca.console.authority;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.lineageca.ca.authority.Generation;
import org.lineageca.console.shell.PemText;

/** Shows a request over a generation's key. */
final class RequestDialog extends Dialog {

    RequestDialog(Generation generation, String pem) {
        setHeaderTitle("Request for an external CA");
        setWidth("46rem");
        add(
                new Paragraph(
                        "Have it signed as a CA certificate, then hand the certificate in with the chain above it. A new request may be made at any time."),
                new PemText(
                        "Request (PKCS#10, PEM)",
                        pem,
                        generation.identity().id().label() + "-request.pem"));
        getFooter().add(new Button("Close", _ -> close()));
    }
}
