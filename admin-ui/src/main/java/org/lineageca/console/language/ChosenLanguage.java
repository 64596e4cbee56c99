package org.lineageca.console.language;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Collections;
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
        return kept(request.getCookies())
                .orElseGet(() -> Language.firstOf(Collections.list(request.getLocales())));
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
