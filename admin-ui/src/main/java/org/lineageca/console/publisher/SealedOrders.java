package org.lineageca.console.publisher;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lineageca.ca.lifecycle.PublisherOrders;
import org.lineageca.ca.lifecycle.PublisherSilentException;
import org.lineageca.console.language.Texts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders over the operators' listener of a publisher, each sealed with the key both have. */
@Singleton
public final class SealedOrders implements PublisherOrders {

    private static final Texts TEXTS = Texts.of(SealedOrders.class);

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration CONNECT = Duration.ofSeconds(4);

    /** It may wait for a round to end, and then compare millions of entries. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<ConfiguredPublisher> publishers;
    private final InstantSource clock;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();

    SealedOrders(List<ConfiguredPublisher> publishers, InstantSource clock) {
        this.publishers = List.copyOf(publishers);
        this.clock = clock;
    }

    @Override
    public Finding examine(Published crl) {
        var answer = ask("examine", crl);
        return text(answer, "outcome").equals("possible")
                ? possible(crl, answer)
                : refused(crl, answer);
    }

    @Override
    public Outcome rollBack(Published crl) {
        var answer = ask("perform", crl);
        return text(answer, "outcome").equals("rolled-back")
                ? new Outcome.RolledBack(answer.path("from").asLong(0), answer.path("to").asLong(0))
                : refused(crl, answer);
    }

    @PreDestroy
    void stop() {
        client.shutdownNow();
    }

    private static Finding possible(Published crl, JsonNode answer) {
        try {
            return new Finding.Possible(
                    answer.path("to").asLong(0),
                    answer.path("entries").asLong(0),
                    Instant.parse(text(answer, "thisUpdate")),
                    Instant.parse(text(answer, "nextUpdate")));
        } catch (DateTimeException e) {
            throw new PublisherSilentException(
                    crl.publisher(), TEXTS.say("its-answer-is-not-understood"), e);
        }
    }

    private static Outcome.Refused refused(Published crl, JsonNode answer) {
        return switch (text(answer, "outcome")) {
            case "refused" -> new Outcome.Refused(text(answer, "reason"), text(answer, "why"));
            case "failed" -> new Outcome.Refused("FAILED", text(answer, "why"));
            default ->
                    throw new PublisherSilentException(
                            crl.publisher(), TEXTS.say("its-answer-is-not-understood"), null);
        };
    }

    private JsonNode ask(String verb, Published crl) {
        var order =
                "%s %s/%s %d %s"
                        .formatted(
                                verb,
                                crl.generation().label(),
                                crl.place(),
                                crl.number(),
                                clock.instant().truncatedTo(ChronoUnit.SECONDS));
        try {
            return send(publisher(crl), order);
        } catch (IOException | JacksonException e) {
            var why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new PublisherSilentException(crl.publisher(), why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublisherSilentException(
                    crl.publisher(), TEXTS.say("the-wait-was-interrupted"), e);
        }
    }

    private JsonNode send(ConfiguredPublisher publisher, String order)
            throws IOException, InterruptedException {
        var keyFile = publisher.orderKeyFile();
        if (keyFile == null) {
            throw new IOException("the console was given no key for orders to it");
        }
        var seal = OrderSeal.read(keyFile);
        var orderSeal = seal.ofOrder(order);
        var base = publisher.operatorUrl().toString().replaceAll("/+$", "");
        var response =
                client.send(
                        HttpRequest.newBuilder(URI.create(base + "/roll-back"))
                                .timeout(PATIENCE)
                                .header(OrderSeal.FIELD, orderSeal)
                                .POST(HttpRequest.BodyPublishers.ofString(order))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        var answerSeal = response.headers().firstValue(OrderSeal.FIELD).orElse("");
        if (!seal.isOfAnswer(answerSeal, orderSeal, response.body())) {
            throw new IOException(
                    "status %d without its seal; see that both have the same order-key-file and time"
                            .formatted(response.statusCode()));
        }
        return MAPPER.readTree(response.body());
    }

    private ConfiguredPublisher publisher(Published crl) {
        return publishers.stream()
                .filter(publisher -> publisher.name().equals(crl.publisher()))
                .findFirst()
                .orElseThrow(() ->
                        new PublisherSilentException(
                                crl.publisher(), TEXTS.say("none-of-that-name-is"), null));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }
}
