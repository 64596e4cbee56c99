package org.lineageca.console.certificates;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import org.lineageca.ca.lifecycle.ShowCertificate.Above;
import org.lineageca.console.authority.AuthorityView;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;

/**
 * The certificates above one, nearest first, with links to the pages of those CAs that are ours.
 */
final class ChainList extends OrderedList {

    private static final Texts TEXTS = Texts.of(ChainList.class);

    ChainList(List<Above> chain) {
        addClassName("path-steps");
        for (var i = 0; i < chain.size(); i++) {
            var step = step(chain.get(i));
            step.getStyle().set("--depth", Integer.toString(i));
            add(step);
        }
    }

    private static ListItem step(Above above) {
        var certificate = above.certificate();
        var name = new Span(name(above));
        name.addClassName("path-name");
        var generation = above.generation();
        var head = new Span(name);
        head.add(
                generation == null
                        ? new Badge(TEXTS.say("not-ours"), Badge.Tone.QUIET)
                        : new Badge(StateWords.of(generation.state()), Badge.Tone.QUIET));
        if (certificate.isSelfSigned()) {
            head.add(new Badge(TEXTS.say("trust-anchor"), Badge.Tone.GOOD));
        }
        var facts =
                new Span(
                        new Span(TEXTS.say("until-key", Instants.show(certificate.notAfter()))),
                        new Code(certificate.generation().label()));
        facts.addClassName("path-facts");
        return new ListItem(head, facts);
    }

    private static Component name(Above above) {
        var name = above.certificate().subject().toString();
        return above.generation() == null
                ? new Span(name)
                : new RouterLink(
                        name, AuthorityView.class, above.certificate().generation().label());
    }
}
