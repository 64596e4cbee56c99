package org.lineageca.console.access;

import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

/**
 * Whose certificate is behind a request: that of its own connection; or, where that is the proxy's,
 * the one the proxy says a person showed it (ADR 0047). That a person has its key is proven by the
 * handshake, here or at the proxy.
 */
@Singleton
final class BroughtCertificate {

    private static final String OF_CONNECTION = "jakarta.servlet.request.X509Certificate";

    /** What a request brings. */
    sealed interface Brought {

        /** To be judged by who it is registered for. */
        record Persons(X509Certificate certificate) implements Brought {}

        record Nothing() implements Brought {}

        record Doubtful(Distrust why) implements Brought {}
    }

    private final ProxySettings proxy;
    private final SignInTrust trust;

    BroughtCertificate(ProxySettings proxy, SignInTrust trust) {
        this.proxy = proxy;
        this.trust = trust;
    }

    Brought of(HttpServletRequest request) {
        if (!(request.getAttribute(OF_CONNECTION) instanceof X509Certificate[] chain)
                || chain.length == 0) {
            return new Brought.Nothing();
        }
        return proxy.isProxys(chain[0]) ? saidByTheProxy(request) : own(chain[0], request);
    }

    /**
     * Browsers never send these fields: whoever does so tries to be somebody else, or comes through
     * a proxy that is not set up. Both are told, and found in the log.
     */
    private static Brought own(X509Certificate certificate, HttpServletRequest request) {
        return values(request, ClientCertField.NAME).isEmpty()
                        && values(request, ClientCertField.CHAIN).isEmpty()
                ? new Brought.Persons(certificate)
                : new Brought.Doubtful(Distrust.NOT_THE_PROXY);
    }

    private Brought saidByTheProxy(HttpServletRequest request) {
        return switch (ClientCertField.read(values(request, ClientCertField.NAME))) {
            case ClientCertField.Found.Certificate(var certificate) -> judged(certificate, request);
            case ClientCertField.Found.Nothing(var why) -> new Brought.Doubtful(why);
        };
    }

    /** Its chain once for a session, as a handshake would: sessions begin behind this. */
    private Brought judged(X509Certificate certificate, HttpServletRequest request) {
        if (proxy.isProxys(certificate)) {
            return new Brought.Doubtful(Distrust.PROXYS_OWN);
        }
        return hasSession(certificate, request) || trust.wouldPass(certificate)
                ? new Brought.Persons(certificate)
                : new Brought.Doubtful(Distrust.UNTRUSTED);
    }

    private static boolean hasSession(X509Certificate certificate, HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                && session.getAttribute(OpenSession.ATTRIBUTE) instanceof OpenSession open
                && SignedInOfficer.fingerprint(certificate)
                        .filter(open.fingerprint()::equals)
                        .isPresent();
    }

    private static List<String> values(HttpServletRequest request, String field) {
        return Collections.list(request.getHeaders(field));
    }
}
