package org.lineageca.console.exchange;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.BoundedUpload;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.octets.Octets;

/** Takes a package in: examined, shown, and then taken. */
@Prototype
@Route(value = "exchange/import", layout = ConsoleLayout.class)
@PageTitle("Take in a package · Lineage")
public final class ImportView extends Div {

    private final ImportPresenter presenter;
    private final SignedInOfficer officers;
    private final Div ways = new Div();
    private final Div outcome = new Div();

    ImportView(ImportPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
        outcome.addClassName("outcome");
        outcome.getElement().setAttribute("aria-live", "polite");
        ways.addClassName("ways");
        add(
                new ViewHeader(
                        "Take in a package",
                        presenter.isOffline()
                                ? "Requests of an online installation. Nothing is signed by taking them: a ceremony's script has to name them."
                                : "Results of ceremonies. Acts that waited for them go on by themselves.",
                        new RouterLink("Exchange", ExchangeView.class)));
        if (!officers.current().may(Permission.DECIDE)) {
            add(
                    new Callout(
                            "Not yours to take in",
                            List.of("Ask someone whose role decides."),
                            Badge.Tone.WARNING));
            return;
        }
        var file =
                new Div(
                        new H2("As a file"),
                        new Paragraph(
                                "From a stick, or better from a medium that cannot be written. It is read into memory only, at most %d MiB, and examined before anything else."
                                        .formatted(ExchangePackage.MOST_OCTETS / 1024 / 1024)),
                        BoundedUpload.of(
                                "Choose the file…",
                                ExchangePackage.MOST_OCTETS,
                                (_, octets) -> look(octets)));
        file.addClassName("card");
        ways.add(file, new ScanPanel(this::look));
        add(ways, outcome);
    }

    private void look(Octets octets) {
        outcome.removeAll();
        switch (presenter.look(officers.current(), octets)) {
            case Inspection.Refused refused -> outcome.add(refusal(refused));
            case Inspection.Passed(var sheet) -> {
                var take = new Button("Take it in");
                take.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
                take.setDisableOnClick(true);
                take.addClickListener(_ -> take(octets));
                var actions = new Div(take, new Button("Leave it", _ -> outcome.removeAll()));
                actions.addClassName("actions");
                outcome.add(
                        new H2(sheet.title() + " from " + sheet.partner()),
                        new Paragraph(
                                "Its signature holds, it comes next, and its contents passed. It was not taken yet."),
                        new Facts()
                                .with("Packed", Instants.show(sheet.created()))
                                .with("Length", sheet.octets() + " octets"),
                        actions,
                        new SheetPanel(sheet));
                take.focus();
            }
        }
    }

    private void take(Octets octets) {
        outcome.removeAll();
        switch (presenter.take(officers.current(), octets)) {
            case Inspection.Refused refused -> outcome.add(refusal(refused));
            case Inspection.Passed(var sheet) -> {
                ways.setVisible(false);
                var done = new Div(new H2(sheet.title() + " from " + sheet.partner() + " taken"));
                done.add(
                        new Paragraph(
                                presenter.isOffline()
                                        ? "%d certificates are asked for. Next: a ceremony."
                                                .formatted(sheet.requests().size())
                                        : "What the ceremonies made is on record. Acts that waited for it go on within a minute."));
                done.addClassName("taken");
                outcome.add(done, new SheetPanel(sheet));
            }
        }
    }

    private static Div refusal(Inspection.Refused refused) {
        var callout = Callout.refusal(refused.why());
        callout.add(new Paragraph(refused.advice()));
        return callout;
    }
}
