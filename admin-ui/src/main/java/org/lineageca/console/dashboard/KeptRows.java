package org.lineageca.console.dashboard;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows that stay the same elements while they are about the same thing: a page that changes by
 * itself must not take the focus from somebody, or move what is about to be pressed.
 *
 * @param <R> what a row shows
 */
final class KeptRows<R> {

    /** A row on the page. */
    interface Shown<R> {

        Component element();

        /** Fills it; asked again only when what it shows has changed. */
        void show(R row);
    }

    private static final class Kept<R> {

        private final Shown<R> shown;
        private @Nullable R last;

        Kept(Shown<R> shown) {
            this.shown = shown;
        }

        void show(R row) {
            if (!Objects.equals(row, last)) {
                last = row;
                shown.show(row);
            }
        }
    }

    private final HasComponents list;
    private final Function<R, String> key;
    private final Supplier<Shown<R>> maker;
    private Map<String, Kept<R>> rows = new LinkedHashMap<>();

    /**
     * Rows of a list.
     *
     * @param key tells rows apart
     * @param maker of an empty row
     */
    KeptRows(HasComponents list, Function<R, String> key, Supplier<Shown<R>> maker) {
        this.list = list;
        this.key = key;
        this.maker = maker;
    }

    void show(List<R> now) {
        var keys = now.stream().map(key).toList();
        if (!keys.equals(List.copyOf(rows.keySet()))) {
            var kept = new LinkedHashMap<String, Kept<R>>();
            for (var one : keys) {
                var before = rows.get(one);
                kept.put(one, before == null ? new Kept<>(maker.get()) : before);
            }
            list.removeAll();
            kept.values().forEach(row -> list.add(row.shown.element()));
            rows = kept;
        }
        for (var row : now) {
            Objects.requireNonNull(rows.get(key.apply(row))).show(row);
        }
    }
}
