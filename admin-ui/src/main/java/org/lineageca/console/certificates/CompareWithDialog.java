package org.lineageca.console.certificates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.ExplorePaths;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;

/** Asks which certificate one is to be compared with. */
final class CompareWithDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(CompareWithDialog.class);

    CompareWithDialog(
            CertificateRecord certificate, ComparePresenter presenter, SignedInOfficer officers) {
        setHeaderTitle(TEXTS.say("compare-with-another-certificate"));
        setWidth("46rem");
        var other = new TextArea(TEXTS.say("the-other-certificate"));
        other.setHelperText(TEXTS.say("its-pem-also-of-a"));
        other.setMaxLength(ExplorePaths.MAX_OCTETS);
        other.setWidthFull();
        other.setMinRows(6);
        other.setMaxRows(14);
        other.addClassName("pem");
        other.focus();
        var compare = new Button(TEXTS.say("compare"));
        compare.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        compare.addClickListener(_ -> {
            var address = presenter.address(officers.current(), other.getValue());
            var sha256 = certificate.sha256();
            close();
            if (sha256 != null) {
                CompareView.open(sha256.toHex(), address);
            }
        });
        add(other);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), compare);
    }
}
