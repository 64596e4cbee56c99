package org.lineageca.console.freshness;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.lineage.Figure;
import org.lineageca.console.lineage.LineagesView;
import org.lineageca.console.picture.Picture;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** One CRL scope: where it stands, how large its CRLs were and become. */
@Prototype
@Route(value = "crls/:label([0-9a-f]{16})/:place([a-z0-9-]{1,30})", layout = ConsoleLayout.class)
public final class ScopeView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ScopeView.class);

    private static final String LABEL = "label";
    private static final String PLACE = "place";

    private final CrlsPresenter presenter;
    private final FreshnessPresenter freshness;
    private final SignedInOfficer officers;
    private final InstantSource clock;

    ScopeView(
            CrlsPresenter presenter,
            FreshnessPresenter freshness,
            SignedInOfficer officers,
            InstantSource clock) {
        this.presenter = presenter;
        this.freshness = freshness;
        this.officers = officers;
        this.clock = clock;
        addClassName("view");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.crl");
    }

    static RouterLink link(CrlLedger.Standing standing) {
        return link(standing.generation().label(), standing.place());
    }

    /** The page of what is published at a place. */
    public static RouterLink link(String label, String place) {
        return new RouterLink(
                ScopeWords.ofPlace(place),
                ScopeView.class,
                new RouteParameters(new RouteParam(LABEL, label), new RouteParam(PLACE, place)));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        show(parameters.get(LABEL).orElseThrow(), parameters.get(PLACE).orElseThrow());
    }

    private void show(String label, String place) {
        var page =
                presenter
                        .scope(officers.current(), label, place)
                        .orElseThrow(() ->
                                new NotFoundException(
                                        TEXTS.say("generation-has-no-crl-scope", label, place)));
        removeAll();
        var standing = page.row().standing();
        var policy =
                new Button(
                        TEXTS.say("policy"),
                        _ ->
                                getUI().orElseThrow()
                                        .navigate(
                                                PolicyView.class,
                                                new RouteParameters(LABEL, label)));
        add(
                new ViewHeader(
                        page.row().authority() + ": " + ScopeWords.name(standing),
                        ScopeWords.meaning(standing),
                        policy,
                        IssueButton.of(page.row(), freshness, officers, () -> show(label, place))),
                facts(standing),
                new H2(TEXTS.say("how-large-it-was-and")));
        page.words().forEach(words -> add(AsSaid.byTheCore(new Paragraph(words))));
        figure(page.entries());
        figure(page.size());
        if (page.lineage() != null) {
            add(
                    new Paragraph(
                            new RouterLink(
                                    TEXTS.say("the-budget-is-set-with", page.lineage()),
                                    LineagesView.class)));
        }
    }

    private void figure(@Nullable Picture picture) {
        if (picture == null) {
            add(new Paragraph(TEXTS.say("no-crl-of-the-last")));
        } else {
            add(new Figure(picture));
        }
    }

    private Facts facts(CrlLedger.Standing standing) {
        var latest = standing.latest();
        var now = clock.instant();
        var facts = new Facts();
        if (latest == null) {
            facts.with(TEXTS.say("number"), TEXTS.say("none-yet-the-first-is"));
        } else {
            facts.with(TEXTS.say("number"), Long.toString(latest.number()))
                    .with(TEXTS.say("column-entries"), Long.toString(latest.entries()))
                    .with(TEXTS.say("size"), ScopeWords.size(latest.octets()))
                    .with(
                            TEXTS.say("issued"),
                            Instants.show(latest.thisUpdate())
                                    + ", "
                                    + Instants.relative(latest.thisUpdate(), now))
                    .with(
                            TEXTS.say("good-until"),
                            standing.isFinal()
                                    ? TEXTS.say("for-ever-it-is-the")
                                    : Instants.show(latest.nextUpdate()));
        }
        var url = new Anchor(standing.distributionPoint(), standing.distributionPoint());
        url.setTarget("_blank");
        return facts.with(TEXTS.say("next-due"), FreshnessView.due(standing, now))
                .with(TEXTS.say("told"), told(standing, now))
                .with(TEXTS.say("served-at"), url);
    }

    private static String told(CrlLedger.Standing standing, Instant now) {
        var untold = standing.untoldSince();
        if (untold != null) {
            return TEXTS.say(
                    "a-revocation-has-been-waiting", Instants.show(Duration.between(untold, now)));
        }
        var coalesce = standing.schedule().coalesce();
        return coalesce == null
                ? TEXTS.say("revocations-wait-for-the-next")
                : TEXTS.say("every-revocation-a-new-one", Spans.show(coalesce));
    }
}
