package org.lineageca.console.freshness;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
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
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** How long what relying parties hold will last. */
@Prototype
@Route(value = "crls", layout = ConsoleLayout.class)
@RouteAlias(value = "freshness", layout = ConsoleLayout.class)
public final class FreshnessView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(FreshnessView.class);

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
                        TEXTS.say("crls-and-ocsp"), TEXTS.say("what-relying-parties-are-given")),
                new H2(TEXTS.say("certificate-revocation-lists")),
                crls,
                new H2(TEXTS.say("ocsp-signers")),
                ocspSigners());
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.crls-and-ocsp");
    }

    private void fillCrls() {
        crls.addColumn(CrlRow::authority)
                .setHeader(TEXTS.say("authority"))
                .setFlexGrow(2)
                .setAutoWidth(true);
        crls.addComponentColumn(row -> ScopeView.link(row.standing()))
                .setHeader(TEXTS.say("crl"))
                .setAutoWidth(true);
        crls.addColumn(row ->
                        row.standing().latest() == null ? "–" : row.standing().latest().number())
                .setHeader(TEXTS.say("number"))
                .setAutoWidth(true);
        crls.addColumn(row ->
                        row.standing().latest() == null ? "–" : row.standing().latest().entries())
                .setHeader(TEXTS.say("column-entries"))
                .setAutoWidth(true);
        crls.addColumn(row ->
                        row.standing().latest() == null
                                ? "–"
                                : ScopeWords.size(row.standing().latest().octets()))
                .setHeader(TEXTS.say("size"))
                .setAutoWidth(true);
        crls.addColumn(this::age).setHeader(TEXTS.say("issued")).setAutoWidth(true);
        crls.addComponentColumn(this::nextUpdate)
                .setHeader(TEXTS.say("good-until"))
                .setAutoWidth(true);
        crls.addColumn(row -> due(row.standing(), clock.instant()))
                .setHeader(TEXTS.say("next-due"))
                .setAutoWidth(true);
        crls.addComponentColumn(row -> untold(row, clock.instant()))
                .setHeader(TEXTS.say("untold"))
                .setAutoWidth(true);
        crls.addComponentColumn(row ->
                        IssueButton.of(
                                row,
                                presenter,
                                officers,
                                () -> crls.setItems(presenter.crls(officers.current()))))
                .setHeader(TEXTS.say("issue"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        crls.setItems(presenter.crls(officers.current()));
        crls.setAllRowsVisible(true);
    }

    private String age(CrlRow row) {
        var latest = row.standing().latest();
        return latest == null
                ? TEXTS.say("never")
                : Instants.relative(latest.thisUpdate(), clock.instant());
    }

    private Component nextUpdate(CrlRow row) {
        var latest = row.standing().latest();
        if (latest == null) {
            return new Badge(TEXTS.say("none-yet"), Badge.Tone.BAD);
        }
        if (latest.isFinal()) {
            return new Badge(TEXTS.say("for-ever"), Badge.Tone.GOOD);
        }
        var now = clock.instant();
        if (now.isAfter(latest.nextUpdate())) {
            return new Span(
                    new Span(Instants.show(latest.nextUpdate())),
                    new Badge(TEXTS.say("expired"), Badge.Tone.BAD));
        }
        var overdue = row.reachable() && row.standing().isDue(now);
        return new Span(
                new Span(Instants.show(latest.nextUpdate())),
                new Badge(
                        overdue ? TEXTS.say("due") : TEXTS.say("fresh"),
                        overdue ? Badge.Tone.WARNING : Badge.Tone.GOOD));
    }

    private static Component untold(CrlRow row, Instant now) {
        var since = row.standing().untoldSince();
        return since == null
                ? new Span("–")
                : new Badge(
                        TEXTS.say("for", Instants.show(Duration.between(since, now))),
                        Badge.Tone.WARNING);
    }

    /** When the next is to be issued. */
    static String due(CrlLedger.Standing standing, Instant now) {
        if (standing.isFinal()) {
            return TEXTS.say("never-it-is-the-last");
        }
        return standing.isDue(now) ? TEXTS.say("now") : Instants.relative(standing.due(), now);
    }

    private Grid<OcspRow> ocspSigners() {
        var grid = new Grid<OcspRow>();
        grid.addColumn(OcspRow::authority)
                .setHeader(TEXTS.say("authority"))
                .setFlexGrow(2)
                .setAutoWidth(true);
        grid.addComponentColumn(row -> new Code(row.signer().serial().hex()))
                .setHeader(TEXTS.say("serial-number"))
                .setAutoWidth(true);
        grid.addColumn(row -> Instants.show(row.signer().notBefore()))
                .setHeader(TEXTS.say("from"))
                .setAutoWidth(true);
        grid.addComponentColumn(row -> until(row.signer()))
                .setHeader(TEXTS.say("until"))
                .setAutoWidth(true);
        grid.addColumn(row -> Instants.show(row.signer().renewFrom()))
                .setHeader(TEXTS.say("renewed-from"))
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
                    case BAD -> TEXTS.say("expired");
                    case WARNING -> TEXTS.say("renewal-due");
                    case GOOD, QUIET -> TEXTS.say("fresh");
                };
        return new Span(new Span(Instants.show(signer.notAfter())), new Badge(word, tone));
    }
}
