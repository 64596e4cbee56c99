package org.lineageca.console.freshness;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.freshness.FreshnessPresenter.CrlRow;
import org.lineageca.console.freshness.FreshnessPresenter.OcspRow;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** How long what relying parties hold will last. */
@Prototype
@Route(value = "crls", layout = ConsoleLayout.class)
@RouteAlias(value = "freshness", layout = ConsoleLayout.class)
@PageTitle("CRLs and OCSP · Lineage")
public final class FreshnessView extends Div {

    private final FreshnessPresenter presenter;
    private final SignedInOfficer officers;
    private final InstantSource clock;
    private final Grid<CrlRow> crls = new Grid<>();

    FreshnessView(FreshnessPresenter presenter, SignedInOfficer officers, InstantSource clock) {
        this.presenter = presenter;
        this.officers = officers;
        this.clock = clock;
        addClassName("view");
        fillCrls();
        add(
                new ViewHeader(
                        "CRLs and OCSP",
                        "What relying parties are given, and until when it is good. Both are renewed without being asked."),
                new H2("Certificate revocation lists"),
                crls,
                new H2("OCSP signers"),
                ocspSigners());
    }

    private void fillCrls() {
        crls.addColumn(CrlRow::authority).setHeader("Authority").setFlexGrow(2).setAutoWidth(true);
        crls.addComponentColumn(row -> ScopeView.link(row.standing()))
                .setHeader("CRL")
                .setAutoWidth(true);
        crls.addColumn(row ->
                        row.standing().latest() == null ? "–" : row.standing().latest().number())
                .setHeader("Number")
                .setAutoWidth(true);
        crls.addColumn(row ->
                        row.standing().latest() == null ? "–" : row.standing().latest().entries())
                .setHeader("Entries")
                .setAutoWidth(true);
        crls.addColumn(row ->
                        row.standing().latest() == null
                                ? "–"
                                : ScopeWords.size(row.standing().latest().octets()))
                .setHeader("Size")
                .setAutoWidth(true);
        crls.addColumn(this::age).setHeader("Issued").setAutoWidth(true);
        crls.addComponentColumn(this::nextUpdate).setHeader("Good until").setAutoWidth(true);
        crls.addColumn(row -> due(row.standing(), clock.instant()))
                .setHeader("Next due")
                .setAutoWidth(true);
        crls.addComponentColumn(row -> untold(row, clock.instant()))
                .setHeader("Untold")
                .setAutoWidth(true);
        crls.addComponentColumn(row ->
                        IssueButton.of(
                                row,
                                presenter,
                                officers,
                                () -> crls.setItems(presenter.crls(officers.current()))))
                .setHeader("Issue")
                .setAutoWidth(true)
                .setFlexGrow(0);
        crls.setItems(presenter.crls(officers.current()));
        crls.setAllRowsVisible(true);
    }

    private String age(CrlRow row) {
        var latest = row.standing().latest();
        return latest == null ? "never" : Instants.relative(latest.thisUpdate(), clock.instant());
    }

    private Component nextUpdate(CrlRow row) {
        var latest = row.standing().latest();
        if (latest == null) {
            return new Badge("none yet", Badge.Tone.BAD);
        }
        if (latest.isFinal()) {
            return new Badge("for ever", Badge.Tone.GOOD);
        }
        var now = clock.instant();
        if (now.isAfter(latest.nextUpdate())) {
            return new Span(
                    new Span(Instants.show(latest.nextUpdate())),
                    new Badge("expired", Badge.Tone.BAD));
        }
        var overdue = row.reachable() && row.standing().isDue(now);
        return new Span(
                new Span(Instants.show(latest.nextUpdate())),
                new Badge(
                        overdue ? "due" : "fresh", overdue ? Badge.Tone.WARNING : Badge.Tone.GOOD));
    }

    private static Component untold(CrlRow row, Instant now) {
        var since = row.standing().untoldSince();
        return since == null
                ? new Span("–")
                : new Badge(
                        "for " + Instants.show(Duration.between(since, now)), Badge.Tone.WARNING);
    }

    /** When the next is to be issued. */
    static String due(CrlLedger.Standing standing, Instant now) {
        if (standing.isFinal()) {
            return "never: it is the last";
        }
        return standing.isDue(now) ? "now" : Instants.relative(standing.due(), now);
    }

    private Grid<OcspRow> ocspSigners() {
        var grid = new Grid<OcspRow>();
        grid.addColumn(OcspRow::authority).setHeader("Authority").setFlexGrow(2).setAutoWidth(true);
        grid.addComponentColumn(row -> new Code(row.signer().serial().hex()))
                .setHeader("Serial number")
                .setAutoWidth(true);
        grid.addColumn(row -> Instants.show(row.signer().notBefore()))
                .setHeader("From")
                .setAutoWidth(true);
        grid.addComponentColumn(row -> until(row.signer())).setHeader("Until").setAutoWidth(true);
        grid.addColumn(row -> Instants.show(row.signer().renewFrom()))
                .setHeader("Renewed from")
                .setAutoWidth(true);
        grid.setItems(presenter.ocspSigners(officers.current()));
        grid.setAllRowsVisible(true);
        return grid;
    }

    private Component until(OcspSignerStore.OcspSigner signer) {
        Instant now = clock.instant();
        var tone =
                now.isAfter(signer.notAfter())
                        ? Badge.Tone.BAD
                        : now.isAfter(signer.renewFrom()) ? Badge.Tone.WARNING : Badge.Tone.GOOD;
        var word =
                switch (tone) {
                    case BAD -> "expired";
                    case WARNING -> "renewal due";
                    case GOOD, QUIET -> "fresh";
                };
        return new Span(new Span(Instants.show(signer.notAfter())), new Badge(word, tone));
    }
}
