package org.lineageca.console.responder;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.lineage.Figure;
import org.lineageca.console.picture.Picture;
import org.lineageca.console.responder.ResponderCard.SignerRow;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.LookAgain;
import org.lineageca.console.shell.Part;
import org.lineageca.console.shell.ScrolledTable;
import org.lineageca.console.shell.ViewHeader;
import org.lineageca.console.watch.KeyFigures;

/** Whether relying parties are answered, how fast, and until when. It looks again by itself. */
@Prototype
@Route(value = "responders", layout = ConsoleLayout.class)
public final class RespondersView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(RespondersView.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final int SHORT_KEY = 16;

    private final RespondersPresenter presenter;
    private final SignedInOfficer officers;
    private final Part<List<ResponderCard>> cards =
            new Part<>("watched-programs", RespondersView::paint);
    private final Div rates = new Div();
    private final Map<String, Figure> figures = new HashMap<>();
    private Map<String, Picture> drawn = Map.of();

    RespondersView(RespondersPresenter presenter, SignedInOfficer officers, LookAgain lookAgain) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
        add(
                new ViewHeader(
                        TEXTS.say("ocsp-responders"),
                        TEXTS.say("who-answers-relying-parties-by"),
                        actions()),
                lookAgain.every(LOOK_AGAIN, this, this::look),
                cards,
                new H2(TEXTS.say("the-last-hour")),
                new Paragraph(TEXTS.say("as-the-console-saw-it")),
                rates);
        look();
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.ocsp-responders");
    }

    private Component[] actions() {
        return presenter.mayRoll(officers.current())
                ? new Component[] {
                    new Button(
                            TEXTS.say("new-key"), _ -> new NewKeyDialog(presenter, officers).open())
                }
                : new Component[0];
    }

    private void look() {
        cards.show(presenter.cards(officers.current()));
        var pictures = presenter.rates(officers.current());
        if (!pictures.equals(drawn)) {
            pictures.forEach(this::draw);
            drawn = pictures;
        }
    }

    private void draw(String name, Picture picture) {
        var figure = figures.get(name);
        if (figure == null) {
            var first = new Figure(picture);
            figures.put(name, first);
            rates.add(new H3(name), first);
        } else {
            figure.show(picture);
        }
    }

    private static void paint(Div part, List<ResponderCard> cards) {
        if (cards.isEmpty()) {
            part.add(
                    new Callout(
                            TEXTS.say("no-responder-is-configured"),
                            List.of(TEXTS.say("the-console-was-told-of")),
                            Badge.Tone.WARNING));
        }
        cards.forEach(card -> part.add(section(card)));
    }

    private static Section section(ResponderCard card) {
        var title = new H2(card.name());
        var duration = new Span(card.duration());
        duration.addClassName("quiet");
        var head =
                new Div(
                        title,
                        new Badge(card.state(), card.tone()),
                        duration,
                        new Code(card.address()));
        head.addClassName("watched-head");
        var section = new Section(head);
        section.addClassNames("watched", "responder");
        section.getElement().setAttribute("aria-label", card.name());
        if (!card.problems().isEmpty()) {
            section.add(
                    new Callout(
                            card.figures().isEmpty()
                                    ? TEXTS.say("not-reached")
                                    : TEXTS.say("something-is-wrong"),
                            card.problems(),
                            card.tone() == Badge.Tone.BAD ? Badge.Tone.BAD : Badge.Tone.WARNING));
        }
        if (!card.figures().isEmpty()) {
            section.add(new KeyFigures(card.figures()), signers(card));
        }
        return section;
    }

    private static Component signers(ResponderCard card) {
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(TEXTS.say("ocsp-signers-in-use"));
        var head = table.getHead().addRow();
        for (var header :
                List.of(
                        TEXTS.say("authority"),
                        TEXTS.say("generation"),
                        TEXTS.say("until"),
                        TEXTS.say("column-left"),
                        TEXTS.say("key"))) {
            head.addHeaderCell().setText(header);
        }
        for (var row : card.signers()) {
            signer(table, row);
        }
        return new ScrolledTable(table, TEXTS.say("ocsp-signers-of", card.name()));
    }

    private static void signer(NativeTable table, SignerRow row) {
        var line = table.getBody().addRow();
        line.addDataCell().setText(row.authority());
        line.addDataCell().add(new Code(row.generation()));
        line.addDataCell().setText(row.until());
        line.addDataCell().add(new Badge(row.left(), row.tone()));
        var key = row.key();
        if (key == null) {
            line.addDataCell().setText("–");
        } else {
            var code = new Code(key.substring(0, Math.min(SHORT_KEY, key.length())));
            code.setTitle(key);
            line.addDataCell().add(code);
        }
    }
}
