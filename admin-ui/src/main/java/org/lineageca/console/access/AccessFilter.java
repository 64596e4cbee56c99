package org.lineageca.console.access;

import com.vaadin.flow.server.VaadinService;
import jakarta.inject.Singleton;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.admission.Admission;
import org.lineageca.console.browser.BrowserRules;
import org.lineageca.console.browser.PlainPage;
import org.lineageca.console.browser.References;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.ChosenLanguage;
import org.lineageca.octets.Octets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request passes: it goes on only while its certificate is that of a person who may come
 * in, and its session is theirs and not over (ADR 0044).
 */
@Singleton
public final class AccessFilter implements Filter {

    /** Where it is said that a session is over. */
    static final String SIGNED_OUT = "/signed-out";

    static final String BECAUSE = "because";
    static final String BACK = "back";
    static final String IDLE = "idle";

    /** The attribute of a request that holds the nonce of its answer. */
    static final String NONCE = "lineage.nonce";

    private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);

    /** How Vaadin's client asks. */
    private static final String KIND = "v-r";

    /** The address of a view here, nothing that leads elsewhere. */
    private static final Pattern VIEW = Pattern.compile("[A-Za-z0-9][A-Za-z0-9/._~?=&%-]{0,500}");

    private final BroughtCertificate certificates;
    private final SignedInOfficer officers;
    private final OpenSessions sessions;
    private final SessionSettings settings;
    private final SessionCookie cookie;
    private final BrowserRules rules;
    private final References references;
    private final InstantSource clock;

    AccessFilter(
            BroughtCertificate certificates,
            SignedInOfficer officers,
            OpenSessions sessions,
            SessionSettings settings,
            SessionCookie cookie,
            BrowserRules rules,
            References references,
            InstantSource clock) {
        this.certificates = certificates;
        this.officers = officers;
        this.sessions = sessions;
        this.settings = settings;
        this.cookie = cookie;
        this.rules = rules;
        this.references = references;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var asked = (HttpServletRequest) request;
        var answer = (HttpServletResponse) response;
        var nonce = rules.nonce();
        asked.setAttribute(NONCE, nonce);
        rules.headers(nonce).forEach(answer::setHeader);
        switch (certificates.of(asked)) {
            case BroughtCertificate.Brought.Doubtful(var why) -> distrust(why, asked, answer);
            case BroughtCertificate.Brought.Nothing() -> pass(asked, answer, chain);
            case BroughtCertificate.Brought.Persons(var certificate) -> {
                SignedInOfficer.bring(asked, certificate);
                pass(asked, answer, chain);
            }
        }
    }

    private void pass(HttpServletRequest asked, HttpServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        switch (officers.admission(asked)) {
            case Admission.Refused refused -> refuse(refused, asked, answer);
            case Admission.Admitted _ -> {
                if (mayGoOn(asked, answer)) {
                    chain.doFilter(asked, answer);
                }
            }
        }
    }

    private void distrust(Distrust why, HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        var reference = references.draw();
        LOG.warn(
                "not believed, reference {}: {} {} from {}: {}",
                reference,
                asked.getMethod(),
                asked.getRequestURI(),
                asked.getRemoteAddr(),
                why);
        write(
                HttpServletResponse.SC_BAD_REQUEST,
                () -> RefusalWords.distrust(why, reference),
                asked,
                answer);
    }

    private void refuse(
            Admission.Refused refused, HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        if (isClientOfVaadin(asked)) {
            leadAway(SIGNED_OUT, answer);
            return;
        }
        var reference = references.draw();
        LOG.warn(
                "refused, reference {}: {} {} from {}: {}",
                reference,
                asked.getMethod(),
                asked.getRequestURI(),
                asked.getRemoteAddr(),
                refused);
        write(
                refused instanceof Admission.StatusUnavailable
                        ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                        : HttpServletResponse.SC_FORBIDDEN,
                () -> RefusalWords.page(refused, reference),
                asked,
                answer);
    }

    /** Answers itself where the session does not let the request pass. */
    private boolean mayGoOn(HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        if (asked.getRequestURI().equals(SIGNED_OUT)) {
            write(
                    HttpServletResponse.SC_OK,
                    () ->
                            IDLE.equals(asked.getParameter(BECAUSE))
                                    ? RefusalWords.idle(settings, back(asked))
                                    : RefusalWords.over(),
                    asked,
                    answer);
            return false;
        }
        var open = open(asked);
        if (open != null && !isSameAs(open.fingerprint(), asked)) {
            var reference = references.draw();
            LOG.warn("a session was shown with another certificate, reference {}", reference);
            answer.setHeader("Set-Cookie", cookie.forgotten());
            write(
                    HttpServletResponse.SC_FORBIDDEN,
                    () -> RefusalWords.otherCertificate(reference),
                    asked,
                    answer);
            return false;
        }
        var end = sessionId(asked).flatMap(sessions::end);
        if (end.isEmpty()) {
            if (open != null && isSomebodyThere(asked)) {
                open.use(clock.instant());
            }
            return true;
        }
        return isPage(asked) ? beginsAnew(asked) : isToldOfTheEnd(end.get(), asked, answer);
    }

    private static boolean beginsAnew(HttpServletRequest asked) {
        var session = asked.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return true;
    }

    private boolean isToldOfTheEnd(
            SessionEnd end, HttpServletRequest asked, HttpServletResponse answer)
            throws IOException {
        if (isClientOfVaadin(asked)) {
            leadAway(signedOut(end), answer);
        } else {
            write(HttpServletResponse.SC_FORBIDDEN, RefusalWords::over, asked, answer);
        }
        return false;
    }

    /** The address that says why. */
    static String signedOut(SessionEnd end) {
        return switch (end) {
            case SessionEnd.Idle _ -> SIGNED_OUT + "?" + BECAUSE + "=" + IDLE;
            case SessionEnd.NotAdmitted _ -> SIGNED_OUT;
        };
    }

    private static @Nullable String back(HttpServletRequest asked) {
        var back = asked.getParameter(BACK);
        return back != null && VIEW.matcher(back).matches() && !back.contains("//") ? back : null;
    }

    private static @Nullable OpenSession open(HttpServletRequest asked) {
        var session = asked.getSession(false);
        return session == null ? null : (OpenSession) session.getAttribute(OpenSession.ATTRIBUTE);
    }

    private static boolean isSameAs(Octets fingerprint, HttpServletRequest asked) {
        return SignedInOfficer.fingerprint(asked).filter(fingerprint::equals).isPresent();
    }

    private static Optional<String> sessionId(HttpServletRequest asked) {
        // Jetty's cookie has the name of the node behind the id.
        return Optional.ofNullable(asked.getRequestedSessionId())
                .map(id -> id.replaceFirst("\\..*", ""));
    }

    private static boolean isClientOfVaadin(HttpServletRequest asked) {
        return "uidl".equals(asked.getParameter(KIND));
    }

    private static boolean isPage(HttpServletRequest asked) {
        var accepted = asked.getHeader("Accept");
        return asked.getMethod().equals("GET")
                && asked.getParameter(KIND) == null
                && accepted != null
                && accepted.contains("text/html");
    }

    /** Polls and heartbeats say nothing of that; keys and clicks are told by the page itself. */
    private static boolean isSomebodyThere(HttpServletRequest asked) {
        return isPage(asked)
                || (asked.getMethod().equals("POST")
                        && asked.getRequestURI().startsWith("/VAADIN/dynamic/"));
    }

    /** How Vaadin's client is told to load another page: in the wrapping that it takes off. */
    private static void leadAway(String address, HttpServletResponse answer) throws IOException {
        answer.setContentType("application/json; charset=utf-8");
        answer.getWriter()
                .write(
                        "for(;;);["
                                + VaadinService.createCriticalNotificationJSON(
                                        null, null, null, address)
                                + "]");
    }

    private static void write(
            int status,
            Supplier<PlainPage> page,
            HttpServletRequest asked,
            HttpServletResponse answer)
            throws IOException {
        var nonce = (String) asked.getAttribute(NONCE);
        answer.setStatus(status);
        answer.setContentType(PlainPage.CONTENT_TYPE);
        answer.getWriter()
                .write(Audience.speaking(ChosenLanguage.of(asked), () -> page.get().html(nonce)));
    }
}
