package org.lineageca.console.planning;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.language.Texts;

/** How long a certificate is to be valid, in days. */
final class ValidityField {

    private static final Texts TEXTS = Texts.of(ValidityField.class);

    private static final int LONGEST_DAYS = 365 * 50;

    private final IntegerField field = new IntegerField(TEXTS.say("valid-for"));
    private final @Nullable Duration usual;

    /**
     * Shows a default.
     *
     * @param usual what it is if nothing is changed; kept to the second where it is no whole number
     *     of days
     */
    ValidityField(@Nullable Duration usual) {
        this.usual = usual;
        field.setSuffixComponent(new Span(TEXTS.say("days")));
        field.setHelperText(TEXTS.say("never-beyond-the-validity-of"));
        field.setStepButtonsVisible(true);
        // Our own check says what is possible; the component's would only say that it is not.
        field.setManualValidation(true);
        if (usual != null) {
            field.setValue((int) usual.toDays());
        }
    }

    IntegerField component() {
        return field;
    }

    /** Null where it is left to the planner. */
    @Nullable Duration read(Entries entries) {
        var days = entries.read(field, value -> Entries.within(value, 1, LONGEST_DAYS));
        if (days == null) {
            return null;
        }
        return usual != null && days == usual.toDays() ? usual : Duration.ofDays(days);
    }
}
