package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.stream.Stream;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.ChosenLanguage;
import org.lineageca.console.language.Language;
import org.lineageca.console.language.Texts;

/** The languages the console speaks, each called by its own name, to choose one. */
final class LanguageChoice extends Div {

    private static final Texts TEXTS = Texts.of(LanguageChoice.class);

    LanguageChoice() {
        addClassName("languages");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", TEXTS.say("language"));
        Stream.of(Language.values()).map(LanguageChoice::button).forEach(this::add);
    }

    private static NativeButton button(Language language) {
        var button = new NativeButton(language.ownName(), _ -> ChosenLanguage.choose(language));
        button.getElement().setAttribute("lang", language.tag());
        button.getElement()
                .setAttribute(
                        "aria-pressed", Boolean.toString(language.equals(Audience.language())));
        return button;
    }
}
