package org.lineageca.console.exchange;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.clipboard.Clipboard;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import java.util.List;
import java.util.Map;
import org.lineageca.console.ceremony.ScriptView;
import org.lineageca.console.language.Texts;

/** Steps of a script that answer requests: to copy, or to begin a script with. */
final class StepsText extends Div {

    private static final Texts TEXTS = Texts.of(StepsText.class);

    StepsText(String steps, List<String> requests) {
        addClassName("steps-text");
        var text = new Pre(steps);
        text.addClassName("plan");
        text.getElement().setAttribute("tabindex", "0");
        text.getElement().setAttribute("role", "region");
        text.getElement().setAttribute("aria-label", TEXTS.say("steps-of-a-script"));
        var copy = new Button(TEXTS.say("copy-the-steps"), VaadinIcon.COPY.create());
        Clipboard.onClick(copy)
                .writeText(
                        steps,
                        _ -> Notification.show(TEXTS.say("copied")),
                        _ -> Notification.show(TEXTS.say("the-browser-did-not-allow")));
        var begin = new RouterLink(TEXTS.say("new-ceremony-with-these-steps"), ScriptView.class);
        begin.setQueryParameters(new QueryParameters(Map.of(ScriptView.REQUEST, requests)));
        var actions = new Div(copy, begin);
        actions.addClassName("actions");
        add(new Paragraph(TEXTS.say("a-ceremony-answers-them-with")), text, actions);
    }
}
