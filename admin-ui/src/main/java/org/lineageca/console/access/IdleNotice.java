package org.lineageca.console.access;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import java.time.Instant;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;

/** Says that the session is about to end. Any key or click takes it away. */
final class IdleNotice extends Notification {

    private static final Texts TEXTS = Texts.of(IdleNotice.class);

    IdleNotice(Instant end) {
        setDuration(0);
        setPosition(Position.TOP_CENTER);
        addClassName("idle-notice");
        add(
                new Span(TEXTS.say("it-ends-at", Instants.timeOfDay(end))),
                // The click itself says that somebody is there.
                new Button(TEXTS.say("stay-signed-in"), _ -> close()));
    }
}
