package org.lineageca.console.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Viewport;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/** The page every view lives in. */
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("app.css")
@StyleSheet("picture.css")
@StyleSheet("ceremony.css")
@StyleSheet("exchange.css")
@StyleSheet("watched.css")
@StyleSheet("dashboard.css")
@StyleSheet("profile.css")
@Viewport("width=device-width, initial-scale=1")
public final class ConsoleShell implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Lineage");
        settings.addMetaTag("color-scheme", "light dark");
    }
}
