package org.lineageca.console.publisher;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.publisher.PublisherCard.ScopeRow;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Faults;
import org.lineageca.console.shell.LookAgain;
import org.lineageca.console.shell.ViewHeader;

/**
 * What left the building, what the guard kept back, and where it lies. It looks again by itself.
 */
@Prototype
@Route(value = "publishers", layout = ConsoleLayout.class)
public final class PublishersView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(PublishersView.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final transient PublishersPresenter presenter;
    private final transient SignedInOfficer officers;
    private final transient Faults faults;
    private final Div programs = new Div();
    private final Map<String, PublisherSection> sections = new LinkedHashMap<>();

    PublishersView(
            PublishersPresenter presenter,
            SignedInOfficer officers,
            Faults faults,
            LookAgain lookAgain) {
        this.presenter = presenter;
        this.officers = officers;
        this.faults = faults;
        addClassName("view");
        programs.addClassName("watched-programs");
        add(
                new ViewHeader(
                        TEXTS.say("crl-publisher"), TEXTS.say("the-crls-that-relying-parties")),
                lookAgain.every(LOOK_AGAIN, this, this::look),
                programs);
        look();
        if (sections.isEmpty()) {
            programs.add(
                    new Callout(
                            TEXTS.say("no-publisher-is-configured"),
                            List.of(TEXTS.say("the-console-was-told-of")),
                            Badge.Tone.WARNING));
        }
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.crl-publisher");
    }

    private void look() {
        for (var card : presenter.cards(officers.current())) {
            sections.computeIfAbsent(card.name(), this::section).show(card);
        }
    }

    private PublisherSection section(String name) {
        var section = new PublisherSection(name, this::rollBack);
        programs.add(section);
        return section;
    }

    private void rollBack(ScopeRow row) {
        var crl = row.crl();
        if (crl != null) {
            new RollBackDialog(presenter, officers, faults, row, crl, this::look).open();
        }
    }
}
