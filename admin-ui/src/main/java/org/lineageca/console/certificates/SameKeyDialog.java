package org.lineageca.console.certificates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;

/** After a revocation for keyCompromise: what else has the key, which is blocked now. */
final class SameKeyDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(SameKeyDialog.class);

    private static final int SHOWN = 50;

    SameKeyDialog(List<CertificateRecord> others) {
        setHeaderTitle(TEXTS.say("the-key-is-blocked"));
        setWidth("38rem");
        var open = others.stream().filter(each -> !isFinal(each)).count();
        add(
                new Paragraph(
                        others.isEmpty()
                                ? TEXTS.say("no-certificate-is-issued-over-it")
                                : TEXTS.say(
                                        "no-certificate-is-issued-over-it-any",
                                        others.size() == 1
                                                ? TEXTS.say("another-certificate-has-it")
                                                : TEXTS.say(
                                                        "other-certificates-have-it",
                                                        others.size()),
                                        open == 0
                                                ? TEXTS.say("none-of-them-is-left")
                                                : TEXTS.say("still-to-be-revoked-for", open))));
        var list = new UnorderedList();
        others.stream().limit(SHOWN).map(SameKeyDialog::item).forEach(list::add);
        add(list);
        if (others.size() > SHOWN) {
            add(new Paragraph(TEXTS.say("and-more-lineage-key-block", others.size() - SHOWN)));
        }
        getFooter().add(new Button(TEXTS.say("close"), _ -> close()));
    }

    private static ListItem item(CertificateRecord certificate) {
        return new ListItem(
                TEXTS.say(
                        "named-with-serial-number",
                        CertificatesView.name(certificate),
                        certificate.serial(),
                        isFinal(certificate)
                                ? TEXTS.say("was-revoked")
                                : TEXTS.say("valid-until", Instants.show(certificate.notAfter()))));
    }

    private static boolean isFinal(CertificateRecord certificate) {
        var revocation = certificate.revocation();
        return revocation != null && !revocation.isHold();
    }
}
