package org.lineageca.console.certificates;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.decoding.DecodedCertificate;
import org.lineageca.ca.lifecycle.PreviewCertificate.Foreseen;
import org.lineageca.ca.lint.Finding;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.Facts;

/** What would be signed for a request: what stands against it first, then field by field. */
final class ForeseenPanel extends Div {

    private static final Texts TEXTS = Texts.of(ForeseenPanel.class);

    ForeseenPanel(Foreseen foreseen) {
        addClassName("foreseen");
        var objections = new ArrayList<>(foreseen.refusals());
        objections.addAll(said(foreseen, true));
        if (!objections.isEmpty()) {
            var refusal =
                    Callout.byTheCore(TEXTS.say("it-would-be-refused"), objections, Badge.Tone.BAD);
            refusal.getElement().setAttribute("role", "alert");
            add(refusal);
        }
        var warnings = said(foreseen, false);
        if (!warnings.isEmpty()) {
            add(Callout.byTheCore(TEXTS.say("rules-warn"), warnings, Badge.Tone.WARNING));
        }
        var profile = foreseen.profile();
        var issuer = foreseen.issuer();
        add(
                new Facts()
                        .with(TEXTS.say("checked"), verdict(foreseen, warnings.size()))
                        .with(
                                TEXTS.say("profile"),
                                TEXTS.say("version", profile.name(), profile.version()))
                        .with(
                                TEXTS.say("issued-by"),
                                TEXTS.say(
                                        "generation",
                                        issuer.name().commonName(),
                                        issuer.id().label())),
                new DecodedPanel(DecodedCertificate.toBeSigned(foreseen.toBeSigned())),
                new Paragraph(TEXTS.say("the-serial-number-is-drawn")));
    }

    private static List<String> said(Foreseen foreseen, boolean errors) {
        return foreseen.findings().stream()
                .filter(finding -> finding.isError() == errors)
                .map(Finding::toString)
                .toList();
    }

    private static Badge verdict(Foreseen foreseen, int warnings) {
        if (!foreseen.isIssuable()) {
            return new Badge(TEXTS.say("refused"), Badge.Tone.BAD);
        }
        return warnings == 0
                ? new Badge(TEXTS.say("nothing-against-it"), Badge.Tone.GOOD)
                : new Badge(TEXTS.say("warnings", warnings), Badge.Tone.WARNING);
    }
}
