package org.lineageca.console.shell;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.Language;
import org.lineageca.console.language.Texts;

/** Has the fields for dates speak the language of the page. */
public final class DateEntry {

    private static final Texts TEXTS = Texts.of(DateEntry.class);

    private DateEntry() {}

    public static void speak(DatePicker field) {
        field.setLocale(locale());
        field.setI18n(words());
    }

    public static void speak(DateTimePicker field) {
        field.setLocale(locale());
        field.setDatePickerI18n(words());
    }

    /** Whose clock has 24 hours. */
    private static Locale locale() {
        return switch (Audience.language()) {
            case ENGLISH -> Locale.UK;
            case GERMAN -> Locale.GERMANY;
        };
    }

    private static DatePicker.DatePickerI18n words() {
        var words = new DatePicker.DatePickerI18n();
        switch (Audience.language()) {
            case ENGLISH -> words.setDateFormat("yyyy-MM-dd");
            case GERMAN -> words.setDateFormat("dd.MM.yyyy");
        }
        if (Audience.language() == Language.ENGLISH) {
            return words;
        }
        var locale = locale();
        return words.setMonthNames(
                        names(Month.values(), it -> it.getDisplayName(TextStyle.FULL, locale)))
                .setWeekdays(days(TextStyle.FULL, locale))
                .setWeekdaysShort(days(TextStyle.SHORT, locale))
                .setFirstDayOfWeek(1)
                .setToday(TEXTS.say("today"))
                .setCancel(TEXTS.say("cancel"));
    }

    /** The component counts them from Sunday. */
    private static List<String> days(TextStyle style, Locale locale) {
        return names(DayOfWeek.values(), day -> day.minus(1).getDisplayName(style, locale));
    }

    private static <T> List<String> names(T[] values, Function<T, String> name) {
        return Stream.of(values).map(name).toList();
    }
}
