package org.lineageca.console.certificates;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import java.time.InstantSource;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.ShowTransparency;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.Instants;

/** One certificate: what is on record about it, and the ways to revoke or release it. */
final class CertificateDialog extends Dialog {

    CertificateDialog(
            CertificateRecord certificate,
            CertificatesPresenter presenter,
            SignedInOfficer officers,
            InstantSource clock,
            Runnable changed) {
        setHeaderTitle(CertificatesView.name(certificate));
        setWidth("46rem");
        var facts = new DescriptionList();
        facts.addClassName("facts");
        fact(facts, "Status", StandingBadge.of(certificate, clock.instant()));
        var revocation = certificate.revocation();
        if (revocation != null) {
            fact(
                    facts,
                    revocation.isHold() ? "On hold" : "Revoked",
                    new Span(
                            Instants.show(revocation.revocationDate())
                                    + ", "
                                    + revocation.reason().label()));
        }
        fact(facts, "Serial number", new Code(certificate.serial().hex()));
        var fingerprint = certificate.sha256();
        fact(
                facts,
                "SHA-256",
                fingerprint == null
                        ? new Span("the signature was never recorded; the intent counts as issued")
                        : new Code(fingerprint.toHex()));
        fact(
                facts,
                "Alternative names",
                new Span(
                        certificate.names().isEmpty()
                                ? "none"
                                : String.join(", ", certificate.names())));
        fact(facts, "Profile", new Span(certificate.profile()));
        fact(facts, "Issued by generation", new Code(certificate.generation().label()));
        fact(
                facts,
                "Valid",
                new Span(
                        Instants.show(certificate.notBefore())
                                + " to "
                                + Instants.show(certificate.notAfter())));
        fact(
                facts,
                "Asked for by",
                new Span(
                        certificate.intendedBy() + ", " + Instants.show(certificate.intendedAt())));
        presenter
                .transparency(officers.current(), certificate)
                .ifPresent(known -> fact(facts, "Transparency", scts(known)));
        add(facts);
        presenter.pem(officers.current(), certificate).ifPresent(pem -> add(pem(pem)));
        Runnable done =
                () -> {
                    close();
                    changed.run();
                };
        var isHeld = revocation != null && revocation.isHold();
        if (isHeld) {
            var release =
                    new Button(
                            "Release…",
                            _ -> new ReleaseDialog(certificate, presenter, officers, done).open());
            getFooter().add(release);
        }
        if ((revocation == null || isHeld) && !certificate.profile().endsWith("-ca")) {
            var revoke =
                    new Button(
                            "Revoke…",
                            _ -> new RevokeDialog(certificate, presenter, officers, done).open());
            revoke.addThemeVariants(ButtonVariant.LUMO_ERROR);
            getFooter().add(revoke);
        }
        getFooter().add(new Button("Close", _ -> close()));
    }

    /** Which logs promised to make it public. */
    private static Component scts(ShowTransparency.Transparency known) {
        if (known.scts().isEmpty()) {
            return new Span(
                    "its precertificate was sent to logs from "
                            + Instants.show(known.precertificateAt())
                            + " on; it carries no SCTs");
        }
        var list = new UnorderedList();
        known.scts()
                .forEach(sct ->
                        list.add(
                                new ListItem(
                                        sct.log().orElse("log " + sct.logId())
                                                + sct.operator()
                                                        .map(operator -> " (" + operator + ")")
                                                        .orElse("")
                                                + ", "
                                                + Instants.show(sct.timestamp()))));
        return list;
    }

    private static void fact(DescriptionList facts, String term, Component value) {
        facts.add(new DescriptionList.Term(term), new DescriptionList.Description(value));
    }

    private static TextArea pem(String pem) {
        var area = new TextArea("PEM");
        area.setValue(pem);
        area.setReadOnly(true);
        area.setWidthFull();
        area.setMaxRows(8);
        area.addClassName("pem");
        return area;
    }
}
