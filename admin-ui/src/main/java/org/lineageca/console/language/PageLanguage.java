package org.lineageca.console.language;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;

/** Gives each page the language of the person who opens it. Found by the service loader. */
public final class PageLanguage implements VaadinServiceInitListener {

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page ->
                page.getDocument()
                        .getElementsByTag("html")
                        .attr("lang", ChosenLanguage.of(page.getVaadinRequest()).tag()));
        event.getSource()
                .addUIInitListener(opened ->
                        opened.getUI()
                                .setLocale(ChosenLanguage.of(VaadinRequest.getCurrent()).locale()));
    }
}
