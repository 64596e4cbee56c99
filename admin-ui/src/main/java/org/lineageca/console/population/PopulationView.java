package org.lineageca.console.population;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.temporal.ChronoUnit;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.lineage.Figure;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Download;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.console.watch.KeyFigures;

/** How many certificates there are, of what kind, and when they expire. */
@Prototype
@Route(value = "population", layout = ConsoleLayout.class)
@PageTitle("Population · Lineage")
public final class PopulationView extends Div {

    PopulationView(PopulationPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        var actor = officers.current();
        var page = presenter.page(actor);
        add(
                new ViewHeader(
                        "Population",
                        "How many certificates there are, exact as of "
                                + page.asOf().truncatedTo(ChronoUnit.SECONDS)
                                + ".",
                        Download.link(
                                "CSV", "population.csv", "text/csv", () -> presenter.csv(actor))),
                new KeyFigures(page.figures()));
        if (page.dropped() > 0) {
            add(
                    new Paragraph(
                            "Of %d retired CAs the certificates themselves are not on record any more; they are counted here as before."
                                    .formatted(page.dropped())));
        }
        var expiry = new Section(new H2("By month of expiry"), new Figure(page.expiry()));
        expiry.addClassName("lineage");
        add(expiry);
        for (var kind : page.kinds()) {
            var section = new Section(new H2(kind.title()), new Figure(kind.picture()));
            section.addClassName("lineage");
            add(section);
        }
        var note =
                new Paragraph(
                        new Span(
                                "The same for programs: GET /reports/population as JSON or CSV, and "),
                        new Code("lineage report population"),
                        new Span("."));
        note.addClassName("quiet");
        add(note);
    }
}
