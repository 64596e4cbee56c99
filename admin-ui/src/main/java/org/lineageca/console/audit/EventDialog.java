package org.lineageca.console.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.H3;
import java.nio.charset.StandardCharsets;
import org.lineageca.ca.sealing.PlacedEvent;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Download;
import org.lineageca.console.shell.Facts;

/** One event, with all its details, and its proof to take away. */
final class EventDialog extends Dialog {

    private static final Texts TEXTS = Texts.of(EventDialog.class);

    EventDialog(PlacedEvent placed, AuditPresenter presenter, SignedInOfficer officers) {
        var event = placed.event();
        setHeaderTitle(EventKindWords.of(event.kind()));
        setWidth("46rem");
        var leaf = placed.leaf();
        add(
                new Facts()
                        .with(TEXTS.say("number"), Long.toString(event.sequence()))
                        .with(TEXTS.say("recorded-as"), new Code(event.kind()))
                        .with(TEXTS.say("time"), event.at().toString())
                        .with(TEXTS.say("actor"), event.actor())
                        .with(
                                TEXTS.say("leaf"),
                                leaf == null
                                        ? TEXTS.say("not-in-the-log-yet")
                                        : Long.toString(leaf)));
        var details = new Facts();
        event.named().forEach((name, value) -> details.with(name, new Code(value)));
        add(new H3(TEXTS.say("details")), details);
        if (leaf != null) {
            var sequence = event.sequence();
            getFooter()
                    .add(
                            Download.link(
                                    TEXTS.say("download-proof"),
                                    "event-" + sequence + ".tlog-proof",
                                    "text/plain",
                                    () ->
                                            presenter
                                                    .proof(officers.current(), sequence)
                                                    .getBytes(StandardCharsets.UTF_8)));
        }
        getFooter().add(new Button(TEXTS.say("close"), _ -> close()));
    }
}
