package org.lineageca.console.language;

import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.function.Supplier;

/** The person who looks at the page that is being made. */
public final class Audience {

    private static final ScopedValue<Language> FORESEEN = ScopedValue.newInstance();

    private Audience() {}

    /** What they are spoken to in; English where no page is being made. */
    public static Language language() {
        if (FORESEEN.isBound()) {
            return FORESEEN.get();
        }
        var page = UI.getCurrent();
        return page == null ? Language.ENGLISH : Language.firstOf(List.of(page.getLocale()));
    }

    /** Words something for those who will look later, or at what is no page of Vaadin's. */
    public static <T> T speaking(Language language, Supplier<T> words) {
        return ScopedValue.where(FORESEEN, language).call(words::get);
    }
}
