package org.lineageca.console.lineage;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeDetails;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which of the folded lineages somebody has opened; they stay open when the page is filled anew.
 */
final class Unfolded {

    /** With more lineages what is not due is folded. */
    private static final int FEW = 8;

    private final Set<String> roles = new HashSet<>();

    static boolean folds(LineageSection lineage, int lineages) {
        return lineages > FEW && !lineage.isDue();
    }

    /**
     * A lineage that is folded, but for one that somebody has opened.
     *
     * @param ahead is made when somebody asks for it: dozens of lineages would take seconds
     */
    NativeDetails details(String summary, String role, Supplier<Component> ahead) {
        var details = new NativeDetails(summary);
        details.addToggleListener(event -> {
            if (event.isOpened() && roles.add(role)) {
                details.setContent(ahead.get());
            }
        });
        if (roles.contains(role)) {
            details.setContent(ahead.get());
            details.setOpen(true);
        }
        return details;
    }
}
