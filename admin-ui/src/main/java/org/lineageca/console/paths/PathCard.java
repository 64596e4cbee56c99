package org.lineageca.console.paths;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.stream.Collectors;
import org.lineageca.ca.path.ExploredPath;
import org.lineageca.ca.path.PathCertificate;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;

/** One path: its verdict, its certificates from the target up, and the reason at the culprit. */
final class PathCard extends Div {

    private static final Texts TEXTS = Texts.of(PathCard.class);

    PathCard(ExploredPath path) {
        addClassName("path-card");
        var over =
                path.over().isEmpty()
                        ? TEXTS.say("the-certificate-alone")
                        : TEXTS.say(
                                "over",
                                path.over().stream()
                                        .map(PathWords::of)
                                        .collect(Collectors.joining(", ")));
        var head = new Div(new Badge(word(path.outcome()), tone(path.outcome())), new Span(over));
        head.addClassName("path-head");
        add(head, steps(path));
        path.notes().forEach(note -> add(note(note)));
    }

    private static OrderedList steps(ExploredPath path) {
        var steps = new OrderedList();
        steps.addClassName("path-steps");
        var finding = path.finding();
        for (var i = 0; i < path.certificates().size(); i++) {
            var step = step(path.certificates().get(i), role(path, i));
            step.getStyle().set("--depth", Integer.toString(i));
            if (finding != null && finding.index() == i) {
                var reason = AsSaid.byTheCore(new Paragraph(finding.sentence()));
                reason.addClassName("path-reason");
                step.add(reason);
            }
            steps.add(step);
        }
        return steps;
    }

    private static String role(ExploredPath path, int index) {
        var origin = PathWords.of(path.certificates().get(index).origin());
        if (path.isAnchor(index)) {
            return TEXTS.say("trust-anchor", origin);
        }
        return index == 0 ? TEXTS.say("target") : origin;
    }

    private static ListItem step(PathCertificate certificate, String role) {
        var name = new Span(certificate.title());
        name.addClassName("path-name");
        var facts =
                new Span(
                        new Span(TEXTS.say("until-key", Instants.show(certificate.notAfter()))),
                        new Code(certificate.key().label()));
        facts.addClassName("path-facts");
        return new ListItem(new Span(name, new Badge(role, Badge.Tone.QUIET)), facts);
    }

    private static Paragraph note(String text) {
        var note = AsSaid.byTheCore(new Paragraph(text));
        note.addClassName("path-note");
        return note;
    }

    private static String word(ExploredPath.Outcome outcome) {
        return switch (outcome) {
            case VALID -> TEXTS.say("valid");
            case INVALID -> TEXTS.say("not-valid");
            case INCOMPLETE -> TEXTS.say("incomplete");
        };
    }

    private static Badge.Tone tone(ExploredPath.Outcome outcome) {
        return switch (outcome) {
            case VALID -> Badge.Tone.GOOD;
            case INVALID -> Badge.Tone.BAD;
            case INCOMPLETE -> Badge.Tone.WARNING;
        };
    }
}
