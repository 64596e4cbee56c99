package org.lineageca.console.freshness;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.console.planning.Entries;

/** The fields of a CRL policy. */
final class PolicyForm extends Div {

    /** Period, lifetime, and how soon a revocation is told. */
    private static final class Times {

        final TextField period = new TextField("A new one every");
        final TextField lifetime = new TextField("Good for");
        final TextField coalesce = new TextField("Tells a revocation within");

        Times(@Nullable CrlSchedule schedule) {
            coalesce.setHelperText("Empty: revocations wait for the next regular one.");
            if (schedule != null) {
                period.setValue(Spans.show(schedule.period()));
                lifetime.setValue(Spans.show(schedule.lifetime()));
                coalesce.setValue(
                        schedule.coalesce() == null ? "" : Spans.show(schedule.coalesce()));
            }
        }

        Div fields() {
            var row = new Div(period, lifetime, coalesce);
            row.addClassName("fields");
            return row;
        }

        /** As {@link #read}; all empty means none. */
        @Nullable CrlSchedule readIfAny(Entries entries) {
            if (!period.isEmpty() || !lifetime.isEmpty() || !coalesce.isEmpty()) {
                return read(entries);
            }
            period.setInvalid(false);
            lifetime.setInvalid(false);
            return null;
        }

        @Nullable CrlSchedule read(Entries entries) {
            var every = required(entries, period);
            var lasts = required(entries, lifetime);
            var within = entries.read(coalesce, Spans::parse);
            if (every == null || lasts == null) {
                return null;
            }
            // Said at the field it is about; the others are right by now.
            return entries.read(lifetime, _ -> new CrlSchedule(every, lasts, within));
        }

        private static @Nullable Duration required(Entries entries, TextField field) {
            if (field.isEmpty()) {
                entries.complain(field, "this is needed, such as 12h or 7d");
                return null;
            }
            return entries.read(field, Spans::parse);
        }
    }

    private final Times regular;
    private final Times between;
    private final IntegerField shards = new IntegerField("Shards");
    private final Checkbox apartCas =
            new Checkbox("New certificates of CAs name a CRL of their own");
    private final Checkbox keepExpired = new Checkbox("Keep entries of expired certificates");
    private final @Nullable Instant keptSince;

    PolicyForm(CrlPolicy policy, boolean mayChange) {
        addClassName("policy");
        regular = new Times(policy.schedule());
        between = new Times(policy.deltas());
        keptSince = policy.keepsExpiredSince();
        regular.lifetime.setHelperText(
                "Longer than the period, by the outage nobody shall notice; at most 365d.");
        between.period.setHelperText(
                policy.deltas() == null ? "Empty: no deltas." : "They go on; longer is possible.");
        shards.setHelperText("0: new certificates name the complete CRL.");
        shards.setManualValidation(true);
        shards.setStepButtonsVisible(true);
        shards.setMin(0);
        shards.setMax(CrlPolicy.MOST_SHARDS);
        shards.setValue(policy.shards());
        apartCas.setValue(policy.apartCas());
        keepExpired.setValue(keptSince != null);
        readOnly(!mayChange);
        add(
                new H2("Regular CRLs"),
                quiet(
                        "The complete CRL, and beside it that of CA certificates and the shards. Write times like 90s, 5m, 12h or 7d."),
                regular.fields(),
                new H2("Deltas"),
                quiet(
                        "Small CRLs with what has changed since the newest full one, for relying parties that ask for them. Once there are deltas, they go on as long as the generation issues CRLs."),
                between.fields(),
                new H2("Which CRL new certificates name"),
                quiet(
                        "Certificates that are out keep the CRL they name; a CRL named once goes on. A new one is named only after it was seen at its URL."),
                shards,
                apartCas,
                new H2("Expired certificates"),
                quiet(
                        "Their entries leave the CRL after it told them once beyond their end. Keeping them makes it grow for ever; some signatures are verified long after."),
                keepExpired);
    }

    private void readOnly(boolean isReadOnly) {
        for (var times : new Times[] {regular, between}) {
            times.period.setReadOnly(isReadOnly);
            times.lifetime.setReadOnly(isReadOnly);
            times.coalesce.setReadOnly(isReadOnly);
        }
        shards.setReadOnly(isReadOnly);
        apartCas.setReadOnly(isReadOnly);
        keepExpired.setReadOnly(isReadOnly);
    }

    private static Paragraph quiet(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("quiet");
        return paragraph;
    }

    /**
     * The policy the fields say; empty if one of them is wrong, which is said there.
     *
     * @param now since when expired entries are kept, where they are not yet
     */
    Optional<CrlPolicy> read(Instant now) {
        var entries = new Entries();
        var schedule = regular.read(entries);
        var deltas = between.readIfAny(entries);
        var spread = entries.read(shards, count -> Entries.within(count, 0, CrlPolicy.MOST_SHARDS));
        if (!entries.allGood() || schedule == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                entries.read(
                        deltas == null ? regular.period : between.period,
                        _ ->
                                new CrlPolicy(
                                        schedule,
                                        deltas,
                                        spread == null ? 0 : spread,
                                        apartCas.getValue(),
                                        since(now))));
    }

    private @Nullable Instant since(Instant now) {
        if (!keepExpired.getValue()) {
            return null;
        }
        return keptSince == null ? now.truncatedTo(ChronoUnit.SECONDS) : keptSince;
    }
}
