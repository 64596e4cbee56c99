package org.lineageca.console.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;

class PolicyFormTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00.5Z");
    private static final CrlPolicy PLAIN =
            CrlPolicy.plain(CrlSchedule.regular(Duration.ofHours(12), Duration.ofDays(7)));
    private static final CrlPolicy FULL =
            new CrlPolicy(
                    new CrlSchedule(
                            Duration.ofMinutes(90), Duration.ofDays(7), Duration.ofSeconds(90)),
                    CrlSchedule.regular(Duration.ofHours(1), Duration.ofHours(3)),
                    8,
                    true,
                    Instant.parse("2026-01-01T00:00:00Z"));

    private PolicyForm form = new PolicyForm(PLAIN, true);

    private <C extends Component> List<C> fields(Class<C> type) {
        return below(form).filter(type::isInstance).map(type::cast).toList();
    }

    private static Stream<Component> below(Component component) {
        return Stream.concat(
                Stream.of(component), component.getChildren().flatMap(PolicyFormTest::below));
    }

    /** In the order they stand: period, lifetime, telling; then the same of deltas. */
    private TextField text(int index) {
        return fields(TextField.class).get(index);
    }

    @Test
    void whatIsShownIsReadBack() {
        assertThat(form.read(NOW)).contains(PLAIN);
        form = new PolicyForm(FULL, true);
        assertThat(form.read(NOW)).contains(FULL);
    }

    @Test
    void whoMayNotChangeItSeesIt() {
        form = new PolicyForm(FULL, false);
        assertThat(fields(TextField.class)).hasSize(6).allMatch(TextField::isReadOnly);
        assertThat(fields(Checkbox.class)).allMatch(Checkbox::isReadOnly);
        assertThat(text(0).getValue()).isEqualTo("90m");
    }

    @Test
    void deltasShardsAndKeepingAreTyped() {
        text(2).setValue("1m");
        text(3).setValue("1h");
        text(4).setValue("3 h");
        fields(IntegerField.class).getFirst().setValue(4);
        fields(Checkbox.class).getLast().setValue(true);
        assertThat(form.read(NOW))
                .contains(
                        new CrlPolicy(
                                new CrlSchedule(
                                        Duration.ofHours(12),
                                        Duration.ofDays(7),
                                        Duration.ofMinutes(1)),
                                CrlSchedule.regular(Duration.ofHours(1), Duration.ofHours(3)),
                                4,
                                false,
                                Instant.parse("2026-11-22T08:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "0, '', 0, This is needed",
        "1, soon, 1, 'such as 90s, 5m, 12h or 7d'",
        "1, 1h, 1, must be longer than its period",
        "3, 1h, 4, This is needed",
    })
    void whatIsWrongIsSaidAtItsField(int field, String typed, int where, String complaint) {
        text(field).setValue(typed);
        assertThat(form.read(NOW)).isEmpty();
        assertThat(text(where).isInvalid()).isTrue();
        assertThat(text(where).getErrorMessage()).contains(complaint);
    }

    @Test
    void whatDoesNotFitTogetherIsSaidToo() {
        text(3).setValue("12h");
        text(4).setValue("2d");
        assertThat(form.read(NOW)).isEmpty();
        assertThat(text(3).getErrorMessage()).contains("come more often");

        text(3).setValue("1h");
        fields(IntegerField.class).getFirst().setValue(5000);
        assertThat(form.read(NOW)).isEmpty();
        assertThat(fields(IntegerField.class).getFirst().getErrorMessage())
                .contains("from 0 to 1024");
    }
}
