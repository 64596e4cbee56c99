package org.lineageca.console.responder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.KeyFigure;
import org.lineageca.console.watch.ProgramState;
import org.lineageca.console.watch.Sight;

class CardMakingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ConfiguredResponder RESPONDER =
            new ConfiguredResponder("ocsp-2", URI.create("http://127.0.0.1:1"));

    private static final String STATUS =
            """
            {"state":"degraded","ready":true,"reasons":["No valid OCSP signer."],
             "at":"2026-03-01T12:00:00Z","startedAt":"2026-02-27T12:00:00Z",
             "data":{"lagSeconds":45.500,"maxLagSeconds":900.000},"token":"up",
             "signers":[{"generation":"00000000000000aa","key":"ff00","notBefore":"2026-02-01T00:00:00Z","notAfter":"2026-04-01T00:00:00Z"},
                        {"generation":"00000000000000bb","key":"ff00","notBefore":"2026-01-01T00:00:00Z","notAfter":"2026-03-10T00:00:00Z"}],
             "generationsWithoutSigner":["00000000000000cc"],
             "recent":{"seconds":60.0,"requestsPerSecond":1234.5,"signaturesPerSecond":3.25,"cacheHitRate":0.987,
                       "requests":{"good":5,"try_later":2,"internal_error":1},
                       "latencyMilliseconds":{"p50":0.021,"p90":0.040,"p99":12.345},
                       "signatureMilliseconds":{"p50":null,"p90":null,"p99":null}},
             "cache":{"certificates":100000,"octets":70000000,"limitOctets":134217728,"oldestAnswer":"2026-03-01T08:00:00Z"},
             "connections":17,"connectionsRefused":0,"inFlight":3,"new":{"of":"later"}}
            """;

    @Test
    void theFiguresSayWhatTheResponderSays() {
        var card = card(new Sight.Seen<>(NOW, StatusReader.read(STATUS)));

        assertThat(card.state()).isEqualTo("degraded");
        assertThat(card.duration()).isEqualTo("up for 2 d");
        assertThat(card.problems()).containsExactly("No valid OCSP signer.");
        assertThat(card.figures())
                .extracting(KeyFigure::value)
                .containsExactly("1,235/s", "12 ms", "98.7 %", "100,000", "4 h", "45 s", "17");
        assertThat(card.figures().getFirst().note()).isEqualTo("3 errors in the last minute");
    }

    @Test
    void aSignerThatWasNotRenewedAndOneThatIsMissingStandOut() {
        assertThat(card(new Sight.Seen<>(NOW, StatusReader.read(STATUS))).signers())
                .extracting(ResponderCard.SignerRow::authority, ResponderCard.SignerRow::tone)
                .containsExactly(
                        tuple("TLS CA", Badge.Tone.GOOD),
                        tuple("Mail CA", Badge.Tone.WARNING),
                        tuple("of another installation", Badge.Tone.BAD));
    }

    @Test
    void oneThatIsNotReachedSaysSinceWhenAndWhatToDo() {
        var card = card(new Sight.Unreachable<>(NOW.minusSeconds(600), "Connection refused"));

        assertThat(card.state()).isEqualTo("unreachable");
        assertThat(card.duration()).isEqualTo("for 10 min");
        assertThat(card.problems())
                .anySatisfy(problem -> assertThat(problem).contains("Connection refused"))
                .anySatisfy(problem -> assertThat(problem).contains("lineage logs ocsp-2"));
        assertThat(card.figures()).isEmpty();
    }

    @Test
    void inOneLineItIsAsBadAsItsDataIsOld() {
        var well =
                STATUS.replace("\"degraded\"", "\"up\"").replace("\"No valid OCSP signer.\"", "");
        assertThat(state(new Sight.Seen<>(NOW, StatusReader.read(well))))
                .isEqualTo(new ProgramState("ocsp-2", "ready", Badge.Tone.WARNING, "45 s", null));
        var late = well.replace("45.500", "1200.000");
        assertThat(state(new Sight.Seen<>(NOW, StatusReader.read(late))).tone())
                .isEqualTo(Badge.Tone.BAD);
        assertThat(state(new Sight.Unreachable<>(NOW, "Connection refused")))
                .isEqualTo(
                        new ProgramState(
                                "ocsp-2",
                                "unreachable",
                                Badge.Tone.BAD,
                                "",
                                "The console cannot read its status: Connection refused."));
    }

    private static ProgramState state(Sight<ResponderStatus> sight) {
        return CardMaking.state(RESPONDER, sight, NOW);
    }

    @Test
    void somethingElseIsNoStatus() {
        assertThatIllegalArgumentException().isThrownBy(() -> StatusReader.read("<html>"));
        assertThatIllegalArgumentException().isThrownBy(() -> StatusReader.read("{}"));
    }

    @Test
    void aResponderIsSeenWhenItComesAndMissedWhenItGoes() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/status",
                exchange -> {
                    var body = STATUS.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        var responder =
                new ConfiguredResponder(
                        "one",
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        var silent = new ConfiguredResponder("silent", URI.create("http://127.0.0.1:1"));
        var watch = new ResponderWatch(List.of(responder, silent), InstantSource.system());
        try {
            await().untilAsserted(() ->
                    assertThat(watch.sight(responder)).isInstanceOf(Sight.Seen.class));
            await().untilAsserted(() ->
                    assertThat(watch.sight(silent)).isInstanceOf(Sight.Unreachable.class));
            server.stop(0);
            await().untilAsserted(() ->
                    assertThat(watch.sight(responder)).isInstanceOf(Sight.Unreachable.class));
        } finally {
            watch.stop();
            server.stop(0);
        }
    }

    private static ResponderCard card(Sight<ResponderStatus> sight) {
        return CardMaking.card(
                RESPONDER,
                sight,
                Map.of("00000000000000aa", "TLS CA", "00000000000000bb", "Mail CA"),
                NOW);
    }
}
