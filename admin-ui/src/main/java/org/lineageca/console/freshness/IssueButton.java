package org.lineageca.console.freshness;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.freshness.FreshnessPresenter.CrlRow;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;

/** "Issue now", or why not. */
final class IssueButton {

    private static final Texts TEXTS = Texts.of(IssueButton.class);

    private IssueButton() {}

    static Component of(
            CrlRow row, FreshnessPresenter presenter, SignedInOfficer officers, Runnable issued) {
        if (row.standing().isFinal()) {
            return new Badge(TEXTS.say("the-last"), Badge.Tone.QUIET);
        }
        if (!row.reachable()) {
            return new Badge(TEXTS.say("key-offline"), Badge.Tone.QUIET);
        }
        var button = new Button(TEXTS.say("issue-now"));
        button.setDisableOnClick(true);
        button.addClickListener(_ -> {
            try {
                var number = presenter.issue(officers.current(), row.standing());
                Notification.show(TEXTS.say("crl-of-is-signed-the", number, row.authority()));
                issued.run();
            } finally {
                button.setEnabled(true);
            }
        });
        return button;
    }
}
