package org.lineageca.console.planning;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.language.Texts;

/** The first step: what is to be done, and to which generation. */
final class ChooseStep extends Div {

    private static final Texts TEXTS = Texts.of(ChooseStep.class);

    private final Select<Generation> generation = new Select<>();
    private final RadioButtonGroup<ActKind> kind = new RadioButtonGroup<>(TEXTS.say("act"));

    /**
     * Shows what can be planned.
     *
     * @param chosen one of {@code generations}; null for none yet
     */
    ChooseStep(List<Generation> generations, @Nullable Generation chosen) {
        addClassName("step");
        generation.setLabel(TEXTS.say("authority"));
        generation.setItems(generations);
        generation.setItemLabelGenerator(ChooseStep::label);
        generation.setWidthFull();
        kind.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        kind.addClassName("choices");
        kind.setVisible(false);
        kind.setRenderer(new ComponentRenderer<>(ChooseStep::choice));
        generation.addValueChangeListener(event -> offer(event.getValue()));
        generation.setValue(chosen);
        add(generation, kind);
    }

    private void offer(@Nullable Generation of) {
        kind.setVisible(of != null);
        if (of != null) {
            generation.setInvalid(false);
            var legal = ActKind.legalFor(of);
            kind.setItems(legal);
            kind.setValue(legal.getFirst());
        }
    }

    /** Null, and said at the field, while none is chosen. */
    @Nullable Generation generation() {
        var chosen = generation.getValue();
        generation.setErrorMessage(TEXTS.say("choose-an-authority"));
        generation.setInvalid(chosen == null);
        return chosen;
    }

    ActKind kind() {
        return kind.getValue();
    }

    static String label(Generation generation) {
        var identity = generation.identity();
        return TEXTS.say(
                "generation",
                identity.name().commonName(),
                StateWords.of(generation.state()),
                identity.id().label());
    }

    private static Div choice(ActKind kind) {
        var title = new Span(kind.title());
        title.addClassName("choice-title");
        var explanation = new Span(kind.explanation());
        explanation.addClassName("quiet");
        var choice = new Div(title, explanation);
        choice.addClassName("choice");
        return choice;
    }
}
