package org.lineageca.console.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.console.authority.StateWords;
import org.lineageca.console.freshness.ScopeWords;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Callout;
import org.lineageca.console.shell.Instants;

final class LanguageTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:12:30Z");

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    /** From here on somebody looks whose browser speaks this. */
    private static void look(Locale locale) {
        var page = new UI();
        page.setLocale(locale);
        UI.setCurrent(page);
    }

    @Test
    void theFirstLanguageThatIsSpokenIsTaken() {
        assertThat(Language.firstOf(List.of(Locale.GERMANY, Locale.US))).isEqualTo(Language.GERMAN);
        assertThat(Language.firstOf(List.of(Locale.FRENCH, Locale.forLanguageTag("de-CH"))))
                .isEqualTo(Language.GERMAN);
        assertThat(Language.firstOf(List.of(Locale.UK, Locale.GERMAN))).isEqualTo(Language.ENGLISH);
        assertThat(Language.firstOf(List.of(Locale.FRENCH))).isEqualTo(Language.ENGLISH);
        assertThat(Language.firstOf(List.of())).isEqualTo(Language.ENGLISH);
    }

    @Test
    void nobodyWhoLooksIsSpokenToInEnglish() {
        assertThat(Audience.language()).isEqualTo(Language.ENGLISH);
        assertThat(Instants.show(NOW)).isEqualTo("2026-11-22 14:12 UTC");
        assertThat(Instants.relative(NOW, NOW.plus(Duration.ofDays(3)))).isEqualTo("3 d ago");
        assertThat(Numbers.show(1_234_567)).isEqualTo("1,234,567");
    }

    @Test
    void timesAndNumbersFollowTheLanguage() {
        look(Locale.GERMANY);
        assertThat(Instants.show(NOW)).isEqualTo("22.11.2026 14:12 UTC");
        assertThat(Instants.relative(NOW, NOW.plus(Duration.ofDays(3)))).isEqualTo("vor 3 d");
        assertThat(Instants.relative(NOW, NOW.minus(Duration.ofHours(5)))).isEqualTo("in 5 h");
        assertThat(Numbers.show(1_234_567)).isEqualTo("1.234.567");
    }

    @Test
    void whatWasWordedForEverybodyIsSaidInEachLanguage() {
        var state = EachLanguage.of(() -> StateWords.of("Revoked"));
        assertThat(state.said()).isEqualTo("Revoked");
        look(Locale.GERMAN);
        assertThat(state.said()).isEqualTo("Gesperrt");
        assertThat(ScopeWords.ofPlace("shard-3-delta")).isEqualTo("Teil 3, Delta");
    }

    @Test
    void whatTheCoreSaysIsMarkedOnAGermanPage() {
        assertThat(refusal().getElement().getOuterHTML()).doesNotContain("lang=");
        look(Locale.GERMAN);
        assertThat(refusal().getElement().getOuterHTML())
                .contains("Abgelehnt")
                .contains("<p lang=\"en\">Nothing was issued.</p>");
    }

    private static Callout refusal() {
        return Callout.refusal("Nothing was issued.");
    }
}
