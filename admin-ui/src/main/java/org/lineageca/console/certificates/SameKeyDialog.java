package org.lineageca.console.certificates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.console.shell.Instants;

/** After a revocation for keyCompromise: what else has the key, which is blocked now. */
final class SameKeyDialog extends Dialog {

    private static final int SHOWN = 50;

    SameKeyDialog(List<CertificateRecord> others) {
        setHeaderTitle("The key is blocked");
        setWidth("38rem");
        var open = others.stream().filter(each -> !isFinal(each)).count();
        add(
                new Paragraph(
                        others.isEmpty()
                                ? "No certificate is issued over it any more. No other certificate has it."
                                : "No certificate is issued over it any more. %s; %s."
                                        .formatted(
                                                others.size() == 1
                                                        ? "Another certificate has it"
                                                        : "%d other certificates have it"
                                                                .formatted(others.size()),
                                                open == 0
                                                        ? "none of them is left to be revoked"
                                                        : "%d still to be revoked for the same reason"
                                                                .formatted(open))));
        var list = new UnorderedList();
        others.stream().limit(SHOWN).map(SameKeyDialog::item).forEach(list::add);
        add(list);
        if (others.size() > SHOWN) {
            add(
                    new Paragraph(
                            "… and %d more: `lineage key block --spki` lists them all."
                                    .formatted(others.size() - SHOWN)));
        }
        getFooter().add(new Button("Close", _ -> close()));
    }

    private static ListItem item(CertificateRecord certificate) {
        return new ListItem(
                "%s, serial number %s: %s"
                        .formatted(
                                CertificatesView.name(certificate),
                                certificate.serial(),
                                isFinal(certificate)
                                        ? "revoked"
                                        : "valid until " + Instants.show(certificate.notAfter())));
    }

    private static boolean isFinal(CertificateRecord certificate) {
        var revocation = certificate.revocation();
        return revocation != null && !revocation.isHold();
    }
}
