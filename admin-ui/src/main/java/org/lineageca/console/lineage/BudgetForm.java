package org.lineageca.console.lineage;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.IntegerField;
import org.jspecify.annotations.Nullable;
import org.lineageca.console.access.SignedInOfficer;
import org.lineageca.console.language.Texts;

/** How large a lineage's CRL should become at most. */
final class BudgetForm extends Div {

    private static final Texts TEXTS = Texts.of(BudgetForm.class);

    BudgetForm(
            LineageSection lineage,
            LineagesPresenter presenter,
            SignedInOfficer officers,
            Runnable saved) {
        addClassName("budget");
        var entries = field(TEXTS.say("crl-entries-at-most"), lineage.budget().entries());
        var bytes = field(TEXTS.say("crl-bytes-at-most"), lineage.budget().bytes());
        var save = new Button(TEXTS.say("set-budget"));
        save.addClickListener(_ -> {
            if (entries.isInvalid() || bytes.isInvalid()) {
                return;
            }
            presenter.setBudget(
                    officers.current(), lineage.role(), entries.getValue(), bytes.getValue());
            Notification.show(TEXTS.say("the-crl-budget-of-is", lineage.role()));
            saved.run();
        });
        var may = presenter.maySetBudget(officers.current());
        entries.setReadOnly(!may);
        bytes.setReadOnly(!may);
        save.setVisible(may);
        add(entries, bytes, save);
    }

    private static IntegerField field(String label, @Nullable Long limit) {
        var field = new IntegerField(label);
        field.setPlaceholder(TEXTS.say("no-limit"));
        field.setMin(1);
        field.setClearButtonVisible(true);
        if (limit != null) {
            field.setValue((int) Math.min(limit, Integer.MAX_VALUE));
        }
        return field;
    }
}
