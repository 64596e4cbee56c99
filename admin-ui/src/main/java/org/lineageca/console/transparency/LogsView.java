package org.lineageca.console.transparency;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.List;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.LookAgain;
import org.lineageca.console.shell.Part;
import org.lineageca.console.shell.ViewHeader;

/** Which logs are asked for SCTs, and how each answered last. It looks again by itself. */
@Prototype
@Route(value = "transparency-logs", layout = ConsoleLayout.class)
public final class LogsView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(LogsView.class);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final LogsPresenter presenter;
    private final SignedInOfficer officers;
    private final Part<List<LogRow>> logs = new Part<>("scroller", LogsView::paint);

    LogsView(LogsPresenter presenter, SignedInOfficer officers, LookAgain lookAgain) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
        logs.getElement().setAttribute("tabindex", "0");
        logs.getElement().setAttribute("role", "region");
        logs.getElement().setAttribute("aria-label", TEXTS.say("transparency-logs"));
        add(
                new ViewHeader(
                        TEXTS.say("transparency-logs"),
                        TEXTS.say("certificates-of-profiles-that-ask")),
                lookAgain.every(LOOK_AGAIN, this, this::look),
                logs);
        look();
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.transparency-logs");
    }

    private void look() {
        logs.show(presenter.logs(officers.current()));
    }

    private static void paint(Div part, List<LogRow> rows) {
        if (rows.isEmpty()) {
            part.add(
                    new Callout(
                            TEXTS.say("no-log-is-configured"),
                            List.of(TEXTS.say("profiles-that-ask-for-scts")),
                            Badge.Tone.QUIET));
            return;
        }
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(TEXTS.say("logs-in-the-order-of"));
        var head = table.getHead().addRow();
        for (var header :
                List.of(
                        TEXTS.say("log"),
                        TEXTS.say("operator"),
                        TEXTS.say("takes"),
                        TEXTS.say("state"),
                        TEXTS.say("last-sct"),
                        TEXTS.say("last-failure"))) {
            head.addHeaderCell().setText(header);
        }
        rows.forEach(row -> add(table, row));
        part.add(table);
    }

    private static void add(NativeTable table, LogRow row) {
        var line = table.getBody().addRow();
        var name = new Div(row.name());
        name.setTitle(row.id());
        line.addDataCell().add(name, new Code(row.url()));
        line.addDataCell().setText(row.operator());
        line.addDataCell().setText(row.takes());
        line.addDataCell().add(new Badge(row.state(), row.tone()));
        line.addDataCell().setText(row.gave());
        line.addDataCell().setText(row.failed());
    }
}
