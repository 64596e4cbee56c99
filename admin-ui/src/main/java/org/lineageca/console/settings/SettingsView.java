package org.lineageca.console.settings;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ScrolledTable;
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
        return sheet.rows().isEmpty()
                ? new Section(new H2(sheet.title()), new Paragraph(TEXTS.say("none-yet")))
                : new Section(
                        new H2(sheet.title()),
                        ScrolledTable.ofTexts(
                                sheet.title(), sheet.sentence(), sheet.headers(), sheet.rows()));
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.settings");
    }
}
