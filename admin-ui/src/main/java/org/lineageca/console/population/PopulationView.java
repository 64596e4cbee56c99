package org.lineageca.console.population;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.temporal.ChronoUnit;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.lineage.Figure;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Download;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.console.watch.KeyFigures;

/** How many certificates there are, of what kind, and when they expire. */
@Prototype
@Route(value = "population", layout = ConsoleLayout.class)
public final class PopulationView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(PopulationView.class);

    PopulationView(PopulationPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        var actor = officers.current();
        var page = presenter.page(actor);
        add(
                new ViewHeader(
                        TEXTS.say("population"),
                        TEXTS.say(
                                "how-many-certificates-there-are",
                                page.asOf().truncatedTo(ChronoUnit.SECONDS)),
                        Download.link(
                                "CSV", "population.csv", "text/csv", () -> presenter.csv(actor))),
                new KeyFigures(page.figures()));
        if (page.dropped() > 0) {
            add(new Paragraph(TEXTS.say("of-retired-cas-the-certificates", page.dropped())));
        }
        var expiry =
                new Section(new H2(TEXTS.say("by-month-of-expiry")), new Figure(page.expiry()));
        expiry.addClassName("lineage");
        add(expiry);
        for (var kind : page.kinds()) {
            var section = new Section(new H2(kind.title()), new Figure(kind.picture()));
            section.addClassName("lineage");
            add(section);
        }
        var note =
                new Paragraph(
                        new Span(TEXTS.say("the-same-for-programs-get")),
                        new Code("lineage report population"),
                        new Span("."));
        note.addClassName("quiet");
        add(note);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.population");
    }
}
