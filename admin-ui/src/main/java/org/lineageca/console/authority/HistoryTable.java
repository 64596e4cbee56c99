package org.lineageca.console.authority;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.GenerationChronicle.Happening;
import org.lineageca.ca.lifecycle.TraceGenerations;
import org.lineageca.console.act.ActTitles;
import org.lineageca.console.act.ActView;
import org.lineageca.console.audit.AuditView;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ScrolledTable;

/** What the keys of a CA went through, the newest first, with who decided it. */
final class HistoryTable {

    private static final Texts TEXTS = Texts.of(HistoryTable.class);

    private HistoryTable() {}

    /**
     * The table.
     *
     * @param generations all there are, for their names
     */
    static Component of(List<TraceGenerations.Step> steps, List<Generation> generations) {
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(TEXTS.say("what-it-went-through"));
        // The heading above says it to those who see it.
        table.getCaption().addClassName("only-said");
        var head = table.getHead().addRow();
        List.of(
                        TEXTS.say("time"),
                        TEXTS.say("generation"),
                        TEXTS.say("what-happened"),
                        TEXTS.say("who"),
                        TEXTS.say("audit"))
                .forEach(header -> head.addHeaderCell().setText(header));
        for (var step : steps) {
            var entry = step.entry();
            var row = table.getBody().addRow();
            row.addDataCell().setText(Instants.show(entry.at()));
            row.addDataCell().setText(entry.generation().label());
            row.addDataCell().setText(words(entry.what()));
            row.add(
                    new NativeTableCell(who(step, generations)),
                    new NativeTableCell(event(entry.sequence())));
        }
        return new ScrolledTable(table, TEXTS.say("what-it-went-through"));
    }

    private static String words(Happening what) {
        return switch (what) {
            case Happening.Created() -> TEXTS.say("key-generated");
            case Happening.Moved(var from, var to) ->
                    TEXTS.say("from-to", StateWords.of(from), StateWords.of(to));
            case Happening.Certified(var serial) -> TEXTS.say("certified", serial.hex());
            case Happening.KeyDestroyed() -> TEXTS.say("key-destroyed");
        };
    }

    private static Component who(TraceGenerations.Step step, List<Generation> generations) {
        var act = step.act();
        return act == null
                ? new Span(step.entry().actor())
                : new Div(
                        new Div(
                                new RouterLink(
                                        TEXTS.say(
                                                "act",
                                                act.id(),
                                                ActTitles.of(act.plan().act(), generations)),
                                        ActView.class,
                                        new RouteParameters(
                                                new RouteParam(
                                                        ActView.ID, Long.toString(act.id()))))),
                        new Div(people(act)));
    }

    private static String people(DecidedAct act) {
        var proposer = act.proposal().name();
        return switch (act) {
            case DecidedAct.Approved approved ->
                    TEXTS.say("proposed-approved", proposer, approved.approval().name());
            case DecidedAct.Done done ->
                    TEXTS.say("proposed-approved", proposer, done.approval().name());
            case DecidedAct.Proposed _, DecidedAct.Withdrawn _ -> TEXTS.say("proposed", proposer);
        };
    }

    private static Component event(long sequence) {
        var link = new RouterLink(TEXTS.say("event", sequence), AuditView.class);
        link.setQueryParameters(QueryParameters.of(AuditView.EVENT, Long.toString(sequence)));
        return link;
    }
}
