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
import org.lineageca.console.language.Texts;

/** Issues a certificate from a pasted request. */
final class IssueDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(IssueDialog.class);

    private final Button issue = new Button(TEXTS.say("issue"));

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
        setHeaderTitle(TEXTS.say("issue-a-certificate"));
        setWidth("46rem");
        var profile = new Select<CertificateProfile>();
        profile.setLabel(TEXTS.say("profile"));
        var profiles = presenter.profiles(officers.current());
        profile.setItems(profiles);
        profiles.stream()
                .filter(each -> each.name().equals(chosen))
                .findFirst()
                .ifPresent(profile::setValue);
        profile.setItemLabelGenerator(
                item -> TEXTS.say("days", item.name(), item.lineage(), item.validity().toDays()));
        profile.setWidthFull();
        var request = new TextArea(TEXTS.say("request-pkcs-10-pem"));
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
        add(new Paragraph(TEXTS.say("the-names-are-taken-from")), profile, request);
        getFooter().add(new Button(TEXTS.say("cancel"), _ -> close()), issue);
    }

    private void showIssued(CertificatesPresenter.Issued issued) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(TEXTS.say("certificate-is-issued", issued.serial()));
        var chain = new TextArea(TEXTS.say("chain-leaf-first-without-the"));
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
                        TEXTS.say("download-pem", issued.serial()));
        add(chain, download);
        getFooter().add(new Button(TEXTS.say("close"), _ -> close()));
    }
}
