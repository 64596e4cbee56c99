package org.lineageca.console.ceremony;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.lineageca.ca.ceremony.PlannedStep;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Badge;
import org.lineageca.octets.Octets;

/**
 * The steps of a plan: who does what, what is seen afterwards, and the digest of what is signed.
 */
final class PlanSteps extends OrderedList {

    private static final Texts TEXTS = Texts.of(PlanSteps.class);

    private static final int SHOWN_OCTETS = 8;

    PlanSteps(List<PlannedStep> steps) {
        addClassName("plan-steps");
        steps.forEach(step -> add(item(step)));
    }

    private static ListItem item(PlannedStep step) {
        var title = AsSaid.byTheCore(new Span(step.title()));
        title.addClassName("step-title");
        var head = new Div(title, new Badge(RoleWords.of(step.role()), Badge.Tone.QUIET));
        head.addClassName("step-head");
        var expected = new Paragraph(TEXTS.say("expected", step.expected()));
        expected.addClassName("quiet");
        var item = new ListItem(head, AsSaid.byTheCore(new Paragraph(step.action())), expected);
        step.step().toBeSigned().ifPresent(toBeSigned -> item.add(digest(toBeSigned)));
        return item;
    }

    private static Component digest(Octets toBeSigned) {
        var sha256 = toBeSigned.sha256();
        var details =
                new NativeDetails(
                        TEXTS.say(
                                "to-be-signed-octets-sha",
                                toBeSigned.length(),
                                sha256.first(SHOWN_OCTETS).grouped()),
                        new DigestBoard(TEXTS.say("sha-256-of-what-is"), sha256));
        details.addClassName("to-be-signed");
        return details;
    }
}
