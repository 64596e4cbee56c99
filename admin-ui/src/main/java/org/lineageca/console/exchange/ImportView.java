package org.lineageca.console.exchange;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.BoundedUpload;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Facts;
import org.lineageca.console.shell.Faults;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.octets.Octets;

/** Takes a package in: examined, shown, and then taken. */
@Prototype
@Route(value = "exchange/import", layout = ConsoleLayout.class)
public final class ImportView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(ImportView.class);

    private final ImportPresenter presenter;
    private final SignedInOfficer officers;
    private final Faults faults;
    private final Div ways = new Div();
    private final Div outcome = new Div();

    ImportView(ImportPresenter presenter, SignedInOfficer officers, Faults faults) {
        this.presenter = presenter;
        this.officers = officers;
        this.faults = faults;
        addClassName("view");
        outcome.addClassName("outcome");
        outcome.getElement().setAttribute("aria-live", "polite");
        ways.addClassName("ways");
        add(
                new ViewHeader(
                        TEXTS.say("take-in-a-package"),
                        presenter.isOffline()
                                ? TEXTS.say("requests-of-an-online-installation")
                                : TEXTS.say("results-of-ceremonies-acts-that"),
                        new RouterLink(TEXTS.say("exchange"), ExchangeView.class)));
        if (!officers.current().may(Permission.DECIDE)) {
            add(
                    new Callout(
                            TEXTS.say("not-yours-to-take-in"),
                            List.of(TEXTS.say("ask-someone-whose-role-decides")),
                            Badge.Tone.WARNING));
            return;
        }
        var file =
                new Div(
                        new H2(TEXTS.say("as-a-file")),
                        new Paragraph(
                                TEXTS.say(
                                        "from-a-stick-or-better",
                                        ExchangePackage.MOST_OCTETS / 1024 / 1024)),
                        BoundedUpload.of(
                                TEXTS.say("choose-the-file"),
                                ExchangePackage.MOST_OCTETS,
                                (_, octets) -> look(octets)));
        file.addClassName("card");
        ways.add(file, new ScanPanel(this::look));
        add(ways, outcome);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.take-in-a-package");
    }

    private void look(Octets octets) {
        outcome.removeAll();
        switch (presenter.look(officers.current(), octets)) {
            case Inspection.Refused refused -> outcome.add(refusal(refused));
            case Inspection.Passed(var sheet) -> {
                var take = new Button(TEXTS.say("take-it-in"));
                take.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
                take.setDisableOnClick(true);
                take.addClickListener(_ -> take(octets));
                var actions =
                        new Div(take, new Button(TEXTS.say("leave-it"), _ -> outcome.removeAll()));
                actions.addClassName("actions");
                outcome.add(
                        new H2(TEXTS.say("from", sheet.title(), sheet.partner())),
                        new Paragraph(TEXTS.say("its-signature-holds-it-comes")),
                        new Facts()
                                .with(TEXTS.say("packed"), Instants.show(sheet.created()))
                                .with(TEXTS.say("length"), TEXTS.say("octets", sheet.octets())),
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
                var done = new Div(new H2(TEXTS.say("from-taken", sheet.title(), sheet.partner())));
                done.add(
                        new Paragraph(
                                presenter.isOffline()
                                        ? TEXTS.say(
                                                "certificates-are-asked-for-next",
                                                sheet.requests().size())
                                        : TEXTS.say("what-the-ceremonies-made-is")));
                done.addClassName("taken");
                outcome.add(done, new SheetPanel(sheet));
            }
        }
    }

    private Div refusal(Inspection.Refused refused) {
        var callout = faults.callout(refused.why());
        callout.add(new Paragraph(refused.advice()));
        return callout;
    }
}
