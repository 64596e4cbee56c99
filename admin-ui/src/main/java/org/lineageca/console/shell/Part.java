package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Div;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page that is looked at again and again, and painted only when what it shows has
 * changed.
 */
public final class Part<T> extends Div {

    private final transient BiConsumer<Div, T> painter;
    private transient @Nullable T shown;

    /**
     * A part.
     *
     * @param painter fills it when it is empty
     */
    public Part(String className, BiConsumer<Div, T> painter) {
        this.painter = painter;
        addClassName(className);
    }

    public void show(T value) {
        if (!value.equals(shown)) {
            shown = value;
            removeAll();
            painter.accept(this, value);
        }
    }
}
