package org.lineageca.console.freshness;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.freshness.FreshnessPresenter.CrlRow;
import org.lineageca.console.shell.Badge;

/** "Issue now", or why not. */
final class IssueButton {

    private IssueButton() {}

    static Component of(
            CrlRow row, FreshnessPresenter presenter, SignedInOfficer officers, Runnable issued) {
        if (row.standing().isFinal()) {
            return new Badge("the last", Badge.Tone.QUIET);
        }
        if (!row.reachable()) {
            return new Badge("key offline", Badge.Tone.QUIET);
        }
        var button = new Button("Issue now");
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            try {
                var number = presenter.issue(officers.current(), row.standing());
                Notification.show(
                        "CRL "
                                + number
                                + " of "
                                + row.authority()
                                + " is signed; the publisher serves it within seconds.");
                issued.run();
            } finally {
                button.setEnabled(true);
            }
        });
        return button;
    }
}
