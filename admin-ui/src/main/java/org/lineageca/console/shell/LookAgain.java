package org.lineageca.console.shell;

import com.vaadin.flow.component.Component;

/** Has a page look again by itself for as long as somebody has it open. */
public final class LookAgain {

    /** Looks that hang before the page says that something is loading. */
    private static final int SLOW_LOOKS = 3;

    private static final int USUAL_MILLISECONDS = 450;

    private LookAgain() {}

    /** From the time the page is shown until it is left. */
    public static void every(int milliseconds, Component page, Runnable look) {
        page.addAttachListener(shown -> {
            var ui = shown.getUI();
            ui.setPollInterval(milliseconds);
            // It looks again all the time: a bar that says so would distract.
            ui.getLoadingIndicatorConfiguration().setFirstDelay(SLOW_LOOKS * milliseconds);
            var polling = ui.addPollListener(_ -> look.run());
            page.addDetachListener(left -> {
                left.unregisterListener();
                polling.remove();
                ui.setPollInterval(-1);
                ui.getLoadingIndicatorConfiguration().setFirstDelay(USUAL_MILLISECONDS);
            });
        });
    }
}
