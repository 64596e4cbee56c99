package org.lineageca.console.exchange;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.QrPicture;
import org.lineageca.console.shell.FullScreen;
import org.lineageca.console.shell.Instants;

/** All QR codes of a package on paper, numbered. */
@Prototype
@Route(value = "exchange/packages/:manifest([0-9a-f]{64})/qr/sheet", layout = FullScreen.class)
public final class QrSheetView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(QrSheetView.class);

    private final PackagesPresenter presenter;
    private final SignedInOfficer officers;

    QrSheetView(PackagesPresenter presenter, SignedInOfficer officers) {
        this.presenter = presenter;
        this.officers = officers;
        addClassName("qr-sheet");
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("title.qr-codes-to-print");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var page = PackageView.page(presenter, officers.current(), event);
        if (!page.sheet().isSmall()) {
            throw new NotFoundException(TEXTS.say("the-package-is-too-large"));
        }
        removeAll();
        var print = new Button(TEXTS.say("print"), button -> print(button.getSource()));
        var back =
                new RouterLink(
                        TEXTS.say("the-package"),
                        PackageView.class,
                        PackagesGrid.parameters(page.kept()));
        var controls = new Div(back, print);
        controls.addClassNames("actions", "not-printed");
        add(
                controls,
                new H1(page.sheet().title() + " " + PackagePage.way(page.kept())),
                new Paragraph(
                        TEXTS.say(
                                "packed-sha-256-of-the",
                                Instants.show(page.sheet().created()),
                                page.sheet().sha256().grouped())),
                codes(page));
    }

    private OrderedList codes(PackagePage page) {
        var frames = presenter.frames(page);
        var list = new OrderedList();
        list.addClassName("qr-codes");
        for (var i = 0; i < frames.size(); i++) {
            var name = TEXTS.say("of", i + 1, frames.size());
            var code =
                    new Div(
                            new Svg(
                                    QrPicture.of(
                                            "qr-" + i, TEXTS.say("qr-code", name), frames.get(i))));
            code.addClassName("qr");
            list.add(new ListItem(code, new Span(name)));
        }
        return list;
    }

    private static void print(Button button) {
        button.getUI().orElseThrow().getPage().executeJs("window.print()");
    }
}
