package org.lineageca.console.certificates;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.console.access.SignedInOfficer;

/** Issues a certificate from a pasted request. */
final class IssueDialog extends Dialog {

    private final Button issue = new Button("Issue");

    /**
     * The form.
     *
     * @param chosen the profile that is chosen to begin with; null for none
     */
    IssueDialog(
            CertificatesPresenter presenter,
            SignedInOfficer officers,
            @Nullable String chosen,
            Runnable changed) {
        setHeaderTitle("Issue a certificate");
        setWidth("46rem");
        var profile = new Select<CertificateProfile>();
        profile.setLabel("Profile");
        var profiles = presenter.profiles(officers.current());
        profile.setItems(profiles);
        profiles.stream()
                .filter(each -> each.name().equals(chosen))
                .findFirst()
                .ifPresent(profile::setValue);
        profile.setItemLabelGenerator(item ->
                item.name() + " – " + item.lineage() + ", " + item.validity().toDays() + " days");
        profile.setWidthFull();
        var request = new TextArea("Request (PKCS#10, PEM)");
        request.setPlaceholder("-----BEGIN CERTIFICATE REQUEST-----");
        request.setMaxLength(CertificationRequest.MAX_OCTETS);
        request.setWidthFull();
        request.setMinRows(8);
        request.setMaxRows(14);
        request.addClassName("pem");
        issue.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        issue.setDisableOnClick(true);
        issue.addClickListener(_ -> {
            try {
                var issued =
                        presenter.issue(officers.current(), profile.getValue(), request.getValue());
                changed.run();
                showIssued(issued);
            } finally {
                issue.setEnabled(true);
            }
        });
        add(
                new Paragraph(
                        "The names are taken from the request and checked against the profile; everything else in it is left out."),
                profile,
                request);
        getFooter().add(new Button("Cancel", _ -> close()), issue);
    }

    private void showIssued(CertificatesPresenter.Issued issued) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle("Certificate " + issued.serial() + " is issued");
        var chain = new TextArea("Chain, leaf first, without the root");
        chain.setValue(issued.chain());
        chain.setReadOnly(true);
        chain.setWidthFull();
        chain.setMaxRows(14);
        chain.addClassName("pem");
        var bytes = issued.chain().getBytes(StandardCharsets.US_ASCII);
        var download =
                new Anchor(
                        DownloadHandler.fromInputStream(_ ->
                                new DownloadResponse(
                                        new ByteArrayInputStream(bytes),
                                        issued.serial() + ".pem",
                                        "application/x-pem-file",
                                        bytes.length)),
                        "Download " + issued.serial() + ".pem");
        add(chain, download);
        getFooter().add(new Button("Close", _ -> close()));
    }
}
