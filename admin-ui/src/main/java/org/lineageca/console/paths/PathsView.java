package org.lineageca.console.paths;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.ca.lifecycle.ExplorePaths;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** Every path from a pasted certificate up. */
@Prototype
@Route(value = "paths", layout = ConsoleLayout.class)
public final class PathsView extends Div implements HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(PathsView.class);

    /** Which anchors a path may end in. */
    private enum Trust {
        OURS,
        THESE;

        String label() {
            return switch (this) {
                case OURS -> TEXTS.say("ours-and-the-foreign-ones");
                case THESE -> TEXTS.say("these");
            };
        }
    }

    private final PathsPresenter presenter;
    private final SignedInOfficer officers;
    private final TextArea certificate = pem(TEXTS.say("certificate-pem"));
    private final RadioButtonGroup<Trust> trust =
            new RadioButtonGroup<>(TEXTS.say("trust-anchors"));
    private final TextArea anchors = pem(TEXTS.say("trust-anchors-pem"));
    private final TextArea extra = pem(TEXTS.say("further-ca-certificates-pem"));
    private final TextField at = new TextField(TEXTS.say("at"));
    private final Div found = new Div();

    PathsView(PathsPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("view");
        add(
                new ViewHeader(TEXTS.say("paths"), TEXTS.say("every-way-from-a-certificate")),
                new PathTabs(PathsView.class),
                explorer());
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.paths");
    }

    private Div explorer() {
        certificate.setHelperText(TEXTS.say("of-several-the-first-is"));
        certificate.setMinRows(6);
        trust.setItems(Trust.values());
        trust.setItemLabelGenerator(Trust::label);
        trust.setValue(Trust.OURS);
        anchors.setVisible(false);
        trust.addValueChangeListener(event -> anchors.setVisible(event.getValue() == Trust.THESE));
        at.setPlaceholder(TEXTS.say("now"));
        at.setHelperText(TEXTS.say("another-time-2026-11-01t08"));
        at.setWidthFull();
        var explore = new Button(TEXTS.say("find-paths"), VaadinIcon.ROAD_BRANCHES.create());
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
                                trust.getValue() == Trust.THESE ? anchors.getValue() : null,
                                extra.getValue(),
                                at.getValue()));
        found.add(new Paragraph(presenter.summary(exploration)));
        exploration
                .cuts()
                .forEach(cut -> found.add(new Paragraph(TEXTS.say("not-everything", cut))));
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
