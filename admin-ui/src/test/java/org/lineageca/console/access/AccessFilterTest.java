package org.lineageca.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.console.browser.BrowserRules;
import org.lineageca.console.browser.ErrorPages;
import org.lineageca.console.browser.References;
import org.lineageca.octets.Octets;

/** What a real Jetty answers behind the filter; who signs in stands in for its TLS. */
class AccessFilterTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");
    private static final SessionSettings SETTINGS =
            new SessionSettings(Duration.ofMinutes(15), Duration.ofMinutes(2));
    private static final X509Certificate ANNA = TestCertificates.named("anna");
    private static final X509Certificate BERTA = TestCertificates.named("berta");
    private static final X509Certificate PROXY = TestCertificates.named("proxy");
    private static final String UIDL = "/?v-r=uidl";
    private static final String PUSH = "/VAADIN/push";

    private final Standings standings = new Standings();
    private X509Certificate untrusted = PROXY;
    private volatile X509Certificate signsIn = ANNA;
    private final HeardPages pages = new HeardPages();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient http = HttpClient.newHttpClient();
    private Instant now = BEGIN;
    private final AdmitPerson admit = new AdmitPerson(standings, () -> now);
    private final OpenSessions sessions = new OpenSessions(admit, SETTINGS, () -> now);

    @BeforeEach
    void start() throws Exception {
        standings.register("anna", fingerprint(ANNA));
        standings.register("berta", fingerprint(BERTA));
        var random = new Random(1);
        var rules = new BrowserRules(random);
        var references = new References(random);
        var cookie = new SessionCookie(new Settings.Http("localhost", 8440));
        var app = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        app.getSessionHandler().setSessionCookie(cookie.name());
        Filter tls =
                (request, response, chain) -> {
                    request.setAttribute(
                            "jakarta.servlet.request.X509Certificate",
                            new X509Certificate[] {signsIn});
                    chain.doFilter(request, response);
                };
        Entrance.putFirst(
                new AccessFilter(
                        new BroughtCertificate(
                                new ProxySettings(List.of(fingerprint(PROXY).toHex())),
                                certificate -> !untrusted.equals(certificate)),
                        new SignedInOfficer(admit),
                        sessions,
                        SETTINGS,
                        cookie,
                        rules,
                        references,
                        () -> now),
                app);
        Entrance.putFirst(tls, app);
        JakartaWebSocketServletContainerInitializer.configure(
                app,
                (_, container) ->
                        container.addEndpoint(
                                ServerEndpointConfig.Builder.create(Push.class, PUSH).build()));
        app.addServlet(new ServletHolder(new Views()), "/*");
        var errors = new ErrorPages(references, rules);
        app.setErrorHandler(errors);
        server.setErrorHandler(errors);
        server.setHandler(app);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        server.stop();
    }

    /** Without a stack trace, which would be logged: it is expected. */
    private static final class Broken extends RuntimeException {
        Broken() {
            super("a secret of the inside", null, false, false);
        }
    }

    /** What tells an open page. */
    public static final class Push extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig configuration) {}
    }

    /** Begins sessions, as Vaadin does, and fails where it is asked to. */
    private final class Views extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            if (request.getRequestURI().equals("/broken")) {
                throw new Broken();
            }
            if (request.getRequestURI().equals("/nowhere")) {
                response.sendError(404);
                return;
            }
            var session = request.getSession(true);
            if (session.isNew()) {
                var open =
                        new OpenSession(
                                session.getId(),
                                SignedInOfficer.fingerprint(request).orElseThrow(),
                                pages,
                                now);
                session.setAttribute(OpenSession.ATTRIBUTE, open);
                sessions.opened(open);
            }
            response.getWriter().write("a view");
        }
    }

    private static Octets fingerprint(X509Certificate certificate) {
        return SignedInOfficer.fingerprint(certificate).orElseThrow();
    }

    private HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + path));
        request.header("Accept", "text/html");
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The cookie of a session that is begun now. */
    private String signIn() throws IOException, InterruptedException {
        var answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    @Test
    void everyAnswerTellsTheBrowserWhatItMayNot() throws Exception {
        var headers = get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'", "object-src 'none'")
                .containsPattern("script-src 'self' 'nonce-[A-Za-z0-9+/]{24}' 'unsafe-eval';")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(headers.firstValue("Permissions-Policy"))
                .get()
                .asString()
                .contains("camera=()", "geolocation=()");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(get("/").headers().firstValue("Content-Security-Policy"))
                .isNotEqualTo(headers.firstValue("Content-Security-Policy"));
    }

    @Test
    void aRequestIsDecidedAboutOnce() throws Exception {
        signIn();
        assertThat(standings.reads()).isEqualTo(1);
    }

    @Test
    void whoIsRevokedIsToldWhenWhyAndWhatToDo() throws Exception {
        var cookie = signIn();
        standings.revoke("anna", fingerprint(ANNA), BEGIN, RevocationReason.KEY_COMPROMISE);
        var answer = get("/", "Cookie", cookie);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains(
                        "You may not come in",
                        "revoked on 2026-11-22 08:00 UTC (keyCompromise)",
                        "Ask another officer to register a new certificate")
                .containsPattern("Reference <code>[0-9A-Z]{4}-[0-9A-Z]{4}</code>")
                .doesNotContain("<script");
        assertThat(get(UIDL, "Cookie", cookie).body())
                .startsWith("for(;;);")
                .contains("\"url\":\"/signed-out\"");
        assertThat(get("/signed-out", "Cookie", cookie).body()).contains("revoked on 2026-11-22");
    }

    @Test
    void aStrangerIsRefusedWithoutASession() throws Exception {
        signsIn = TestCertificates.named("carla");
        var answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("registered for nobody");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void nobodyComesInWhileTheStatusCannotBeReadAndTheSessionGoesOnAfterwards() throws Exception {
        var cookie = signIn();
        standings.goAway(true);
        var answer = get("/", "Cookie", cookie);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Not now", "cannot be read at the moment");
        standings.goAway(false);
        assertThat(get("/", "Cookie", cookie).body()).isEqualTo("a view");
    }

    @Test
    void anIdleSessionLeadsItsPagesAwayAndTheNextVisitBeginsAnother() throws Exception {
        var cookie = signIn();
        now = BEGIN.plus(Duration.ofMinutes(15));
        assertThat(get(UIDL, "Cookie", cookie).body())
                .contains("\"url\":\"/signed-out?because=idle\"");
        assertThat(get("/signed-out?because=idle&back=acts%2F7", "Cookie", cookie).body())
                .contains("Nobody used this session for 15 minutes", "href=\"/acts/7\"");
        var anew = get("/", "Cookie", cookie);
        assertThat(anew.body()).isEqualTo("a view");
        assertThat(anew.headers().firstValue("Set-Cookie")).isPresent();
    }

    @Test
    void pollsKeepNoSessionOpenAndVisitsDo() throws Exception {
        var cookie = signIn();
        for (var minutes = 5; minutes <= 10; minutes += 5) {
            now = BEGIN.plus(Duration.ofMinutes(minutes));
            assertThat(get(UIDL, "Cookie", cookie).body()).isEqualTo("a view");
        }
        assertThat(get("/acts", "Cookie", cookie).body()).isEqualTo("a view");
        now = BEGIN.plus(Duration.ofMinutes(24));
        assertThat(get(UIDL, "Cookie", cookie).body()).isEqualTo("a view");
        now = BEGIN.plus(Duration.ofMinutes(25));
        assertThat(get(UIDL, "Cookie", cookie).body()).contains("signed-out");
    }

    @Test
    void aSessionIsOfNoUseWithAnotherCertificate() throws Exception {
        var cookie = signIn();
        signsIn = BERTA;
        var answer = get("/", "Cookie", cookie);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("begun with another certificate");
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .get()
                .asString()
                .startsWith("__Host-lineage-8440=;")
                .contains("Max-Age=0");
    }

    private WebSocket push(String... headers) throws InterruptedException, ExecutionException {
        var channel = http.newWebSocketBuilder();
        for (var i = 0; i < headers.length; i += 2) {
            channel.header(headers[i], headers[i + 1]);
        }
        return channel.buildAsync(
                        URI.create("ws://127.0.0.1:" + connector.getLocalPort() + PUSH),
                        new WebSocket.Listener() {})
                .get();
    }

    private void assertNoPush(int status, String... headers) {
        assertThatThrownBy(() -> push(headers))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void whoMayNotComeInIsNotToldByPushEither() throws Exception {
        var cookie = signIn();
        push("Cookie", cookie).abort();
        signsIn = BERTA;
        assertNoPush(403, "Cookie", cookie);
        signsIn = PROXY;
        assertNoPush(400, "Cookie", cookie);
        push("Cookie", cookie, "Client-Cert", field(ANNA)).abort();
        signsIn = ANNA;
        standings.revoke("anna", fingerprint(ANNA), BEGIN, RevocationReason.KEY_COMPROMISE);
        assertNoPush(403, "Cookie", cookie);
    }

    @Test
    void theWayBackLeadsNowhereElse() throws Exception {
        for (var elsewhere :
                new String[] {"https://elsewhere.example", "/elsewhere.example", "a//b", "%22x"}) {
            assertThat(get("/signed-out?because=idle&back=" + elsewhere).body())
                    .contains("href=\"/\"");
        }
    }

    @Test
    void whatBreaksInsideIsShownAsAReferenceOnly() throws Exception {
        var broken = get("/broken");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body())
                .contains("Something went wrong")
                .containsPattern(Pattern.compile("Reference <code>[0-9A-Z-]{9}</code>"))
                .doesNotContain("secret", "Exception", "Jetty", "jetty");
        var nowhere = get("/nowhere");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.body()).contains("Nothing here").doesNotContainIgnoringCase("jetty");
        assertThat(nowhere.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    private static String field(X509Certificate certificate) throws CertificateEncodingException {
        return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
    }

    @Test
    void whoComesThroughTheProxyIsWhomItNames() throws Exception {
        signsIn = PROXY;
        var anna = get("/", "Client-Cert", field(ANNA), "Client-Cert-Chain", "unread");
        assertThat(anna.body()).isEqualTo("a view");
        var cookie = anna.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        assertThat(get("/", "Client-Cert", field(ANNA), "Cookie", cookie).body())
                .isEqualTo("a view");
        // The connection is the same for all; the session is not.
        assertThat(get("/", "Client-Cert", field(BERTA), "Cookie", cookie).body())
                .contains("begun with another certificate");
        assertThat(get("/", "Client-Cert", field(TestCertificates.named("carla"))).body())
                .contains("registered for nobody");
        standings.revoke("anna", fingerprint(ANNA), BEGIN, RevocationReason.KEY_COMPROMISE);
        var revoked = get("/", "Client-Cert", field(ANNA), "Cookie", cookie);
        assertThat(revoked.statusCode()).isEqualTo(403);
        assertThat(revoked.body()).contains("revoked on 2026-11-22 08:00 UTC");
    }

    @Test
    void whatWouldNotPassAHandshakeDoesNotPassBehindTheProxyEither() throws Exception {
        signsIn = PROXY;
        untrusted = BERTA;
        assertDoubted(get("/", "Client-Cert", field(BERTA)), "does not chain to a root");
        var anna = get("/", "Client-Cert", field(ANNA));
        assertThat(anna.body()).isEqualTo("a view");
        var cookie = anna.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        // The session of another does not help, nor is it harmed.
        assertDoubted(
                get("/", "Client-Cert", field(BERTA), "Cookie", cookie),
                "does not chain to a root");
        assertThat(get("/", "Client-Cert", field(ANNA), "Cookie", cookie).body())
                .isEqualTo("a view");
    }

    @Test
    void theProxyItselfIsNobodyEvenIfSomebodyRegisteredItsCertificate() throws Exception {
        standings.register("proxy", fingerprint(PROXY));
        signsIn = PROXY;
        assertDoubted(get("/"), "did not say whose certificate signed in");
        assertDoubted(get("/", "Client-Cert", "::"), "did not say whose certificate signed in");
        assertDoubted(get("/", "Client-Cert", field(PROXY)), "its own certificate");
    }

    @Test
    void whatTheProxySaysIsTakenAsTheStandardHasItOrNotAtAll() throws Exception {
        signsIn = PROXY;
        assertDoubted(get("/", "Client-Cert", "anna"), "base64 between two colons");
        assertDoubted(get("/", "Client-Cert", ":MIIB:"), "is not a certificate");
        assertDoubted(
                get("/", "Client-Cert", field(ANNA), "Client-Cert", field(BERTA)),
                "more than one certificate");
        assertDoubted(
                get("/", "Client-Cert", ":" + "A".repeat(6 * 1024) + ":"),
                "longer than 6144 characters");
    }

    @Test
    void whoBringsACertificateOfAnotherWithoutBeingTheProxyIsRefused() throws Exception {
        var cookie = signIn();
        var reads = standings.reads();
        for (var name : new String[] {"Client-Cert", "client-cert", "Client-Cert-Chain"}) {
            assertDoubted(
                    get("/", name, field(BERTA), "Cookie", cookie),
                    "does not come from a reverse proxy that this console knows");
        }
        assertDoubted(get("/", "Client-Cert", field(ANNA)), "does not come from a reverse proxy");
        assertDoubted(get("/", "Client-Cert", ""), "does not come from a reverse proxy");
        assertThat(standings.reads()).isEqualTo(reads);
        assertThat(get("/", "Cookie", cookie).body()).isEqualTo("a view");
    }

    private static void assertDoubted(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("This request is not believed", why, "Nothing was done.")
                .containsPattern("Reference <code>[0-9A-Z]{4}-[0-9A-Z]{4}</code>");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }
}
