package org.lineageca.console.publisher;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lineageca.console.language.Texts;
import org.lineageca.console.publisher.PublisherCard.Head;
import org.lineageca.console.publisher.PublisherCard.Judgement;
import org.lineageca.console.publisher.PublisherCard.RefusalRow;
import org.lineageca.console.publisher.PublisherCard.ScopeRow;
import org.lineageca.console.publisher.PublisherCard.TargetRow;
import org.lineageca.console.publisher.ScopeLine.Scope;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.Part;
import org.lineageca.console.shell.ScrolledTable;
import org.lineageca.console.watch.KeyFigures;

/** One publisher. Each part is painted anew only when it has changed, so that buttons stay put. */
final class PublisherSection extends Section {

    private static final Texts TEXTS = Texts.of(PublisherSection.class);

    /** What is seen, or that nothing is. */
    private record Rows<R>(boolean isSeen, List<R> rows) {}

    private final String name;
    private final transient ScopeLine.RollBackWish wish;
    private final transient Map<Scope, ScopeLine> lines = new HashMap<>();
    private final Part<Head> head = new Part<>("watched-part", this::paintHead);
    private final Part<Rows<Scope>> scopes = new Part<>("watched-part", this::paintScopes);
    private final Part<Rows<RefusalRow>> refusals = new Part<>("watched-part", this::paintRefusals);
    private final Part<Rows<TargetRow>> targets = new Part<>("watched-part", this::paintTargets);

    PublisherSection(String name, ScopeLine.RollBackWish wish) {
        this.name = name;
        this.wish = wish;
        addClassNames("watched", "publisher");
        getElement().setAttribute("aria-label", name);
        add(head, refusals, scopes, targets);
    }

    void show(PublisherCard card) {
        head.show(card.head());
        refusals.show(new Rows<>(card.isSeen(), card.refusals()));
        showScopes(card.isSeen(), card.scopes());
        targets.show(new Rows<>(card.isSeen(), card.targets()));
    }

    private void showScopes(boolean areSeen, List<ScopeRow> rows) {
        scopes.show(new Rows<>(areSeen, rows.stream().map(Scope::of).toList()));
        if (areSeen) {
            rows.forEach(row -> Objects.requireNonNull(lines.get(Scope.of(row))).show(row));
        }
    }

    private void paintHead(Div part, Head shown) {
        var duration = new Span(shown.duration());
        duration.addClassName("quiet");
        var line =
                new Div(
                        new H2(name),
                        new Badge(shown.state(), shown.tone()),
                        duration,
                        new Code(shown.address()));
        line.addClassName("watched-head");
        part.add(line);
        if (!shown.problems().isEmpty()) {
            part.add(
                    new Callout(
                            shown.figures().isEmpty()
                                    ? TEXTS.say("not-reached")
                                    : TEXTS.say("something-is-wrong"),
                            shown.problems(),
                            shown.tone() == Badge.Tone.BAD ? Badge.Tone.BAD : Badge.Tone.WARNING));
        }
        if (!shown.figures().isEmpty()) {
            part.add(new KeyFigures(shown.figures()));
        }
    }

    private void paintScopes(Div part, Rows<Scope> shown) {
        if (!shown.isSeen()) {
            return;
        }
        part.add(new H3(TEXTS.say("what-relying-parties-are-given")));
        if (shown.rows().isEmpty()) {
            part.add(quiet(TEXTS.say("nothing-yet-a-crl-is")));
            return;
        }
        var table =
                table(
                        TEXTS.say("crl"),
                        TEXTS.say("authority"),
                        TEXTS.say("number"),
                        TEXTS.say("entries"),
                        TEXTS.say("size"),
                        TEXTS.say("issued"),
                        TEXTS.say("good-until"),
                        TEXTS.say("seen-from-outside"),
                        TEXTS.say("roll-back"));
        lines.clear();
        for (var scope : shown.rows()) {
            lines.put(scope, new ScopeLine(table.getBody().addRow(), scope, wish));
        }
        part.add(new ScrolledTable(table, TEXTS.say("crls-of", name)));
    }

    private void paintRefusals(Div part, Rows<RefusalRow> shown) {
        if (shown.rows().isEmpty()) {
            return;
        }
        part.add(new H3(TEXTS.say("what-the-guard-refuses")));
        var table =
                table(
                        TEXTS.say("what"),
                        TEXTS.say("authority"),
                        TEXTS.say("reason"),
                        TEXTS.say("why"),
                        TEXTS.say("looked-at"));
        for (var row : shown.rows()) {
            var line = table.getBody().addRow();
            line.addDataCell().setText(row.what());
            line.addDataCell().setText(row.authority());
            line.addDataCell().add(new Code(row.reason()));
            line.addDataCell().setText(row.why());
            line.addDataCell().setText(row.at());
        }
        part.add(new ScrolledTable(table, TEXTS.say("refusals-of", name)));
    }

    /** In words where it is not a name of its own, as {@code s3} is. */
    private static String kind(String kind) {
        return kind.equals("folder") ? TEXTS.say("kind.folder") : kind;
    }

    private void paintTargets(Div part, Rows<TargetRow> shown) {
        if (!shown.isSeen()) {
            return;
        }
        part.add(new H3(TEXTS.say("where-it-is-put")));
        var table =
                table(
                        TEXTS.say("target"),
                        TEXTS.say("kind"),
                        TEXTS.say("state"),
                        TEXTS.say("lag"),
                        TEXTS.say("last-error"),
                        TEXTS.say("next-attempt"));
        for (var row : shown.rows()) {
            var line = table.getBody().addRow();
            line.addDataCell().setText(row.name());
            line.addDataCell().setText(kind(row.kind()));
            line.addDataCell().add(judgement(row.state()));
            line.addDataCell().setText(row.lag());
            var errors = line.addDataCell();
            row.errors().forEach(error -> errors.add(new Div(error)));
            line.addDataCell().setText(row.nextAttempt());
        }
        part.add(new ScrolledTable(table, TEXTS.say("targets-of", name)));
    }

    static Component judgement(Judgement judgement) {
        var badge = new Badge(judgement.word(), judgement.tone());
        var more = judgement.more();
        return more == null ? badge : new Div(badge, quiet(more));
    }

    private static NativeTable table(String... headers) {
        var table = new NativeTable();
        table.addClassName("differences");
        var head = table.getHead().addRow();
        for (var header : headers) {
            head.addHeaderCell().setText(header);
        }
        return table;
    }

    private static Paragraph quiet(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("quiet");
        return paragraph;
    }
}
