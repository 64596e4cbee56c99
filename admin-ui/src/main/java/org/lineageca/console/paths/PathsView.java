package org.lineageca.console.paths;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.lifecycle.ExplorePaths;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** Every path from a pasted certificate up. */
@Prototype
@Route(value = "paths", layout = ConsoleLayout.class)
@PageTitle("Paths · Lineage")
public final class PathsView extends Div {

    private static final String OURS = "Ours, and the foreign ones we trust";
    private static final String THESE = "These";

    private final PathsPresenter presenter;
    private final SignedInOfficer officers;
    private final TextArea certificate = pem("Certificate (PEM)");
    private final RadioButtonGroup<String> trust = new RadioButtonGroup<>("Trust anchors");
    private final TextArea anchors = pem("Trust anchors (PEM)");
    private final TextArea extra = pem("Further CA certificates (PEM)");
    private final TextField at = new TextField("At");
    private final Div found = new Div();

    PathsView(PathsPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
        add(
                new ViewHeader(
                        "Paths",
                        "Every way from a certificate up to a trust anchor; where one does not hold, the first reason."),
                new PathTabs(PathsView.class),
                explorer());
    }

    private Div explorer() {
        certificate.setHelperText(
                "Of several, the first is looked at; paths may go over the others.");
        certificate.setMinRows(6);
        trust.setItems(OURS, THESE);
        trust.setValue(OURS);
        anchors.setVisible(false);
        trust.addValueChangeListener(event -> anchors.setVisible(THESE.equals(event.getValue())));
        at.setPlaceholder("now");
        at.setHelperText("Another time: 2026-11-01T08:30:00Z");
        at.setWidthFull();
        var explore = new Button("Find paths", VaadinIcon.ROAD_BRANCHES.create());
        explore.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        explore.setDisableOnClick(true);
        explore.addClickListener(_ -> {
            try {
                show();
            } finally {
                explore.setEnabled(true);
            }
        });
        var form = new Div(certificate, trust, anchors, extra, at, explore);
        form.addClassName("path-form");
        found.addClassName("path-results");
        var explorer = new Div(form, found);
        explorer.addClassName("path-explorer");
        return explorer;
    }

    private void show() {
        found.removeAll();
        var exploration =
                presenter.explore(
                        officers.current(),
                        new PathsPresenter.Form(
                                certificate.getValue(),
                                THESE.equals(trust.getValue()) ? anchors.getValue() : null,
                                extra.getValue(),
                                at.getValue()));
        found.add(new Paragraph(presenter.summary(exploration)));
        exploration.cuts().forEach(cut -> found.add(new Paragraph("Not everything: " + cut)));
        exploration.paths().forEach(path -> found.add(new PathCard(path)));
    }

    private static TextArea pem(String label) {
        var area = new TextArea(label);
        area.setPlaceholder("-----BEGIN CERTIFICATE-----");
        area.setMaxLength(ExplorePaths.MAX_OCTETS);
        area.setWidthFull();
        area.setMaxRows(10);
        area.addClassName("pem");
        return area;
    }
}
