package org.lineageca.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.function.Function;

/** Lets the server change a page while it is shown, without being asked (ADR 0043). */
public final class ServerPush {

    private ServerPush() {}

    /**
     * From the time the page is shown until it is left.
     *
     * @param begin begins to change it, and returns what ends that
     */
    public static void whileShown(Component page, Function<UI, Runnable> begin) {
        page.addAttachListener(shown -> {
            var ui = shown.getUI();
            var end = begin.apply(ui);
            page.addDetachListener(left -> {
                left.unregisterListener();
                end.run();
            });
        });
    }
}
