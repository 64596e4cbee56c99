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
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateProfile;

/** What certificates are to have in common; whatever is filled in must hold. */
final class SelectionForm extends Div {

    private static final int LARGEST = 999_999_999;

    private final ComboBox<String> lineage = new ComboBox<>("Lineage");
    private final ComboBox<Generation> generation = new ComboBox<>("Issuer");
    private final ComboBox<CertificateProfile> profile = new ComboBox<>("Profile");
    private final DatePicker issuedFrom = date("Issued from (UTC)");
    private final DatePicker issuedBefore = date("Issued before (UTC)");
    private final DatePicker expiringBefore = date("Expiring before (UTC)");
    private final TextField text = new TextField("Name contains");
    private final TextField key = new TextField("Public key (SHA-256)");
    private final IntegerField list = new IntegerField("On list number");
    private final Checkbox notRevoked = new Checkbox("Only what is not revoked or on hold", true);
    private final Checkbox expired = new Checkbox("Also what has expired");

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
        text.setHelperText("Part of the subject or of an alternative name.");
        text.setMaxLength(300);
        key.setHelperText("Of its SubjectPublicKeyInfo, 64 hexadecimal digits.");
        list.setMin(1);
        list.setMax(LARGEST);
        list.setHelperText("Of those on another list, such as a drill's.");
        add(
                row(lineage, generation, profile),
                row(issuedFrom, issuedBefore, expiringBefore),
                row(text, key, list),
                notRevoked,
                expired);
    }

    private static DatePicker date(String label) {
        var picker = new DatePicker(label);
        picker.setLocale(Locale.UK);
        picker.setClearButtonVisible(true);
        picker.setI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
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
