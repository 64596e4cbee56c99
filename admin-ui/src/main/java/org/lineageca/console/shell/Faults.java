package org.lineageca.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import jakarta.inject.Singleton;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.exchange.PackageRefusedException;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lint.LintFailedException;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.console.access.NotSignedInException;
import org.lineageca.console.browser.References;
import org.lineageca.console.language.Texts;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where what a use case throws becomes a sentence on the screen: what, why, what to
 * do, and a reference that finds the line in the log; never a stack trace.
 */
@Singleton
public final class Faults implements ErrorHandler {

    private static final Texts TEXTS = Texts.of(Faults.class);

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final String CONSOLE = "org.lineageca.console";

    private final References references;

    public Faults(References references) {
        this.references = references;
    }

    /**
     * An error as it is told.
     *
     * @param isOurs whether the console says it, not the core
     * @param reference also in the log
     */
    record Told(String title, String text, boolean isOurs, String reference) {}

    @Override
    public void error(ErrorEvent event) {
        show(tell(event.getThrowable()));
    }

    /** Writes it to the log, and says what is to be said of it. */
    Told tell(Throwable fault) {
        return switch (fault) {
            case RefusedException e -> refused(TEXTS.say("refused"), e);
            case PackageRefusedException e -> refused(TEXTS.say("package-refused"), e);
            case LintFailedException e -> refused(TEXTS.say("refused-before-signing"), e);
            case InvalidDescriptionException e -> refused(TEXTS.say("not-a-script"), e);
            case IllegalMoveException e -> refused(TEXTS.say("not-now"), e);
            case ShareRefusedException e -> refused(TEXTS.say("share-refused"), e);
            case SigningRefusedException e -> refused(TEXTS.say("the-token-refuses"), e);
            case NotAuthorisedException e -> refused(TEXTS.say("not-authorised"), e);
            case NotSignedInException e -> refused(TEXTS.say("not-signed-in"), e);
            case TokenUnavailableException e -> refused(TEXTS.say("token-unavailable"), e);
            case NotFoundException e -> refused(TEXTS.say("nothing-here"), e);
            default -> {
                var reference = references.draw();
                LOG.error("a console action failed, reference {}", reference, fault);
                yield new Told(
                        TEXTS.say("something-went-wrong"),
                        TEXTS.say("the-action-failed-for-a"),
                        true,
                        reference);
            }
        };
    }

    /** The same of a refusal, as part of a page. */
    public Callout callout(RuntimeException refusal) {
        return callout(String.valueOf(refusal.getMessage()));
    }

    /** Writes to the log why something was refused, and says it. */
    public Callout callout(String why) {
        var told = refused(TEXTS.say("refused"), why, false);
        var callout = Callout.refusal(told.text());
        callout.add(reference(told));
        return callout;
    }

    private Told refused(String title, RuntimeException fault) {
        return refused(title, String.valueOf(fault.getMessage()), isOurs(fault));
    }

    /** Whether the console itself threw it, in its own words. */
    private static boolean isOurs(RuntimeException fault) {
        var trace = fault.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(CONSOLE);
    }

    private Told refused(String title, String why, boolean isOurs) {
        var reference = references.draw();
        LOG.info("refused, reference {}: {}: {}", reference, title, why);
        return new Told(title, why, isOurs, reference);
    }

    static Paragraph reference(Told told) {
        var line = new Paragraph(TEXTS.say("reference", told.reference()));
        line.addClassNames("reference", "quiet");
        return line;
    }

    /** What happened, marked as English where the core says it. */
    static Paragraph words(Told told) {
        var words = new Paragraph(told.text());
        return told.isOurs() ? words : AsSaid.byTheCore(words);
    }

    private static void show(Told told) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(told.title());
        dialog.setText(new Div(words(told), reference(told)));
        dialog.setConfirmButton(new Button(TEXTS.say("close"), _ -> dialog.close()));
        dialog.addClassName("fault");
        dialog.open();
    }
}
