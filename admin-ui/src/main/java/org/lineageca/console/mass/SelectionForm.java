package org.lineageca.console.mass;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.DateEntry;

/** What certificates are to have in common; whatever is filled in must hold. */
final class SelectionForm extends Div {

    private static final Texts TEXTS = Texts.of(SelectionForm.class);

    private static final int LARGEST = 999_999_999;

    private final ComboBox<String> lineage = new ComboBox<>(TEXTS.say("lineage"));
    private final ComboBox<Generation> generation = new ComboBox<>(TEXTS.say("issuer"));
    private final ComboBox<CertificateProfile> profile = new ComboBox<>(TEXTS.say("profile"));
    private final DatePicker issuedFrom = date(TEXTS.say("issued-from-utc"));
    private final DatePicker issuedBefore = date(TEXTS.say("issued-before-utc"));
    private final DatePicker expiringBefore = date(TEXTS.say("expiring-before-utc"));
    private final TextField text = new TextField(TEXTS.say("name-contains"));
    private final TextField key = new TextField(TEXTS.say("public-key-sha-256"));
    private final IntegerField list = new IntegerField(TEXTS.say("on-list-number"));
    private final Checkbox notRevoked = new Checkbox(TEXTS.say("only-what-is-not-revoked"), true);
    private final Checkbox expired = new Checkbox(TEXTS.say("also-what-has-expired"));

    SelectionForm(MassPresenter.Choices choices) {
        addClassName("selection");
        lineage.setItems(choices.lineages());
        generation.setItems(choices.generations());
        generation.setItemLabelGenerator(one ->
                "%s (%s)"
                        .formatted(
                                one.identity().name().commonName(), one.identity().id().label()));
        profile.setItems(choices.profiles());
        profile.setItemLabelGenerator(CertificateProfile::name);
        lineage.setClearButtonVisible(true);
        generation.setClearButtonVisible(true);
        profile.setClearButtonVisible(true);
        text.setHelperText(TEXTS.say("part-of-the-subject-or"));
        text.setMaxLength(300);
        key.setHelperText(TEXTS.say("of-its-subjectpublickeyinfo-64-hexadecimal"));
        list.setMin(1);
        list.setMax(LARGEST);
        list.setHelperText(TEXTS.say("of-those-on-another-list"));
        add(
                row(lineage, generation, profile),
                row(issuedFrom, issuedBefore, expiringBefore),
                row(text, key, list),
                notRevoked,
                expired);
    }

    private static DatePicker date(String label) {
        var picker = new DatePicker(label);
        picker.setClearButtonVisible(true);
        DateEntry.speak(picker);
        return picker;
    }

    private static Div row(Component... fields) {
        var row = new Div(fields);
        row.addClassName("fields");
        return row;
    }

    /** The fields that are filled in, as selections name them. */
    Map<String, String> read() {
        var where = new LinkedHashMap<String, String>();
        put(where, "generation", label(generation.getValue()));
        put(where, "lineage", lineage.getValue());
        put(where, "profile", name(profile.getValue()));
        put(where, "key", key.getValue());
        put(where, "issued-from", day(issuedFrom.getValue()));
        put(where, "issued-before", day(issuedBefore.getValue()));
        put(where, "expiring-before", day(expiringBefore.getValue()));
        put(where, "text", text.getValue());
        put(where, "list", list.getValue() == null ? null : list.getValue().toString());
        put(where, "status", notRevoked.getValue() ? "not-revoked" : null);
        put(where, "expired", expired.getValue() ? "included" : null);
        return where;
    }

    private static @Nullable String label(@Nullable Generation generation) {
        return generation == null ? null : generation.identity().id().label();
    }

    private static @Nullable String name(@Nullable CertificateProfile profile) {
        return profile == null ? null : profile.name();
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static void put(Map<String, String> where, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            where.put(field, value);
        }
    }
}
