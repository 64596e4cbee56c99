package org.lineageca.console.exchange;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.UnorderedList;
import org.lineageca.console.ceremony.DigestBoard;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Download;

/** What a package holds, and its SHA-256 as words. */
final class SheetPanel extends Div {

    private static final Texts TEXTS = Texts.of(SheetPanel.class);

    SheetPanel(PackageSheet sheet) {
        addClassName("sheet");
        add(new H2(TEXTS.say("what-it-holds")));
        sheet.items().forEach(item -> add(item(item)));
        if (!sheet.steps().isEmpty()) {
            add(new StepsText(sheet.steps(), sheet.requests()));
        }
        add(
                new H2(TEXTS.say("the-file")),
                new DigestBoard(TEXTS.say("sha-256-of-the-file"), sheet.sha256()));
    }

    private static Component item(PackageItem item) {
        var lines = new UnorderedList();
        lines.addClassName("sentences");
        item.lines().forEach(line -> lines.add(new ListItem(line)));
        var text = new Pre(item.plan());
        text.addClassName("plan");
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "region");
        text.getElement().setAttribute("aria-label", TEXTS.say("text-of-the-plan"));
        var box =
                new Div(
                        new H3(item.title()),
                        lines,
                        new NativeDetails(TEXTS.say("the-plan"), text));
        box.addClassName("card");
        var minutes = item.minutes();
        if (minutes != null) {
            box.add(
                    Download.link(
                            TEXTS.say("minutes-pdf"),
                            "minutes.pdf",
                            "application/pdf",
                            minutes::toArray));
        }
        return box;
    }
}
