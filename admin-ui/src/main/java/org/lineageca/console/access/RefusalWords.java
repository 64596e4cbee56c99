package org.lineageca.console.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.admission.Admission;
import org.lineageca.console.browser.PlainPage;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;

/** What people are told who may not come in, or whose session is over: what, why, what to do. */
final class RefusalWords {

    private static final Texts TEXTS = Texts.of(RefusalWords.class);
    private static final String START = "/";

    private RefusalWords() {}

    /** In one sentence why they may not come in. */
    private static String why(Admission.Refused refused) {
        return switch (refused) {
            case Admission.NobodysCertificate _ -> TEXTS.say("nobodys");
            case Admission.PersonRemoved(var name, var at) ->
                    TEXTS.say("person-removed", name, Instants.show(at));
            case Admission.CertificateRemoved(_, var at) ->
                    TEXTS.say("certificate-removed", Instants.show(at));
            case Admission.NotYetValid(_, var from) ->
                    TEXTS.say("not-yet-valid", Instants.show(from));
            case Admission.Expired(_, var at) -> TEXTS.say("expired", Instants.show(at));
            case Admission.OnHold(_, var since) -> TEXTS.say("on-hold", Instants.show(since));
            case Admission.Revoked(_, var at, var reason) ->
                    TEXTS.say("revoked", Instants.show(at), reason.label());
            case Admission.IssuerRevoked(_, var issuer, var at) ->
                    TEXTS.say("issuer-revoked", issuer, Instants.show(at));
            case Admission.StatusUnavailable _ -> TEXTS.say("status-unavailable");
        };
    }

    private static String whatToDo(Admission.Refused refused) {
        return switch (refused) {
            case Admission.NobodysCertificate _, Admission.PersonRemoved _ ->
                    TEXTS.say("ask-another-officer");
            case Admission.NotYetValid _ -> TEXTS.say("wait-until-then");
            case Admission.OnHold _ -> TEXTS.say("have-it-released");
            case Admission.CertificateRemoved _ -> TEXTS.say("use-another-certificate");
            case Admission.Expired _, Admission.Revoked _, Admission.IssuerRevoked _ ->
                    TEXTS.say("have-a-new-one-registered");
            case Admission.StatusUnavailable _ -> TEXTS.say("try-again-in-a-minute");
        };
    }

    /** All of it, where there is no room for a page. */
    static String sentence(Admission.Refused refused) {
        return String.join(" ", sentences(refused));
    }

    private static List<String> sentences(Admission.Refused refused) {
        return List.of(why(refused), TEXTS.say("nothing-was-done"), whatToDo(refused));
    }

    static PlainPage page(Admission.Refused refused, String reference) {
        return new PlainPage(
                refused instanceof Admission.StatusUnavailable
                        ? TEXTS.say("not-now")
                        : TEXTS.say("you-may-not-come-in"),
                sentences(refused),
                reference,
                new PlainPage.Onward(TEXTS.say("try-again"), START));
    }

    /** For a request of which it is not believed whose it is. */
    static PlainPage distrust(Distrust distrust, String reference) {
        return new PlainPage(
                TEXTS.say("not-believed"),
                List.of(whyNot(distrust), TEXTS.say("nothing-was-done"), whatToDo(distrust)),
                reference,
                new PlainPage.Onward(TEXTS.say("try-again"), START));
    }

    private static String whatToDo(Distrust distrust) {
        return switch (distrust) {
            case NOT_THE_PROXY -> TEXTS.say("name-the-proxy");
            case UNTRUSTED -> TEXTS.say("sign-in-with-another");
            case NOT_SAID, SAID_TWICE, TOO_LONG, MALFORMED, NO_CERTIFICATE, PROXYS_OWN ->
                    TEXTS.say("set-up-the-proxy");
        };
    }

    private static String whyNot(Distrust distrust) {
        return switch (distrust) {
            case NOT_THE_PROXY -> TEXTS.say("not-the-proxy");
            case NOT_SAID -> TEXTS.say("proxy-does-not-say");
            case SAID_TWICE -> TEXTS.say("proxy-says-twice");
            case TOO_LONG -> TEXTS.say("proxy-says-too-much", ClientCertField.LONGEST);
            case MALFORMED -> TEXTS.say("proxy-is-not-understood");
            case NO_CERTIFICATE -> TEXTS.say("proxy-shows-no-certificate");
            case PROXYS_OWN -> TEXTS.say("proxy-shows-its-own");
            case UNTRUSTED -> TEXTS.say("proxy-shows-what-is-not-trusted");
        };
    }

    /** For a browser that brings the session of one certificate and signs in with another. */
    static PlainPage otherCertificate(String reference) {
        return new PlainPage(
                TEXTS.say("another-certificate"),
                List.of(TEXTS.say("begun-with-another"), TEXTS.say("sign-in-anew")),
                reference,
                new PlainPage.Onward(TEXTS.say("sign-in"), START));
    }

    /**
     * For a session that nobody used.
     *
     * @param back the view that was open, without a slash before it; null if that is unknown
     */
    static PlainPage idle(SessionSettings settings, @Nullable String back) {
        return new PlainPage(
                TEXTS.say("you-are-signed-out"),
                List.of(
                        TEXTS.say("nobody-used-it", settings.idle().toMinutes()),
                        TEXTS.say("your-certificate-signs-you-in")),
                null,
                new PlainPage.Onward(
                        TEXTS.say("sign-in-again"), START + (back == null ? "" : back)));
    }

    /** For one of which no more is known. */
    static PlainPage over() {
        return new PlainPage(
                TEXTS.say("your-session-is-over"),
                List.of(TEXTS.say("it-was-ended"), TEXTS.say("your-certificate-signs-you-in")),
                null,
                new PlainPage.Onward(TEXTS.say("sign-in-again"), START));
    }
}
