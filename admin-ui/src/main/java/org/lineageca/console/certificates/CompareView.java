package org.lineageca.console.certificates;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import io.micronaut.context.annotation.Prototype;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.decoding.DecodedField;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Faults;
import org.lineageca.console.shell.ScrolledTable;
import org.lineageca.console.shell.ViewHeader;

/** Two certificates field by field. */
@Prototype
@Route(
        value = "certificates/compare/:first([0-9a-f]{64})/:second([0-9a-f]{64})",
        layout = ConsoleLayout.class)
@RouteAlias(value = "certificates/compare/:first([0-9a-f]{64})", layout = ConsoleLayout.class)
public final class CompareView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(CompareView.class);

    private static final String FIRST = "first";
    private static final String SECOND = "second";

    /** Of a certificate that was not issued here: a part of a path is too short for it. */
    private static final String WITH = "with";

    private final ComparePresenter presenter;
    private final SignedInOfficer officers;
    private final Faults faults;

    CompareView(ComparePresenter presenter, SignedInOfficer officers, Faults faults) {
        this.presenter = presenter;
        this.officers = officers;
        this.faults = faults;
        addClassName("view");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.compare-certificates");
    }

    /**
     * Goes there.
     *
     * @param first SHA-256 of one of ours
     * @param second as {@link ComparePresenter#address} gives it
     */
    static void open(String first, String second) {
        var ui = UI.getCurrent();
        if (second.length() == first.length()) {
            ui.navigate(
                    CompareView.class,
                    new RouteParameters(
                            new RouteParam(FIRST, first), new RouteParam(SECOND, second)));
        } else {
            ui.navigate("certificates/compare/" + first, QueryParameters.of(WITH, second));
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        var parameters = event.getRouteParameters();
        try {
            show(
                    presenter.compare(
                            officers.current(),
                            parameters.get(FIRST).orElseThrow(),
                            parameters.get(SECOND).or(() -> with(event.getLocation())).orElse("")));
        } catch (RefusedException e) {
            add(
                    new ViewHeader(
                            TEXTS.say("compare-certificates"),
                            TEXTS.say("two-certificates-field-by-field")),
                    faults.callout(e));
        }
    }

    private static Optional<String> with(Location location) {
        return location.getQueryParameters().getSingleParameter(WITH);
    }

    private void show(ComparePresenter.Comparison comparison) {
        var differences = comparison.differences();
        var table = table(comparison);
        var only = new Checkbox(TEXTS.say("only-what-differs"));
        only.addValueChangeListener(event -> table.setClassName("only-changed", event.getValue()));
        add(
                new ViewHeader(
                        TEXTS.say("compare-certificates"),
                        differences == 0
                                ? TEXTS.say("both-are-the-same-certificate")
                                : TEXTS.say(
                                        "of-fields-differ",
                                        differences,
                                        comparison.fields().size())),
                only,
                new ScrolledTable(table, TEXTS.say("field-by-field")));
    }

    private static NativeTable table(ComparePresenter.Comparison comparison) {
        var table = new NativeTable();
        table.addClassNames("differences", "compared");
        table.setCaptionText(TEXTS.say("field-by-field"));
        var heads = new NativeTableRow();
        heads.add(
                head(new Span(TEXTS.say("field"))),
                new NativeTableCell(),
                head(name(comparison.first())),
                head(name(comparison.second())));
        table.getHead().add(heads);
        DecodedField.@Nullable Topic topic = null;
        for (var field : comparison.fields()) {
            if (field.topic() != topic) {
                topic = field.topic();
                table.getBody().add(topic(topic));
            }
            table.getBody().add(row(field));
        }
        return table;
    }

    private static NativeTableHeaderCell head(Component content) {
        var cell = new NativeTableHeaderCell(content);
        cell.getElement().setAttribute("scope", "col");
        return cell;
    }

    private static Component name(ComparePresenter.Side side) {
        var record = side.record();
        return record == null
                ? new Span(
                        new Span(side.decoded().title()),
                        new Badge(TEXTS.say("not-ours"), Badge.Tone.QUIET))
                : CertificateView.link(record, side.decoded().title());
    }

    private static NativeTableRow topic(DecodedField.Topic topic) {
        var cell = new NativeTableHeaderCell(TopicWords.of(topic));
        cell.getElement().setAttribute("scope", "rowgroup");
        cell.getElement().setAttribute("colspan", "4");
        var row = new NativeTableRow(cell);
        row.addClassName("topic");
        return row;
    }

    private static NativeTableRow row(ComparedField field) {
        var name = new NativeTableHeaderCell(field.name());
        name.getElement().setAttribute("scope", "row");
        var row =
                new NativeTableRow(
                        name,
                        new NativeTableCell(
                                field.isEqual()
                                        ? new Badge(TEXTS.say("equal"), Badge.Tone.QUIET)
                                        : new Badge(TEXTS.say("different"), Badge.Tone.WARNING)),
                        new NativeTableCell(values(field.first())),
                        new NativeTableCell(values(field.second())));
        row.addClassName(field.isEqual() ? "same" : "different");
        return row;
    }

    private static Component values(@Nullable DecodedField field) {
        return field == null ? new Span("–") : DecodedPanel.values(field);
    }
}
