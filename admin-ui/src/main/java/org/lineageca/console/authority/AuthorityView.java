package org.lineageca.console.authority;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.time.InstantSource;
import java.util.List;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.certificates.CertificatesView;
import org.lineageca.console.planning.PlanView;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Fingerprint;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.PemText;
import org.lineageca.console.shell.ViewHeader;

/** One generation: its key, every certificate over it, and its dealings with other CAs. */
@Prototype
@Route(value = "authorities", layout = ConsoleLayout.class)
@PageTitle("Authority · Lineage")
public final class AuthorityView extends Div implements HasUrlParameter<String> {

    private final AuthorityPresenter presenter;
    private final SignedInOfficer officers;
    private final Settings.Installation installation;
    private final InstantSource clock;

    AuthorityView(
            AuthorityPresenter presenter,
            SignedInOfficer officers,
            Settings.Installation installation,
            InstantSource clock) {
        this.presenter = presenter;
        this.officers = officers;
        this.installation = installation;
        this.clock = clock;
        addClassName("view");
    }

    @Override
    public void setParameter(BeforeEvent event, String label) {
        show(
                presenter
                        .generation(officers.current(), label)
                        .orElseThrow(() ->
                                new NotFoundException("There is no generation '" + label + "'.")));
    }

    private void show(Generation generation) {
        removeAll();
        var identity = generation.identity();
        var label = identity.id().label();
        var plan = new Button("Plan an act", _ -> UI.getCurrent().navigate(PlanView.class, label));
        plan.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        plan.setVisible(
                mayDecide()
                        && !(generation instanceof Generation.AwaitingCertificate
                                || generation instanceof Generation.Destroyed));
        add(
                new ViewHeader(
                        identity.name().commonName(),
                        "Generation "
                                + label
                                + ", key "
                                + identity.number()
                                + " of this authority.",
                        issued(label),
                        plan),
                key(generation),
                new H2("Where relying parties look"),
                urls(generation),
                new H2("Certificates over this key"));
        var held = presenter.certificates(officers.current(), generation);
        if (held.isEmpty()) {
            add(new Paragraph("None yet."));
        }
        held.forEach(certificate -> add(card(certificate)));
        if (mayDecide() && !(generation instanceof Generation.Destroyed)) {
            add(new H2("Another CA"), external(generation));
        }
    }

    private Button issued(String label) {
        var issued =
                new Button(
                        "Certificates it issued",
                        _ -> UI.getCurrent().navigate(CertificatesView.class, label));
        issued.setVisible(!installation.isOffline());
        return issued;
    }

    private boolean mayDecide() {
        return !installation.isOffline() && officers.current().may(Permission.DECIDE);
    }

    private Component key(Generation generation) {
        var identity = generation.identity();
        var lineage = identity.lineage();
        var parent = identity.parent();
        return new Facts()
                .with(
                        "State",
                        new Span(
                                StateBadge.of(generation.state()),
                                new Span(" since " + Instants.show(generation.since()))))
                .with("Name", identity.name().toString())
                .with("Lineage", lineage == null ? "root" : lineage)
                .with("Certified by", parent == null ? new Span("itself") : link(parent))
                .with(
                        "Key",
                        identity.algorithm().name()
                                + " on token '"
                                + identity.key().token()
                                + "'"
                                + (presenter.reaches(generation) ? "" : ", offline"))
                .with("SHA-256 of the key", new Code(identity.id().sha256().toHex()));
    }

    private static Component urls(Generation generation) {
        var uris = generation.identity().uris();
        var facts =
                new Facts()
                        .with("CRL", url(uris.crl()))
                        .with("CA certificate", url(uris.caIssuers()));
        var ocsp = uris.ocsp();
        return facts.with("OCSP", ocsp == null ? new Span("none") : new Span(ocsp));
    }

    private Component card(AuthorityPresenter.Held held) {
        var certificate = held.certificate();
        var serial = certificate.serial().hex();
        var issuer = new Span(new Span(certificate.issuer().toString()));
        if (held.issuer() == null) {
            issuer.add(new Badge("not ours", Badge.Tone.QUIET));
        }
        var pem =
                new Details(
                        "PEM",
                        new PemText(
                                "PEM of certificate " + serial,
                                Pem.chain(List.of(certificate.der())),
                                serial + ".pem"));
        var card =
                new Div(
                        new Facts()
                                .with("Standing", standing(held))
                                .with("Issuer", issuer)
                                .with("Serial number", new Code(serial))
                                .with(
                                        "Valid",
                                        Instants.show(certificate.notBefore())
                                                + " to "
                                                + Instants.show(certificate.notAfter()))
                                .with(
                                        "SHA-256",
                                        new Code(Fingerprint.grouped(certificate.der().sha256()))),
                        pem);
        card.addClassName("card");
        return card;
    }

    private Component standing(AuthorityPresenter.Held held) {
        var expired = clock.instant().isAfter(held.certificate().notAfter());
        var badge =
                switch (held.standing()) {
                    case "present" -> new Badge("present", Badge.Tone.GOOD);
                    case "cross" -> new Badge("cross-certificate", Badge.Tone.QUIET);
                    default -> new Badge("earlier", Badge.Tone.QUIET);
                };
        return expired ? new Span(badge, new Badge("expired", Badge.Tone.BAD)) : badge;
    }

    private Component external(Generation generation) {
        var request =
                new Button(
                        "Request for an external CA…",
                        _ ->
                                new RequestDialog(
                                                generation,
                                                presenter.request(
                                                        officers.current(),
                                                        generation.identity().id()))
                                        .open());
        var handIn =
                new Button(
                        "Hand in a certificate…",
                        _ ->
                                new HandInDialog(
                                                generation,
                                                presenter,
                                                officers,
                                                () -> UI.getCurrent().refreshCurrentRoute(true))
                                        .open());
        var buttons = new Div(request, handIn);
        buttons.addClassName("actions");
        var words =
                new Paragraph(
                        "A CA that is not ours can certify this key too: it gets the request, and what it issues is handed in here.");
        words.addClassName("quiet");
        var section = new Div(words, buttons);
        if (!presenter.reaches(generation)) {
            request.setEnabled(false);
            var why =
                    new Paragraph(
                            "The key is offline, so the request is made in a ceremony (lineage ca ceremony).");
            why.addClassName("reason");
            section.add(why);
        }
        return section;
    }

    private Component link(GenerationId id) {
        return new RouterLink(
                presenter
                        .generation(officers.current(), id)
                        .map(parent -> parent.identity().name().commonName())
                        .orElse(id.label()),
                AuthorityView.class,
                id.label());
    }

    private static Component url(String uri) {
        var anchor = new Anchor(uri, uri);
        anchor.setTarget("_blank");
        return anchor;
    }
}
