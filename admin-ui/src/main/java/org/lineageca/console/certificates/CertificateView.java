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
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
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
@PageTitle("Certificate · Lineage")
public final class CertificateView extends Div implements BeforeEnterObserver {

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
                                new NotFoundException(
                                        "No such certificate was issued here. Search for it under Certificates."));
        removeAll();
        var certificate = page.shown().certificate();
        add(
                new ViewHeader(
                        page.title(),
                        "Certificate "
                                + certificate.serial()
                                + ", valid until "
                                + Instants.show(certificate.notAfter())
                                + ".",
                        actions(page, () -> show(which))),
                record(page));
        warnings(page);
        add(new H2("What it went through"), new Figure(page.timeline()));
        if (!page.shown().life().isWhole()) {
            add(
                    quiet(
                            "The audit log is too long to look for earlier holds here: search it for the serial number under Audit."));
        }
        var decoded = page.decoded();
        if (decoded != null) {
            add(new H2("What it says"), new DecodedPanel(decoded));
        }
        add(new H2("Who stands above it"), above(page));
        add(new H2("Other certificates over its key"), sameKey(page.shown().sameKey()));
        var der = page.shown().der();
        if (der != null) {
            add(new H2("To take away"), new FilesPanel(page, der));
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
                        "Compare with…",
                        _ -> new CompareWithDialog(certificate, compare, officers).open());
        compareWith.setVisible(certificate.sha256() != null);
        var anew =
                new Button(
                        "Issue anew…",
                        _ ->
                                new IssueDialog(acts, officers, certificate.profile(), changed)
                                        .open());
        anew.setVisible(!page.isCa() && officers.current().may(Permission.ISSUE));
        var mayRevoke = officers.current().may(Permission.REVOKE);
        var release =
                new Button(
                        "Release…",
                        _ -> new ReleaseDialog(certificate, revocations, officers, changed).open());
        release.setVisible(mayRevoke && page.isHeld());
        var revoke =
                new Button(
                        "Revoke…",
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
        var authority = new Button("Page of this CA");
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
        var facts = new Facts().with("Status", StandingBadge.of(certificate, clock.instant()));
        var revocation = certificate.revocation();
        if (revocation != null) {
            facts.with(
                    revocation.isHold() ? "On hold since" : "Revoked",
                    Instants.show(revocation.revocationDate())
                            + ", "
                            + revocation.reason().label());
            var invalid = revocation.invalidityDate();
            if (invalid != null) {
                facts.with("Not to be trusted since", Instants.show(invalid));
            }
        }
        facts.with("Profile", profile(certificate.profile(), page.shown().life().profileVersion()))
                .with(
                        "Asked for by",
                        certificate.intendedBy() + ", " + Instants.show(certificate.intendedAt()));
        page.transparency().ifPresent(known -> facts.with("Transparency logs", logs(known)));
        return facts;
    }

    private static Component profile(String name, int version) {
        return version == 0
                ? new Span(name)
                : new RouterLink(
                        name + ", version " + version,
                        ProfileView.class,
                        new RouteParameters(ProfileView.NAME, name));
    }

    /** Which logs promised to make it public. */
    private static Component logs(ShowTransparency.Transparency known) {
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

    private void warnings(CertificatePage page) {
        if (page.shown().der() == null) {
            add(
                    new Callout(
                            "It was promised, and its signature never arrived",
                            List.of(
                                    "It counts as issued: it has a status and can be revoked. There is nothing to decode or to download. Revoke it if nobody asks for it again."),
                            Badge.Tone.WARNING));
        }
        var blocked = page.shown().blocked();
        if (blocked != null) {
            add(
                    new Callout(
                            "Its key is blocked",
                            List.of("No certificate is issued over it any more: " + blocked + "."),
                            Badge.Tone.WARNING));
        }
    }

    private static Component above(CertificatePage page) {
        var chain = page.shown().chain();
        return chain.isEmpty()
                ? quiet("Nobody: it is a trust anchor itself.")
                : new ChainList(chain);
    }

    private Component sameKey(List<CertificateRecord> others) {
        if (others.isEmpty()) {
            return quiet("None.");
        }
        var list = new UnorderedList();
        others.forEach(other ->
                list.add(
                        new ListItem(
                                link(other, CertificatesView.name(other)),
                                new Span(", until " + Instants.show(other.notAfter()) + " "),
                                StandingBadge.of(other, clock.instant()))));
        if (others.size() == ShowCertificate.MOST_NAMED) {
            list.add(new ListItem("Perhaps more: search for the SHA-256 of the key."));
        }
        return list;
    }

    private static Paragraph quiet(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("quiet");
        return paragraph;
    }
}
