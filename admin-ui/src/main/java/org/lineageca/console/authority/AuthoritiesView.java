package org.lineageca.console.authority;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.config.Settings;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.planning.PlanView;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** The tree of authorities: who certified whom, and how each generation stands. */
@Prototype
@Route(value = "authorities", layout = ConsoleLayout.class)
public final class AuthoritiesView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(AuthoritiesView.class);

    private final Instant now;

    AuthoritiesView(
            AuthoritiesPresenter presenter,
            SignedInOfficer officers,
            Settings.Installation installation,
            InstantSource clock) {
        addClassName("view");
        now = clock.instant();
        var rows = presenter.rows(officers.current());
        var grid = grid();
        grid.setItems(
                rows.stream().filter(row -> row.parent() == null).toList(),
                parent -> rows.stream().filter(row -> parent.id().equals(row.parent())).toList());
        grid.expandRecursively(rows, 10);
        add(
                new ViewHeader(
                        TEXTS.say("authorities"),
                        TEXTS.say("each-line-is-one-key"),
                        new RouterLink(TEXTS.say("as-a-picture"), HierarchyView.class),
                        plan(officers, installation)),
                grid);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.authorities");
    }

    private static Button plan(SignedInOfficer officers, Settings.Installation installation) {
        var plan =
                new Button(
                        TEXTS.say("plan-an-act"),
                        VaadinIcon.PLUS.create(),
                        _ -> UI.getCurrent().navigate(PlanView.class));
        plan.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        // Offline, what is done is done in ceremonies.
        plan.setVisible(!installation.isOffline() && officers.current().may(Permission.DECIDE));
        return plan;
    }

    private TreeGrid<AuthorityRow> grid() {
        var grid = new TreeGrid<AuthorityRow>();
        grid.addComponentHierarchyColumn(AuthoritiesView::name)
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
        grid.setAllRowsVisible(true);
        return grid;
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
