package org.lineageca.console.exchange;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.shared.Registration;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.QrPicture;
import org.lineageca.console.shell.ConsoleLayout;
import org.lineageca.console.shell.ViewHeader;

/** A package as QR codes, one after the other, for a camera that watches. */
@Prototype
@Route(value = "exchange/packages/:manifest([0-9a-f]{64})/qr", layout = ConsoleLayout.class)
public final class QrView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(QrView.class);

    /** About three a second: a camera sees each twice or more. */
    private static final int NEXT_MILLISECONDS = 350;

    private static final int SLOW_MILLISECONDS = 3_000;
    private static final int USUAL_MILLISECONDS = 450;

    private final PackagesPresenter presenter;
    private final SignedInOfficer officers;
    private final Svg code = new Svg();
    private final Span position = new Span();
    private final Button pause = new Button(TEXTS.say("pause"), _ -> run(false));
    private final Button goOn = new Button(TEXTS.say("go-on"), _ -> run(true));
    private List<String> frames = List.of();
    private int shown;
    private @Nullable Registration polling;

    QrView(PackagesPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassNames("view", "qr-view");
        goOn.setVisible(false);
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.qr-codes-of-a-package");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var page = PackageView.page(presenter, officers.current(), event);
        if (!page.sheet().isSmall()) {
            throw new NotFoundException(TEXTS.say("the-package-is-too-large-to"));
        }
        frames = presenter.frames(page);
        removeAll();
        var controls =
                new Div(
                        new Button(TEXTS.say("back-one"), _ -> step(-1)),
                        pause,
                        goOn,
                        new Button(TEXTS.say("on-one"), _ -> step(1)),
                        position);
        controls.addClassName("actions");
        var picture = new Div(code);
        picture.addClassName("qr");
        add(
                new ViewHeader(
                        TEXTS.say(
                                "as-qr-codes", page.sheet().title(), PackagePage.way(page.kept())),
                        TEXTS.say("scan-them-in-any-order"),
                        new RouterLink(
                                TEXTS.say("sheet-to-print"),
                                QrSheetView.class,
                                PackagesGrid.parameters(page.kept())),
                        new RouterLink(
                                TEXTS.say("the-package"),
                                PackageView.class,
                                PackagesGrid.parameters(page.kept()))),
                controls,
                picture);
        show(0);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        ui.getLoadingIndicatorConfiguration().setFirstDelay(SLOW_MILLISECONDS);
        polling = ui.addPollListener(_ -> show(shown + 1));
        if (frames.size() > 1) {
            ui.setPollInterval(NEXT_MILLISECONDS);
        } else {
            pause.setEnabled(false);
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        event.getUI().setPollInterval(-1);
        event.getUI().getLoadingIndicatorConfiguration().setFirstDelay(USUAL_MILLISECONDS);
        if (polling != null) {
            polling.remove();
        }
    }

    private void run(boolean on) {
        getUI().orElseThrow().setPollInterval(on ? NEXT_MILLISECONDS : -1);
        pause.setVisible(on);
        goOn.setVisible(!on);
        (on ? pause : goOn).focus();
    }

    /** One that is looked at stays until someone goes on. */
    private void step(int by) {
        if (frames.size() > 1 && pause.isVisible()) {
            getUI().orElseThrow().setPollInterval(-1);
            pause.setVisible(false);
            goOn.setVisible(true);
        }
        show(shown + by);
    }

    private void show(int number) {
        shown = Math.floorMod(number, frames.size());
        var name = TEXTS.say("of", shown + 1, frames.size());
        position.setText(name);
        code.setSvg(QrPicture.of("qr", TEXTS.say("qr-code", name), frames.get(shown)));
    }
}
