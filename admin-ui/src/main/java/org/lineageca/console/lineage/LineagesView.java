package org.lineageca.console.lineage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.forecast.RollProposal;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** What is ahead of each lineage. */
@Prototype
@Route(value = "lineages", layout = ConsoleLayout.class)
public final class LineagesView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(LineagesView.class);

    private final LineagesPresenter presenter;
    private final SignedInOfficer officers;
    private final InstantSource clock;

    LineagesView(LineagesPresenter presenter, SignedInOfficer officers, InstantSource clock) {
        this.presenter = presenter;
        this.officers = officers;
        this.clock = clock;
        addClassName("view");
        fill();
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.lineages");
    }

    private void fill() {
        removeAll();
        var page = presenter.page(officers.current());
        add(new ViewHeader(TEXTS.say("lineages"), TEXTS.say("each-fills-one-role-by")));
        page.lineages().forEach(lineage -> add(section(lineage)));
        var all = new Section(new H2(TEXTS.say("all-generations")), new Figure(page.everything()));
        all.addClassName("lineage");
        if (!page.roots().isEmpty()) {
            all.add(new H3(TEXTS.say("what-the-roots-owe")), obligations(page.roots()));
        }
        add(all);
    }

    private Component section(LineageSection lineage) {
        var title = new H2(lineage.role());
        title.add(
                lineage.isDue()
                        ? new Badge(TEXTS.say("action-due"), Badge.Tone.WARNING)
                        : new Badge(TEXTS.say("nothing-due"), Badge.Tone.GOOD));
        var section = new Section(title, new Paragraph(lineage.sentence()));
        section.addClassName("lineage");
        var lastSafeIssue = lineage.lastSafeIssue();
        if (lastSafeIssue != null) {
            section.add(
                    new Paragraph(
                            TEXTS.say(
                                    "last-safe-issue-of-profile",
                                    Instants.show(lastSafeIssue.at()),
                                    lastSafeIssue.profile())));
        }
        lineage.proposals().forEach(proposal -> section.add(proposal(proposal)));
        section.add(new Figure(lineage.timeline()));
        if (lineage.forecast() != null) {
            section.add(new H3(TEXTS.say("how-large-the-crl-becomes")));
            lineage.forecastWords()
                    .forEach(words -> section.add(AsSaid.byTheCore(new Paragraph(words))));
            section.add(new Figure(lineage.forecast()));
        }
        section.add(
                new BudgetForm(lineage, presenter, officers, this::fill),
                new H3(TEXTS.say("what-its-generations-owe")),
                obligations(lineage.obligations()));
        return section;
    }

    private Component proposal(RollProposal proposal) {
        var now = clock.instant();
        var when = new Span(TEXTS.say("roll-by", Instants.show(proposal.by())));
        when.addClassName("when");
        var steps = AsSaid.byTheCore(new OrderedList());
        proposal.steps().forEach(step -> steps.add(new ListItem(step)));
        var card =
                new Div(
                        new Span(
                                when,
                                proposal.isDue(now)
                                        ? new Badge(TEXTS.say("due"), Badge.Tone.WARNING)
                                        : new Badge(
                                                Instants.relative(proposal.by(), now),
                                                Badge.Tone.QUIET)),
                        AsSaid.byTheCore(new Paragraph(proposal.because())),
                        steps);
        card.addClassName("proposal");
        return card;
    }

    private static Grid<ObligationRow> obligations(List<ObligationRow> rows) {
        var grid = new Grid<ObligationRow>();
        grid.addComponentColumn(LineagesView::who)
                .setHeader(TEXTS.say("generation"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(ObligationRow::unexpired)
                .setHeader(TEXTS.say("unexpired"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(row -> show(row.lastExpiry()))
                .setHeader(TEXTS.say("last-expiry"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(ObligationRow::crl)
                .setHeader(TEXTS.say("newest-crl"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(row -> show(row.ocspUntil()))
                .setHeader(TEXTS.say("ocsp-signer-until"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(row -> show(row.destruction()))
                .setHeader(TEXTS.say("key-may-go-from"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addComponentColumn(row -> hindrances(row.hindrances()))
                .setHeader(TEXTS.say("what-hinders-its-end"))
                .setWidth("16rem")
                .setFlexGrow(3);
        grid.setItems(rows);
        grid.setAllRowsVisible(true);
        return grid;
    }

    private static Component who(ObligationRow row) {
        var state = new Div(new Code(row.label()), new Span(" " + row.state()));
        return new Div(new Div(row.name()), state);
    }

    private static Component hindrances(List<String> sentences) {
        if (sentences.isEmpty()) {
            return new Badge(TEXTS.say("nothing"), Badge.Tone.GOOD);
        }
        var lines = new Div();
        lines.addClassName("hindrances");
        sentences.forEach(sentence -> lines.add(AsSaid.byTheCore(new Div(sentence))));
        return lines;
    }

    private static String show(@Nullable Instant instant) {
        return instant == null ? "–" : Instants.show(instant);
    }
}
