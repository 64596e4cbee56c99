package org.lineageca.console.certificates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.ExplorePaths;
import org.lineageca.console.access.SignedInOfficer;

/** Asks which certificate one is to be compared with. */
final class CompareWithDialog extends Dialog {

    CompareWithDialog(
            CertificateRecord certificate, ComparePresenter presenter, SignedInOfficer officers) {
        setHeaderTitle("Compare with another certificate");
        setWidth("46rem");
        var other = new TextArea("The other certificate");
        other.setHelperText(
                "Its PEM, also of a CA that is not ours; or its serial number or SHA-256.");
        other.setMaxLength(ExplorePaths.MAX_OCTETS);
        other.setWidthFull();
        other.setMinRows(6);
        other.setMaxRows(14);
        other.addClassName("pem");
        other.focus();
        var compare = new Button("Compare");
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
        getFooter().add(new Button("Cancel", _ -> close()), compare);
    }
}
