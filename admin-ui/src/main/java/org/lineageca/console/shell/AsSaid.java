package org.lineageca.console.shell;

import com.vaadin.flow.component.Component;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.Language;

/**
 * What is shown in the words of the core, which are English: on a page in another language it is
 * marked, so that it is read aloud as English.
 */
public final class AsSaid {

    private AsSaid() {}

    /** The same component, all of whose words are the core's. */
    public static <C extends Component> C byTheCore(C words) {
        if (Audience.language() != Language.ENGLISH) {
            words.getElement().setAttribute("lang", Language.ENGLISH.tag());
        }
        return words;
    }
}
