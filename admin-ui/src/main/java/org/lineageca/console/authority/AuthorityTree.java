package org.lineageca.console.authority;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.router.RouterLink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;

/** The generations below those that certified them. What somebody folded stays folded. */
final class AuthorityTree extends Div {

    private static final Texts TEXTS = Texts.of(AuthoritiesView.class);

    private final TreeGrid<AuthorityRow> grid = new TreeGrid<>();
    private final transient Set<GenerationId> folded = new HashSet<>();
    private transient List<AuthorityRow> shown = List.of();
    private transient Instant now = Instant.EPOCH;

    AuthorityTree() {
        addColumns();
        grid.setAllRowsVisible(true);
        grid.addCollapseListener(
                collapsed -> collapsed.getItems().forEach(row -> folded.add(row.id())));
        grid.addExpandListener(
                expanded -> expanded.getItems().forEach(row -> folded.remove(row.id())));
        add(grid);
    }

    /** Is painted anew only if something has changed. */
    void show(List<AuthorityRow> rows, Instant at) {
        if (rows.equals(shown)) {
            return;
        }
        shown = List.copyOf(rows);
        now = at;
        grid.setItems(below(null), row -> below(row.id()));
        grid.expand(shown.stream().filter(row -> !folded.contains(row.id())).toList());
    }

    private List<AuthorityRow> below(@Nullable GenerationId parent) {
        return shown.stream().filter(row -> Objects.equals(row.parent(), parent)).toList();
    }

    private void addColumns() {
        grid.addComponentHierarchyColumn(AuthorityTree::name)
                .setHeader(TEXTS.say("authority"))
                .setFlexGrow(3)
                .setAutoWidth(true);
        grid.addComponentColumn(row -> StateBadge.of(row.state()))
                .setHeader(TEXTS.say("state"))
                .setAutoWidth(true);
        grid.addColumn(AuthorityRow::role).setHeader(TEXTS.say("lineage")).setAutoWidth(true);
        grid.addComponentColumn(row -> new Code(row.id().label()))
                .setHeader(TEXTS.say("generation"))
                .setAutoWidth(true);
        grid.addColumn(AuthorityRow::algorithm).setHeader(TEXTS.say("key")).setAutoWidth(true);
        grid.addComponentColumn(row -> until(row.notAfter(), Duration.ofDays(180)))
                .setHeader(TEXTS.say("certificate-until"))
                .setAutoWidth(true);
        grid.addComponentColumn(row -> until(row.crlNextUpdate(), Duration.ofDays(1)))
                .setHeader(TEXTS.say("crl-until"))
                .setAutoWidth(true);
        grid.addComponentColumn(row -> until(row.ocspUntil(), Duration.ofDays(3)))
                .setHeader(TEXTS.say("ocsp-signer-until"))
                .setAutoWidth(true);
    }

    private static Component name(AuthorityRow row) {
        var link = new RouterLink(row.name(), AuthorityView.class, row.id().label());
        return row.offline()
                ? new Span(link, new Badge(TEXTS.say("offline"), Badge.Tone.QUIET))
                : link;
    }

    private Component until(@Nullable Instant instant, Duration warnBefore) {
        if (instant == null) {
            return new Span("–");
        }
        var text = new Span(Instants.show(instant));
        if (now.isAfter(instant)) {
            return new Span(text, new Badge(TEXTS.say("expired"), Badge.Tone.BAD));
        }
        return now.plus(warnBefore).isAfter(instant)
                ? new Span(text, new Badge(Instants.relative(instant, now), Badge.Tone.WARNING))
                : text;
    }
}
