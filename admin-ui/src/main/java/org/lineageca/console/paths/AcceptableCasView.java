package org.lineageca.console.paths;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.micronaut.context.annotation.Prototype;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.lineageca.ca.lifecycle.AcceptableCas;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.AsSaid;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.shell.ViewHeader;

/** What a TLS server has to know that admits the certificates of a lineage. */
@Prototype
@Route(value = "paths/acceptable-cas", layout = ConsoleLayout.class)
public final class AcceptableCasView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(AcceptableCasView.class);

    private final Div list = new Div();

    AcceptableCasView(PathsPresenter presenter, SignedInOfficer officers) {
        addClassName("view");
        list.addClassName("acceptable");
        var lineage = new Select<String>();
        lineage.setLabel(TEXTS.say("lineage"));
        lineage.setWidth("20rem");
        lineage.setItems(presenter.lineages(officers.current()));
        lineage.addValueChangeListener(event -> {
            list.removeAll();
            if (event.getValue() != null) {
                show(presenter.acceptable(officers.current(), event.getValue()));
            }
        });
        add(
                new ViewHeader(TEXTS.say("acceptable-cas"), TEXTS.say("a-tls-server-that-admits")),
                new PathTabs(AcceptableCasView.class),
                lineage,
                list);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.acceptable-cas");
    }

    private void show(AcceptableCas acceptable) {
        acceptable
                .ambiguities()
                .forEach(ambiguity ->
                        list.add(warning(TEXTS.say("ambiguous"), ambiguity.meaning())));
        acceptable.notes().forEach(note -> list.add(warning(TEXTS.say("note"), note)));
        list.add(
                new H2(TEXTS.say("names-the-server-sends")),
                names(acceptable),
                new H2(TEXTS.say("certificates-it-verifies-by")),
                authorities(acceptable),
                bundle(acceptable));
    }

    private static Component warning(String word, String sentence) {
        var line =
                new Paragraph(
                        new Badge(word, Badge.Tone.WARNING),
                        AsSaid.byTheCore(new Span(" " + sentence)));
        line.addClassName("path-note");
        return line;
    }

    private static Grid<DistinguishedName> names(AcceptableCas acceptable) {
        var grid = new Grid<DistinguishedName>();
        grid.addColumn(DistinguishedName::toString)
                .setHeader(TEXTS.say("name-rfc-4514"))
                .setFlexGrow(2);
        grid.addComponentColumn(name -> new Code(name.der().toHex()))
                .setHeader("DER")
                .setFlexGrow(5);
        grid.setItems(acceptable.names());
        grid.setAllRowsVisible(true);
        return grid;
    }

    private static Grid<AcceptableCas.Authority> authorities(AcceptableCas acceptable) {
        var grid = new Grid<AcceptableCas.Authority>();
        grid.addColumn(authority -> authority.name().toString())
                .setHeader(TEXTS.say("authority"))
                .setFlexGrow(3)
                .setAutoWidth(true);
        grid.addColumn(authority -> PathWords.of(authority.position()))
                .setHeader(TEXTS.say("position"))
                .setAutoWidth(true);
        grid.addColumn(authority ->
                        authority.state() == null
                                ? TEXTS.say("not-ours")
                                : StateWords.of(authority.state()))
                .setHeader(TEXTS.say("state"))
                .setAutoWidth(true);
        grid.addComponentColumn(authority -> new Code(authority.key().label()))
                .setHeader(TEXTS.say("generation"))
                .setAutoWidth(true);
        grid.addColumn(authority -> Instants.show(authority.notAfter()))
                .setHeader(TEXTS.say("until"))
                .setAutoWidth(true);
        grid.setItems(acceptable.authorities());
        grid.setAllRowsVisible(true);
        return grid;
    }

    private static Div bundle(AcceptableCas acceptable) {
        var pem = new TextArea(TEXTS.say("bundle-pem"));
        pem.setValue(acceptable.pem());
        pem.setReadOnly(true);
        pem.setWidthFull();
        pem.setMaxRows(10);
        pem.addClassName("pem");
        var copy =
                new Button(
                        TEXTS.say("copy"),
                        VaadinIcon.COPY_O.create(),
                        event ->
                                event.getSource()
                                        .getElement()
                                        .executeJs(
                                                "navigator.clipboard.writeText($0)",
                                                acceptable.pem()));
        var file = acceptable.lineage() + "-acceptable-cas.pem";
        var bytes = acceptable.pem().getBytes(StandardCharsets.US_ASCII);
        var download =
                new Anchor(
                        DownloadHandler.fromInputStream(_ ->
                                new DownloadResponse(
                                        new ByteArrayInputStream(bytes),
                                        file,
                                        "application/x-pem-file",
                                        bytes.length)),
                        TEXTS.say("download", file));
        var ways = new Div(copy, download);
        ways.addClassName("path-head");
        return new Div(pem, ways);
    }
}
