package org.lineageca.console.language;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The language a person chose in this browser, kept there in a cookie; before they choose, the one
 * the browser asks for.
 */
public final class ChosenLanguage {

    private static final String COOKIE = "lineage-language";
    private static final Duration KEPT = Duration.ofDays(400);

    private ChosenLanguage() {}

    static Language of(VaadinRequest request) {
        return of(request.getCookies(), Collections.list(request.getLocales()));
    }

    /** The same where Vaadin has no part in it. */
    public static Language of(HttpServletRequest request) {
        return of(request.getCookies(), Collections.list(request.getLocales()));
    }

    private static Language of(Cookie @Nullable [] cookies, List<Locale> wanted) {
        return kept(cookies).orElseGet(() -> Language.firstOf(wanted));
    }

    private static Optional<Language> kept(Cookie @Nullable [] cookies) {
        return Stream.ofNullable(cookies)
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie -> Language.tagged(cookie.getValue()).stream())
                .findFirst();
    }

    /** Keeps it, and shows the page again in it. */
    public static void choose(Language language) {
        var cookie = new Cookie(COOKIE, language.tag());
        cookie.setPath("/");
        cookie.setMaxAge((int) KEPT.toSeconds());
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Strict");
        VaadinResponse.getCurrent().addCookie(cookie);
        UI.getCurrent().getPage().reload();
    }
}
