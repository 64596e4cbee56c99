package org.lineageca.console.authority;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.lineageca.ca.authority.Generation;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.PemText;

/** Shows a request over a generation's key. */
final class RequestDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(RequestDialog.class);

    RequestDialog(Generation generation, String pem) {
        setHeaderTitle(TEXTS.say("title-request"));
        setWidth("46rem");
        add(
                new Paragraph(TEXTS.say("have-it-signed-as-a")),
                new PemText(
                        TEXTS.say("request-pkcs-10-pem"),
                        pem,
                        generation.identity().id().label() + "-request.pem"));
        getFooter().add(new Button(TEXTS.say("close"), _ -> close()));
    }
}
