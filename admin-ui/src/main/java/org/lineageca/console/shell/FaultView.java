package org.lineageca.console.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import io.micronaut.context.annotation.Prototype;
import org.lineageca.console.language.Texts;

/** Where a view could not be shown. It stands alone: the layout may be what failed. */
@Prototype
public final class FaultView extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {

    private static final Texts TEXTS = Texts.of(FaultView.class);

    private static final int BROKEN = 500;

    private final transient Faults faults;

    FaultView(Faults faults) {
        this.faults = faults;
        addClassName("view");
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var told = faults.tell(parameter.getException());
        add(
                new H1(told.title()),
                Faults.words(told),
                new Anchor("", TEXTS.say("start-page")),
                Faults.reference(told));
        return BROKEN;
    }

    @Override
    public String getPageTitle() {
        return TEXTS.say("something-went-wrong") + " · Lineage";
    }
}
