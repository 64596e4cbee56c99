package org.lineageca.console.access;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.DebouncePhase;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedHttpSession;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import com.vaadin.flow.shared.communication.PushMode;
import com.vaadin.flow.shared.ui.Transport;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.lineageca.ca.admission.Admission;
import org.lineageca.console.language.Texts;

/** Has Vaadin open sessions as ours, tell of keys and clicks, and keep to the rules of scripts. */
@Singleton
public final class ServeSessions implements VaadinServiceInitListener {

    /** Whoever types tells of it so often. */
    private static final int TOLD_EVERY_MILLISECONDS = 10_000;

    private static final Texts TEXTS = Texts.of(ServeSessions.class);

    private static final List<String> SIGNS_OF_LIFE = List.of("pointerdown", "keydown");

    private final transient OpenSessions sessions;
    private final transient InstantSource clock;

    ServeSessions(OpenSessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        var service = event.getSource();
        service.addSessionInitListener(begun -> open(begun.getSession()));
        service.addSessionDestroyListener(ended -> {
            var session = ended.getSession().getAttribute(OpenSession.class);
            if (session != null) {
                sessions.closed(session);
            }
        });
        service.addUIInitListener(begun -> show(begun.getUI()));
        service.setSystemMessagesProvider(_ -> messages());
        event.addIndexHtmlRequestListener(ServeSessions::allowScripts);
    }

    private void open(VaadinSession begun) {
        var request = VaadinServletRequest.getCurrent();
        var container = ((WrappedHttpSession) begun.getSession()).getHttpSession();
        var fingerprint =
                SignedInOfficer.fingerprint(request.getHttpServletRequest())
                        .orElseThrow(
                                () -> new NotSignedInException(new Admission.NobodysCertificate()));
        var session =
                new OpenSession(
                        container.getId(),
                        fingerprint,
                        new VaadinPages(begun, container),
                        clock.instant());
        begun.setAttribute(OpenSession.class, session);
        container.setAttribute(OpenSession.ATTRIBUTE, session);
        sessions.opened(session);
    }

    private void show(UI ui) {
        var push = ui.getPushConfiguration();
        // What the browser sends goes by ordinary requests: the filter asks each who it is.
        push.setTransport(Transport.WEBSOCKET_XHR);
        push.setPushMode(PushMode.AUTOMATIC);
        var session = ui.getSession().getAttribute(OpenSession.class);
        for (var sign : SIGNS_OF_LIFE) {
            ui.getElement()
                    .addEventListener(sign, _ -> session.use(clock.instant()))
                    .debounce(
                            TOLD_EVERY_MILLISECONDS,
                            DebouncePhase.LEADING,
                            DebouncePhase.INTERMEDIATE)
                    // Also while a dialog is open.
                    .allowInert();
        }
    }

    /** The scripts that Vaadin writes into the page itself. */
    private static void allowScripts(IndexHtmlResponse page) {
        var nonce = (String) page.getVaadinRequest().getAttribute(AccessFilter.NONCE);
        page.getDocument().getElementsByTag("script").attr("nonce", nonce);
        page.getDocument().getElementsByTag("style").attr("nonce", nonce);
    }

    /** What the client says by itself, where no view can. */
    private static CustomizedSystemMessages messages() {
        var messages = new CustomizedSystemMessages();
        // The page is loaded anew, and the certificate signs in again.
        messages.setSessionExpiredNotificationEnabled(false);
        messages.setInternalErrorCaption(TEXTS.say("something-went-wrong"));
        messages.setInternalErrorMessage(TEXTS.say("press-escape"));
        return messages;
    }
}
