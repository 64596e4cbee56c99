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

/** Issues a certificate from a pasted request, after what would be signed was looked at. */
final class IssueDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(IssueDialog.class);

    private final CertificatesPresenter presenter;
    private final SignedInOfficer officers;
    private final Runnable changed;
    private final Select<CertificateProfile> profile = new Select<>();
    private final TextArea request = new TextArea(TEXTS.say("request-pkcs-10-pem"));

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
        this.presenter = presenter;
        this.officers = officers;
        this.changed = changed;
        setWidth("46rem");
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
        request.setPlaceholder("-----BEGIN CERTIFICATE REQUEST-----");
        request.setMaxLength(CertificationRequest.MAX_OCTETS);
        request.setWidthFull();
        request.setMinRows(8);
        request.setMaxRows(14);
        request.addClassName("pem");
        showForm();
    }

    private void showForm() {
        clear(TEXTS.say("issue-a-certificate"));
        add(new Paragraph(TEXTS.say("the-names-are-taken-from")), profile, request);
        getFooter()
                .add(
                        new Button(TEXTS.say("cancel"), _ -> close()),
                        decisive(TEXTS.say("check"), this::check));
    }

    /** What is issued afterwards is what was checked, whatever the form holds by then. */
    private void check() {
        var checkedProfile = profile.getValue();
        var checkedRequest = request.getValue();
        var foreseen = presenter.check(officers.current(), checkedProfile, checkedRequest);
        clear(TEXTS.say("what-will-be-signed"));
        add(new ForeseenPanel(foreseen));
        getFooter()
                .add(
                        new Button(TEXTS.say("cancel"), _ -> close()),
                        new Button(TEXTS.say("back"), _ -> showForm()));
        if (foreseen.isIssuable()) {
            getFooter()
                    .add(
                            decisive(
                                    TEXTS.say("issue"),
                                    () -> issue(foreseen.profile(), checkedRequest)));
        }
    }

    private void issue(CertificateProfile checkedProfile, String checkedRequest) {
        var issued = presenter.issue(officers.current(), checkedProfile, checkedRequest);
        changed.run();
        showIssued(issued);
    }

    private static Button decisive(String text, Runnable pressed) {
        var button = new Button(text);
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            try {
                pressed.run();
            } finally {
                button.setEnabled(true);
            }
        });
        return button;
    }

    private void clear(String title) {
        removeAll();
        getFooter().removeAll();
        setHeaderTitle(title);
    }

    private void showIssued(CertificatesPresenter.Issued issued) {
        clear(TEXTS.say("certificate-is-issued", issued.serial()));
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
