package org.lineageca.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.audit.AuditEvent;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.Language;

class EventKindWordsTest {

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyKindHasWordsOfItsOwnInEveryLanguage(Language language) {
        var kinds = AuditPresenter.kinds();
        var words =
                Audience.speaking(language, () -> kinds.stream().map(EventKindWords::of).toList());
        assertThat(words).doesNotHaveDuplicates().doesNotContainAnyElementsOf(kinds);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatIsNotAKindOfOursIsCalledWhatItIs(Language language) {
        assertThat(Audience.speaking(language, () -> EventKindWords.of("change-people")))
                .isEqualTo("change-people");
    }

    /** The guide names kinds as they are recorded; the list shows words. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void aKindIsFoundByItsWordsAndByItsName(Language language) {
        var words = Audience.speaking(language, () -> EventKindWords.of("CertificateIntended"));
        assertThat(found(language, words.toUpperCase(Locale.ROOT)))
                .containsExactly("CertificateIntended");
        assertThat(found(language, " certificateInt")).containsExactly("CertificateIntended");
        assertThat(found(language, "")).isEqualTo(AuditPresenter.kinds());
        assertThat(found(language, "no such kind")).isEmpty();
    }

    private static List<String> found(Language language, String typed) {
        return Audience.speaking(
                language,
                () ->
                        AuditPresenter.kinds().stream()
                                .filter(kind -> EventKindWords.matches(kind, typed))
                                .toList());
    }

    @Test
    void noEventIsRecordedUnderAnythingButTheNameOfItsType() {
        assertThat(AuditEvent.class.getPermittedSubclasses())
                .allSatisfy(type ->
                        assertThat(Arrays.stream(type.getDeclaredMethods()))
                                .noneMatch(method -> method.getName().equals("kind")));
    }
}
