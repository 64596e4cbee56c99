package org.lineageca.console.certificates;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.ShowCertificate;
import org.lineageca.ca.lifecycle.ShowTransparency;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.authority.AuthorityView;
import org.lineageca.console.language.Texts;
import org.lineageca.console.lineage.Figure;
import org.lineageca.console.profile.ProfileView;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.octets.Octets;

/**
 * One certificate: what it says, what it went through, what belongs to it, and what can be done.
 */
@Prototype
@Route(value = "certificates/:sha256([0-9a-f]{64})", layout = ConsoleLayout.class)
@RouteAlias(
        value = "certificates/:generation([0-9a-f]{16})/:serial([0-9a-f]{2,40})",
        layout = ConsoleLayout.class)
public final class CertificateView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(CertificateView.class);

    private static final String SHA256 = "sha256";
    private static final String GENERATION = "generation";
    private static final String SERIAL = "serial";

    private final CertificatePresenter presenter;
    private final CertificatesPresenter acts;
    private final RevocationPresenter revocations;
    private final ComparePresenter compare;
    private final SignedInOfficer officers;
    private final InstantSource clock;

    CertificateView(
            CertificatePresenter presenter,
            CertificatesPresenter acts,
            RevocationPresenter revocations,
            ComparePresenter compare,
            SignedInOfficer officers,
            InstantSource clock) {
        this.presenter = presenter;
        this.acts = acts;
        this.revocations = revocations;
        this.compare = compare;
        this.officers = officers;
        this.clock = clock;
        addClassName("view");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.certificate");
    }

    /** To the page of a certificate; one whose signature never arrived has no fingerprint. */
    static RouterLink link(CertificateRecord certificate, String text) {
        var sha256 = certificate.sha256();
        return new RouterLink(
                text,
                CertificateView.class,
                sha256 == null
                        ? new RouteParameters(
                                new RouteParam(GENERATION, certificate.generation().label()),
                                new RouteParam(SERIAL, certificate.serial().hex()))
                        : new RouteParameters(SHA256, sha256.toHex()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(event.getRouteParameters());
    }

    private void show(RouteParameters which) {
        var page =
                find(which)
                        .orElseThrow(() ->
                                new NotFoundException(TEXTS.say("no-such-certificate-was-issued")));
        removeAll();
        var certificate = page.shown().certificate();
        add(
                new ViewHeader(
                        page.title(),
                        TEXTS.say(
                                "certificate-valid-until",
                                certificate.serial(),
                                Instants.show(certificate.notAfter())),
                        actions(page, () -> show(which))),
                record(page));
        warnings(page);
        add(new H2(TEXTS.say("what-it-went-through")), new Figure(page.timeline()));
        if (!page.shown().life().isWhole()) {
            add(quiet(TEXTS.say("the-audit-log-is-too")));
        }
        var decoded = page.decoded();
        if (decoded != null) {
            add(new H2(TEXTS.say("what-it-says")), new DecodedPanel(decoded));
        }
        add(new H2(TEXTS.say("who-stands-above-it")), above(page));
        add(new H2(TEXTS.say("other-certificates-over-its-key")), sameKey(page.shown().sameKey()));
        var der = page.shown().der();
        if (der != null) {
            add(new H2(TEXTS.say("to-take-away")), new FilesPanel(page, der));
        }
    }

    private Optional<CertificatePage> find(RouteParameters which) {
        var actor = officers.current();
        return which.get(SHA256)
                .map(sha256 -> presenter.byFingerprint(actor, Octets.ofHex(sha256)))
                .orElseGet(() ->
                        presenter.bySerial(
                                actor,
                                which.get(GENERATION).orElseThrow(),
                                SerialNumber.ofHex(which.get(SERIAL).orElseThrow())));
    }

    private Component[] actions(CertificatePage page, Runnable changed) {
        var certificate = page.shown().certificate();
        var compareWith =
                new Button(
                        TEXTS.say("compare-with"),
                        _ -> new CompareWithDialog(certificate, compare, officers).open());
        compareWith.setVisible(certificate.sha256() != null);
        var anew =
                new Button(
                        TEXTS.say("issue-anew"),
                        _ ->
                                new IssueDialog(acts, officers, certificate.profile(), changed)
                                        .open());
        anew.setVisible(!page.isCa() && officers.current().may(Permission.ISSUE));
        var mayRevoke = officers.current().may(Permission.REVOKE);
        var release =
                new Button(
                        TEXTS.say("release"),
                        _ -> new ReleaseDialog(certificate, revocations, officers, changed).open());
        release.setVisible(mayRevoke && page.isHeld());
        var revoke =
                new Button(
                        TEXTS.say("revoke"),
                        _ ->
                                new RevokeDialog(
                                                certificate,
                                                page.shown().sameKey(),
                                                revocations,
                                                officers,
                                                changed)
                                        .open());
        revoke.addThemeVariants(ButtonVariant.LUMO_ERROR);
        revoke.setVisible(mayRevoke && page.isRevocable());
        var subject = page.shown().subject();
        var authority = new Button(TEXTS.say("page-of-this-ca"));
        authority.setVisible(subject != null);
        if (subject != null) {
            var label = subject.identity().id().label();
            authority.addClickListener(_ -> UI.getCurrent().navigate(AuthorityView.class, label));
        }
        return new Component[] {compareWith, anew, authority, release, revoke};
    }

    /** What is on record about it. */
    private Facts record(CertificatePage page) {
        var certificate = page.shown().certificate();
        var facts =
                new Facts()
                        .with(TEXTS.say("status"), StandingBadge.of(certificate, clock.instant()));
        var revocation = certificate.revocation();
        if (revocation != null) {
            facts.with(
                    revocation.isHold() ? TEXTS.say("on-hold-since") : TEXTS.say("revoked"),
                    Instants.show(revocation.revocationDate())
                            + ", "
                            + revocation.reason().label());
            var invalid = revocation.invalidityDate();
            if (invalid != null) {
                facts.with(TEXTS.say("not-to-be-trusted-since"), Instants.show(invalid));
            }
        }
        facts.with(
                        TEXTS.say("profile"),
                        profile(certificate.profile(), page.shown().life().profileVersion()))
                .with(
                        TEXTS.say("asked-for-by"),
                        certificate.intendedBy() + ", " + Instants.show(certificate.intendedAt()));
        page.transparency()
                .ifPresent(known -> facts.with(TEXTS.say("transparency-logs"), logs(known)));
        return facts;
    }

    private static Component profile(String name, int version) {
        return version == 0
                ? new Span(name)
                : new RouterLink(
                        TEXTS.say("version", name, version),
                        ProfileView.class,
                        new RouteParameters(ProfileView.NAME, name));
    }

    /** Which logs promised to make it public. */
    private static Component logs(ShowTransparency.Transparency known) {
        if (known.scts().isEmpty()) {
            return new Span(
                    TEXTS.say(
                            "its-precertificate-was-sent-to",
                            Instants.show(known.precertificateAt())));
        }
        var list = new UnorderedList();
        known.scts()
                .forEach(sct ->
                        list.add(
                                new ListItem(
                                        sct.log().orElse(TEXTS.say("log", sct.logId()))
                                                + sct.operator()
                                                        .map(operator -> " (" + operator + ")")
                                                        .orElse("")
                                                + ", "
                                                + Instants.show(sct.timestamp()))));
        return list;
    }

    private void warnings(CertificatePage page) {
        if (page.shown().der() == null) {
            add(
                    new Callout(
                            TEXTS.say("it-was-promised-and-its"),
                            List.of(TEXTS.say("it-counts-as-issued-it")),
                            Badge.Tone.WARNING));
        }
        var blocked = page.shown().blocked();
        if (blocked != null) {
            add(
                    new Callout(
                            TEXTS.say("its-key-is-blocked"),
                            List.of(TEXTS.say("no-certificate-is-issued-over", blocked)),
                            Badge.Tone.WARNING));
        }
    }

    private static Component above(CertificatePage page) {
        var chain = page.shown().chain();
        return chain.isEmpty() ? quiet(TEXTS.say("nobody-it-is-a-trust")) : new ChainList(chain);
    }

    private Component sameKey(List<CertificateRecord> others) {
        if (others.isEmpty()) {
            return quiet(TEXTS.say("none"));
        }
        var list = new UnorderedList();
        others.forEach(other ->
                list.add(
                        new ListItem(
                                link(other, CertificatesView.name(other)),
                                new Span(TEXTS.say("until", Instants.show(other.notAfter()))),
                                StandingBadge.of(other, clock.instant()))));
        if (others.size() == ShowCertificate.MOST_NAMED) {
            list.add(new ListItem(TEXTS.say("perhaps-more-search-for-the")));
        }
        return list;
    }

    private static Paragraph quiet(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("quiet");
        return paragraph;
    }
}
