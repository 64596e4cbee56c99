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
import org.lineageca.console.language.Texts;
import org.lineageca.console.planning.Entries;

/** The fields of a CRL policy. */
final class PolicyForm extends Div {

    private static final Texts TEXTS = Texts.of(PolicyForm.class);

    /** Period, lifetime, and how soon a revocation is told. */
    private static final class Times {

        final TextField period = new TextField(TEXTS.say("a-new-one-every"));
        final TextField lifetime = new TextField(TEXTS.say("good-for"));
        final TextField coalesce = new TextField(TEXTS.say("tells-a-revocation-within"));

        Times(@Nullable CrlSchedule schedule) {
            coalesce.setHelperText(TEXTS.say("empty-revocations-wait-for-the"));
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
                entries.complain(field, TEXTS.say("this-is-needed-such-as"));
                return null;
            }
            return entries.read(field, Spans::parse);
        }
    }

    private final Times regular;
    private final Times between;
    private final IntegerField shards = new IntegerField(TEXTS.say("shards"));
    private final Checkbox apartCas = new Checkbox(TEXTS.say("new-certificates-of-cas-name"));
    private final Checkbox keepExpired =
            new Checkbox(TEXTS.say("keep-entries-of-expired-certificates"));
    private final @Nullable Instant keptSince;

    PolicyForm(CrlPolicy policy, boolean mayChange) {
        addClassName("policy");
        regular = new Times(policy.schedule());
        between = new Times(policy.deltas());
        keptSince = policy.keepsExpiredSince();
        regular.lifetime.setHelperText(TEXTS.say("longer-than-the-period-by"));
        between.period.setHelperText(
                policy.deltas() == null
                        ? TEXTS.say("empty-no-deltas")
                        : TEXTS.say("they-go-on-longer-is"));
        shards.setHelperText(TEXTS.say("0-new-certificates-name-the"));
        shards.setManualValidation(true);
        shards.setStepButtonsVisible(true);
        shards.setMin(0);
        shards.setMax(CrlPolicy.MOST_SHARDS);
        shards.setValue(policy.shards());
        apartCas.setValue(policy.apartCas());
        keepExpired.setValue(keptSince != null);
        readOnly(!mayChange);
        add(
                new H2(TEXTS.say("regular-crls")),
                quiet(TEXTS.say("the-complete-crl-and-beside")),
                regular.fields(),
                new H2(TEXTS.say("deltas")),
                quiet(TEXTS.say("small-crls-with-what-has")),
                between.fields(),
                new H2(TEXTS.say("which-crl-new-certificates-name")),
                quiet(TEXTS.say("certificates-that-are-out-keep")),
                shards,
                apartCas,
                new H2(TEXTS.say("expired-certificates")),
                quiet(TEXTS.say("their-entries-leave-the-crl")),
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
