package org.lineageca.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.exchange.PackageRefusedException;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lint.LintFailedException;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.console.access.NotSignedInException;
import org.lineageca.console.language.Texts;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what a use case throws becomes a sentence on the screen: what, why, what to
 * do; never a stack trace.
 */
@Singleton
public final class Faults implements ErrorHandler {

    private static final Texts TEXTS = Texts.of(Faults.class);

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final String CONSOLE = "org.lineageca.console";

    @Override
    public void error(ErrorEvent event) {
        var fault = event.getThrowable();
        switch (fault) {
            case RefusedException e -> show(TEXTS.say("refused"), e);
            case PackageRefusedException e -> show(TEXTS.say("package-refused"), e);
            case LintFailedException e -> show(TEXTS.say("refused-before-signing"), e);
            case InvalidDescriptionException e -> show(TEXTS.say("not-a-script"), e);
            case IllegalMoveException e -> show(TEXTS.say("not-now"), e);
            case ShareRefusedException e -> show(TEXTS.say("share-refused"), e);
            case SigningRefusedException e -> show(TEXTS.say("the-token-refuses"), e);
            case NotAuthorisedException e -> show(TEXTS.say("not-authorised"), e);
            case NotSignedInException e -> show(TEXTS.say("not-signed-in"), e);
            case TokenUnavailableException e -> show(TEXTS.say("token-unavailable"), e);
            default -> {
                var reference = UUID.randomUUID();
                LOG.error("a console action failed, reference {}", reference, fault);
                show(
                        TEXTS.say("something-went-wrong"),
                        new Span(TEXTS.say("the-action-failed-for-a", reference)));
            }
        }
    }

    private static void show(String title, RuntimeException fault) {
        var words = new Span(String.valueOf(fault.getMessage()));
        show(title, isOurs(fault) ? words : AsSaid.byTheCore(words));
    }

    /** Whether the console itself threw it, in its own words. */
    private static boolean isOurs(RuntimeException fault) {
        var trace = fault.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(CONSOLE);
    }

    private static void show(String title, Span words) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(title);
        dialog.setText(words);
        dialog.setConfirmButton(new Button(TEXTS.say("close"), _ -> dialog.close()));
        dialog.addClassName("fault");
        dialog.open();
    }
}
