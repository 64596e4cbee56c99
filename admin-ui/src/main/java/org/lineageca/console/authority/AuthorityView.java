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
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.NotFoundException;
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
import org.lineageca.console.language.Texts;
import org.lineageca.console.planning.PlanView;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.PemText;
import org.lineageca.console.shell.ViewHeader;

/** One generation: its key, every certificate over it, and its dealings with other CAs. */
@Prototype
@Route(value = "authorities", layout = ConsoleLayout.class)
public final class AuthorityView extends Div implements HasUrlParameter<String>, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(AuthorityView.class);

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
    public String getPageTitle() {
        return TEXTS.say("title.authority");
    }

    @Override
    public void setParameter(BeforeEvent event, String label) {
        show(
                presenter
                        .generation(officers.current(), label)
                        .orElseThrow(() ->
                                new NotFoundException(TEXTS.say("there-is-no-generation", label))));
    }

    private void show(Generation generation) {
        removeAll();
        var identity = generation.identity();
        var label = identity.id().label();
        var plan =
                new Button(
                        TEXTS.say("plan-an-act"),
                        _ -> UI.getCurrent().navigate(PlanView.class, label));
        plan.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        plan.setVisible(
                mayDecide()
                        && !(generation instanceof Generation.AwaitingCertificate
                                || generation instanceof Generation.Destroyed));
        add(
                new ViewHeader(
                        identity.name().commonName(),
                        TEXTS.say("generation-key-of-this-authority", label, identity.number()),
                        issued(label),
                        plan),
                key(generation),
                new H2(TEXTS.say("what-it-owes")),
                DutiesTable.of(presenter.duties(officers.current(), generation)),
                new H2(TEXTS.say("where-relying-parties-look")),
                urls(generation),
                new H2(TEXTS.say("certificates-over-this-key")));
        var held = presenter.certificates(officers.current(), generation);
        if (held.isEmpty()) {
            add(new Paragraph(TEXTS.say("none-yet")));
        }
        held.forEach(certificate -> add(card(certificate)));
        if (mayDecide() && !(generation instanceof Generation.Destroyed)) {
            add(new H2(TEXTS.say("another-ca")), external(generation));
        }
        add(
                new H2(TEXTS.say("history")),
                HistoryTable.of(
                        presenter.history(officers.current(), generation),
                        presenter.generations(officers.current())));
    }

    private Button issued(String label) {
        var issued =
                new Button(
                        TEXTS.say("certificates-it-issued"),
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
                        TEXTS.say("state"),
                        new Span(
                                StateBadge.of(generation.state()),
                                new Span(TEXTS.say("since", Instants.show(generation.since())))))
                .with(TEXTS.say("name"), identity.name().toString())
                .with(TEXTS.say("lineage"), lineage == null ? TEXTS.say("root") : lineage)
                .with(
                        TEXTS.say("certified-by"),
                        parent == null ? new Span(TEXTS.say("itself")) : link(parent))
                .with(
                        TEXTS.say("key"),
                        TEXTS.say(
                                "on-token",
                                identity.algorithm().name(),
                                identity.key().token(),
                                presenter.reaches(generation) ? "" : TEXTS.say("key-offline")))
                .with(TEXTS.say("sha-256-of-the-key"), new Code(identity.id().sha256().toHex()));
    }

    private static Component urls(Generation generation) {
        var uris = generation.identity().uris();
        var facts =
                new Facts()
                        .with(TEXTS.say("crl"), url(uris.crl()))
                        .with(TEXTS.say("ca-certificate"), url(uris.caIssuers()));
        var ocsp = uris.ocsp();
        return facts.with("OCSP", ocsp == null ? new Span(TEXTS.say("none")) : new Span(ocsp));
    }

    private Component card(AuthorityPresenter.Held held) {
        var certificate = held.certificate();
        var serial = certificate.serial().hex();
        var issuer = new Span(new Span(certificate.issuer().toString()));
        if (held.issuer() == null) {
            issuer.add(new Badge(TEXTS.say("not-ours"), Badge.Tone.QUIET));
        }
        var pem =
                new Details(
                        "PEM",
                        new PemText(
                                TEXTS.say("pem-of-certificate", serial),
                                Pem.chain(List.of(certificate.der())),
                                serial + ".pem"));
        var card =
                new Div(
                        new Facts()
                                .with(TEXTS.say("standing"), standing(held))
                                .with(TEXTS.say("issuer"), issuer)
                                .with(TEXTS.say("serial-number"), new Code(serial))
                                .with(
                                        TEXTS.say("valid"),
                                        TEXTS.say(
                                                "to",
                                                Instants.show(certificate.notBefore()),
                                                Instants.show(certificate.notAfter())))
                                .with("SHA-256", new Code(certificate.der().sha256().grouped())),
                        pem);
        card.addClassName("card");
        return card;
    }

    private Component standing(AuthorityPresenter.Held held) {
        var expired = clock.instant().isAfter(held.certificate().notAfter());
        var badge =
                switch (held.standing()) {
                    case PRESENT -> new Badge(TEXTS.say("present"), Badge.Tone.GOOD);
                    case CROSS -> new Badge(TEXTS.say("cross-certificate"), Badge.Tone.QUIET);
                    case EARLIER -> new Badge(TEXTS.say("earlier"), Badge.Tone.QUIET);
                };
        return expired ? new Span(badge, new Badge(TEXTS.say("expired"), Badge.Tone.BAD)) : badge;
    }

    private Component external(Generation generation) {
        var request =
                new Button(
                        TEXTS.say("request-for-an-external-ca"),
                        _ ->
                                new RequestDialog(
                                                generation,
                                                presenter.request(
                                                        officers.current(),
                                                        generation.identity().id()))
                                        .open());
        var handIn =
                new Button(
                        TEXTS.say("hand-in-a-certificate"),
                        _ ->
                                new HandInDialog(
                                                generation,
                                                presenter,
                                                officers,
                                                () -> UI.getCurrent().refreshCurrentRoute(true))
                                        .open());
        var buttons = new Div(request, handIn);
        buttons.addClassName("actions");
        var words = new Paragraph(TEXTS.say("a-ca-that-is-not"));
        words.addClassName("quiet");
        var section = new Div(words, buttons);
        if (!presenter.reaches(generation)) {
            request.setEnabled(false);
            var why = new Paragraph(TEXTS.say("the-key-is-offline-so"));
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
