package org.lineageca.console.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.sealing.PlacedEvent;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Download;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** The audit log, the newest events first. */
@Prototype
@Route(value = "audit", layout = ConsoleLayout.class)
public final class AuditView extends Div implements AfterNavigationObserver, HasDynamicTitle {

    /** The parameter of an address that names an event by its number. */
    public static final String EVENT = "event";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private static final Texts TEXTS = Texts.of(AuditView.class);

    private final AuditPresenter presenter;
    private final SignedInOfficer officers;
    private final InstantSource clock;
    private final Div standing = new Div();
    private final ComboBox<String> kind = new ComboBox<>(TEXTS.say("kind"));
    private final TextField actor = new TextField(TEXTS.say("actor"));
    private final TextField serial = new TextField(TEXTS.say("serial-number"));
    private final Grid<PlacedEvent> grid = new Grid<>();
    private final Button older = new Button(TEXTS.say("show-older"));
    private final List<PlacedEvent> shown = new ArrayList<>();

    AuditView(AuditPresenter presenter, SignedInOfficer officers, InstantSource clock) {
        this.presenter = presenter;
        this.officers = officers;
        this.clock = clock;
        addClassName("view");
        fillFilter();
        fillGrid();
        older.addClickListener(_ -> showOlder());
        var filter = new Div(kind, actor, serial);
        filter.addClassName("actions");
        add(
                new ViewHeader(
                        TEXTS.say("audit"),
                        TEXTS.say("what-happened-the-newest-first"),
                        new Button(TEXTS.say("refresh"), _ -> refresh())),
                standing,
                filter,
                grid,
                older);
        refresh();
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.audit");
    }

    /** To an event that the address names: it is opened. */
    @Override
    public void afterNavigation(AfterNavigationEvent navigated) {
        navigated
                .getLocation()
                .getQueryParameters()
                .getSingleParameter(EVENT)
                .filter(NUMBER.asMatchPredicate())
                .flatMap(number -> presenter.event(officers.current(), Long.parseLong(number)))
                .ifPresent(this::open);
    }

    private void fillFilter() {
        kind.setItems(EventKindWords::matches, AuditPresenter.kinds());
        kind.setClearButtonVisible(true);
        kind.setItemLabelGenerator(EventKindWords::of);
        kind.setWidth("22rem");
        kind.addValueChangeListener(_ -> showEvents());
        for (var field : List.of(actor, serial)) {
            field.setClearButtonVisible(true);
            field.setValueChangeMode(ValueChangeMode.LAZY);
            field.addValueChangeListener(_ -> showEvents());
        }
        serial.setWidth("22rem");
    }

    private void fillGrid() {
        grid.addColumn(row -> row.event().sequence())
                .setHeader(TEXTS.say("number"))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(row -> Instants.show(row.event().at()))
                .setHeader(TEXTS.say("time"))
                .setWidth("11.5rem")
                .setFlexGrow(0);
        grid.addColumn(row -> EventKindWords.of(row.event().kind()))
                .setHeader(TEXTS.say("kind"))
                .setWidth("17rem")
                .setFlexGrow(0);
        grid.addColumn(row -> row.event().actor())
                .setHeader(TEXTS.say("actor"))
                .setWidth("11rem")
                .setFlexGrow(0);
        grid.addColumn(AuditView::words).setHeader(TEXTS.say("details")).setFlexGrow(1);
        grid.addComponentColumn(AuditView::place)
                .setHeader(TEXTS.say("log"))
                .setWidth("7.5rem")
                .setFlexGrow(0);
        grid.addItemClickListener(event -> open(event.getItem()));
        grid.addSelectionListener(event ->
                event.getFirstSelectedItem()
                        .filter(_ -> !event.isFromClient())
                        .ifPresent(this::open));
        grid.setEmptyStateText(TEXTS.say("no-event-matches"));
        grid.addClassName("fill");
    }

    private static String words(PlacedEvent placed) {
        return placed.event().named().entrySet().stream()
                .map(detail -> detail.getKey() + " " + detail.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Badge place(PlacedEvent placed) {
        return placed.leaf() == null
                ? new Badge(TEXTS.say("waits"), Badge.Tone.QUIET)
                : new Badge(TEXTS.say("sealed"), Badge.Tone.GOOD);
    }

    private void open(PlacedEvent placed) {
        new EventDialog(placed, presenter, officers).open();
    }

    private void refresh() {
        standing.removeAll();
        standing.add(standing(presenter.standing(officers.current())));
        showEvents();
    }

    private Component standing(AuditPresenter.Standing now) {
        return switch (now) {
            case AuditPresenter.Standing.Broken(var why) ->
                    new Callout(TEXTS.say("the-audit-log-is-not"), List.of(why), Badge.Tone.BAD);
            case AuditPresenter.Standing.NotYet(var why) ->
                    new Callout(TEXTS.say("not-sealed-yet"), List.of(why), Badge.Tone.WARNING);
            case AuditPresenter.Standing.Sealed it -> facts(it);
        };
    }

    private Facts facts(AuditPresenter.Standing.Sealed it) {
        var age = Duration.between(it.at(), clock.instant());
        return new Facts()
                .with(
                        TEXTS.say("last-checkpoint"),
                        TEXTS.say(
                                "leaves-signed-ago",
                                it.size(),
                                Instants.show(age.isNegative() ? Duration.ZERO : age)))
                .with(TEXTS.say("log"), new Code(it.origin()))
                .with(TEXTS.say("verifier-key"), new Code(it.keyLine()))
                .with(
                        TEXTS.say("for-auditors"),
                        new Div(
                                file(TEXTS.say("download-checkpoint"), "checkpoint", it.note()),
                                file(
                                        TEXTS.say("download-verifier-key"),
                                        "audit-key.txt",
                                        it.keyLine() + "\n")));
    }

    private static Component file(String text, String name, String content) {
        return new Div(
                Download.link(
                        text, name, "text/plain", () -> content.getBytes(StandardCharsets.UTF_8)));
    }

    private void showEvents() {
        shown.clear();
        show(null);
    }

    private void showOlder() {
        show(shown.getLast().event().sequence());
    }

    private void show(@Nullable Long before) {
        var page = presenter.events(officers.current(), filter(), before);
        shown.addAll(page);
        grid.setItems(List.copyOf(shown));
        older.setVisible(page.size() == AuditPresenter.PAGE);
    }

    private AuditPresenter.Filter filter() {
        return new AuditPresenter.Filter(
                kind.getValue(),
                given(actor.getValue()),
                given(serial.getValue().replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT)));
    }

    private static @Nullable String given(String text) {
        return text.isBlank() ? null : text.strip();
    }
}
