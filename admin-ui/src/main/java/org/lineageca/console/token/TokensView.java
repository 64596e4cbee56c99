package org.lineageca.console.token;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** The tokens, and how each stands. */
@Prototype
@Route(value = "tokens", layout = ConsoleLayout.class)
public final class TokensView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(TokensView.class);

    TokensView(TokensPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        add(new ViewHeader(TEXTS.say("tokens-and-keys"), TEXTS.say("where-the-keys-lie-and")));
        presenter.tokens(officers.current()).forEach(card -> add(section(card)));
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.tokens-and-keys");
    }

    private static Section section(TokenCard card) {
        var link =
                new RouterLink(
                        card.label(),
                        TokenView.class,
                        new RouteParameters(TokenView.LABEL, card.label()));
        var head = new Div(new H2(link), new Badge(card.state(), card.tone()));
        head.addClassName("watched-head");
        var section = new Section(head, new Paragraph(card.sentence()));
        section.addClassNames("watched", "token");
        if (!card.problems().isEmpty()) {
            section.add(
                    new Callout(TEXTS.say("to-be-looked-at"), card.problems(), Badge.Tone.WARNING));
        }
        return section;
    }
}
