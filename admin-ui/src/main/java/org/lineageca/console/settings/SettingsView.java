package org.lineageca.console.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** What the installation is set to. Nothing is changed here; each part says where it is. */
@Prototype
@Route(value = "settings", layout = ConsoleLayout.class)
public final class SettingsView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(SettingsView.class);

    SettingsView(SettingsPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        add(new ViewHeader(TEXTS.say("settings"), TEXTS.say("what-this-installation-is-set-to")));
        presenter.sheets(officers.current()).forEach(sheet -> add(section(sheet)));
    }

    private static Component section(SettingsSheet sheet) {
        var table = new NativeTable();
        table.addClassName("differences");
        table.setCaptionText(sheet.sentence());
        var head = table.getHead().addRow();
        sheet.headers().forEach(header -> head.addHeaderCell().setText(header));
        for (var row : sheet.rows()) {
            var line = table.getBody().addRow();
            row.forEach(cell -> line.addDataCell().setText(cell));
        }
        var scroller = new Div(table);
        scroller.addClassName("scroller");
        scroller.getElement().setAttribute("tabindex", "0");
        scroller.getElement().setAttribute("role", "region");
        scroller.getElement().setAttribute("aria-label", sheet.title());
        return sheet.rows().isEmpty()
                ? new Section(new H2(sheet.title()), new Paragraph(TEXTS.say("none-yet")))
                : new Section(new H2(sheet.title()), scroller);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.settings");
    }
}
