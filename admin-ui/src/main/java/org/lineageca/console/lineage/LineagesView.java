package org.lineageca.console.lineage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.forecast.RollProposal;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ScrolledTable;
import org.lineageca.console.shell.ViewHeader;

/** What is ahead of each lineage. */
@Prototype
@Route(value = "lineages", layout = ConsoleLayout.class)
public final class LineagesView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(LineagesView.class);

    private final LineagesPresenter presenter;
    private final SignedInOfficer officers;
    private final InstantSource clock;

    private final transient Unfolded unfolded = new Unfolded();

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
        var count = page.lineages().size();
        page.lineages().forEach(lineage -> add(section(lineage, Unfolded.folds(lineage, count))));
        var all = new Section(new H2(TEXTS.say("all-generations")), new Figure(page.everything()));
        all.addClassName("lineage");
        if (!page.roots().isEmpty()) {
            var title = TEXTS.say("what-the-roots-owe");
            all.add(new H3(title), obligations(title, page.roots()));
        }
        add(all);
    }

    private Component section(LineageSection lineage, boolean folds) {
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
        section.add(
                folds
                        ? unfolded.details(
                                TEXTS.say("what-is-ahead"), lineage.role(), () -> ahead(lineage))
                        : ahead(lineage));
        return section;
    }

    private Component ahead(LineageSection lineage) {
        var ahead = new Div();
        ahead.addClassName("ahead");
        lineage.proposals().forEach(proposal -> ahead.add(proposal(proposal)));
        ahead.add(new Figure(lineage.timeline()));
        if (lineage.forecast() != null) {
            ahead.add(new H3(TEXTS.say("how-large-the-crl-becomes")));
            lineage.forecastWords()
                    .forEach(words -> ahead.add(AsSaid.byTheCore(new Paragraph(words))));
            ahead.add(new Figure(lineage.forecast()));
        }
        ahead.add(
                new BudgetForm(lineage, presenter, officers, this::fill),
                new H3(TEXTS.say("what-its-generations-owe")),
                obligations(
                        TEXTS.say("what-its-generations-owe") + ", " + lineage.role(),
                        lineage.obligations()));
        return ahead;
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

    private static Component obligations(String label, List<ObligationRow> rows) {
        var table = new NativeTable();
        table.addClassName("differences");
        var head = table.getHead().addRow();
        List.of(
                        TEXTS.say("generation"),
                        TEXTS.say("unexpired"),
                        TEXTS.say("last-expiry"),
                        TEXTS.say("newest-crl"),
                        TEXTS.say("ocsp-signer-until"),
                        TEXTS.say("key-may-go-from"),
                        TEXTS.say("what-hinders-its-end"))
                .forEach(header -> head.addHeaderCell().setText(header));
        for (var row : rows) {
            var line = table.getBody().addRow();
            line.add(new NativeTableCell(who(row)));
            Stream.of(
                            String.valueOf(row.unexpired()),
                            show(row.lastExpiry()),
                            row.crl(),
                            show(row.ocspUntil()),
                            show(row.destruction()))
                    .forEach(text -> line.addDataCell().setText(text));
            line.add(new NativeTableCell(hindrances(row.hindrances())));
        }
        return new ScrolledTable(table, label);
    }

    private static Component who(ObligationRow row) {
        var state = new Div(new Code(row.label()), new Span(" " + StateWords.of(row.state())));
        return new Div(new Div(row.name()), state);
    }

    private static Component hindrances(List<String> sentences) {
        if (sentences.isEmpty()) {
            return new Badge(TEXTS.say("nothing"), Badge.Tone.GOOD);
        }
        var lines = new Div();
        lines.addClassName("hindrances");
        sentences.forEach(sentence -> lines.add(new Div(sentence)));
        return lines;
    }

    private static String show(@Nullable Instant instant) {
        return instant == null ? "–" : Instants.show(instant);
    }
}
