package org.lineageca.console.browser;

import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.lineageca.console.language.Audience;
import org.lineageca.console.language.Language;
import org.lineageca.console.language.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Jetty answers where nothing of ours did: no trace of what went wrong but a reference. */
@Singleton
public final class ErrorPages implements Request.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);
    private static final Texts TEXTS = Texts.of(ErrorPages.class);
    private static final int BROKEN = 500;

    private final References references;
    private final BrowserRules rules;

    public ErrorPages(References references, BrowserRules rules) {
        this.references = references;
        this.rules = rules;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var status = response.getStatus();
        var reference = references.draw();
        if (status >= BROKEN) {
            LOG.error(
                    "a request was answered {}, reference {}: {} {}",
                    status,
                    reference,
                    request.getMethod(),
                    Request.getPathInContext(request),
                    (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION));
        } else {
            LOG.info(
                    "a request was answered {}, reference {}: {} {}",
                    status,
                    reference,
                    request.getMethod(),
                    Request.getPathInContext(request));
        }
        var nonce = rules.nonce();
        rules.headers(nonce).forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, PlainPage.CONTENT_TYPE);
        var html =
                Audience.speaking(
                        Language.firstOf(Request.getLocales(request)),
                        () -> page(status, reference).html(nonce));
        Content.Sink.write(response, true, html, callback);
        return true;
    }

    private static PlainPage page(int status, String reference) {
        var home = new PlainPage.Onward(TEXTS.say("start-page"), "/");
        return status >= BROKEN
                ? new PlainPage(
                        TEXTS.say("something-went-wrong"),
                        List.of(
                                TEXTS.say("could-not-answer", status),
                                TEXTS.say("give-the-operator")),
                        reference,
                        home)
                : new PlainPage(
                        TEXTS.say("nothing-here"),
                        List.of(
                                TEXTS.say("does-not-answer", status),
                                TEXTS.say("look-at-the-address")),
                        reference,
                        home);
    }
}
