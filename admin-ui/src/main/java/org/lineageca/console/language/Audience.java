package org.lineageca.console.language;

import com.vaadin.flow.component.UI;
import java.util.List;

/** The person who looks at the page that is being made. */
public final class Audience {

    private Audience() {}

    /** What they are spoken to in; English where no page is being made. */
    public static Language language() {
        var page = UI.getCurrent();
        return page == null ? Language.ENGLISH : Language.firstOf(List.of(page.getLocale()));
    }
}
