package org.lineageca.publisher.operate;

import java.io.IOException;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.RefusalReason;
import org.lineageca.publisher.publish.BusyException;
import org.lineageca.publisher.publish.JsonText;
import org.lineageca.publisher.publish.Publisher;
import org.lineageca.publisher.publish.RollBack;
import org.lineageca.publisher.publish.SourceUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the order to roll a CRL back, and the question whether it could be (docs/adr/0032). An
 * order names the CRL that is to be withdrawn, which happens to no CRL twice: repeating it is in
 * vain.
 */
final class RollBackDesk {

    static final String PATH = "/roll-back";

    /** No order is longer. */
    static final int MOST_OCTETS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(RollBackDesk.class);

    /** Clocks agree to within seconds; an order that was held up is not what is wanted now. */
    private static final Duration LONGEST_WAY = Duration.ofMinutes(1);

    private static final Pattern ORDER =
            Pattern.compile(
                    "(examine|perform) ([0-9a-f]{16})/("
                            + CrlScope.NAME
                            + ") ([0-9]{1,40}) ([0-9TZ:.-]{20,30})");

    /**
     * What somebody wants.
     *
     * @param perform false to be told only
     * @param number of the CRL that is to be withdrawn
     */
    private record Order(
            boolean perform, String label, String scope, BigInteger number, Instant at) {

        static Optional<Order> parse(String text) {
            var parts = ORDER.matcher(text);
            try {
                return parts.matches()
                        ? Optional.of(
                                new Order(
                                        parts.group(1).equals("perform"),
                                        parts.group(2),
                                        parts.group(3),
                                        new BigInteger(parts.group(4)),
                                        Instant.parse(parts.group(5))))
                        : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    private final OrderSeal seal;
    private final Publisher publisher;
    private final InstantSource clock;

    RollBackDesk(OrderSeal seal, Publisher publisher, InstantSource clock) {
        this.seal = seal;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Answers an order. Whoever does not hold the key learns nothing but that. */
    Page take(String text, @Nullable String itsSeal) {
        if (itsSeal == null || !seal.isOf(itsSeal, text)) {
            LOG.warn("an order without the right seal was refused");
            return Page.plain(403, "The order is not sealed with this publisher's key.\n");
        }
        var order = Order.parse(text);
        if (order.isEmpty()) {
            return Page.plain(
                    400, "An order is: examine or perform, LABEL/SCOPE, number, instant.\n");
        }
        var late = Duration.between(order.get().at(), clock.instant()).abs();
        if (late.compareTo(LONGEST_WAY) > 0) {
            LOG.warn("an order of {} was refused: it is {} away from now", order.get().at(), late);
            return Page.plain(403, "The order is not of this minute. Do the clocks agree?\n");
        }
        var answer = answer(order.get());
        return Page.sealed(answer.status(), answer.json(), seal.ofAnswer(itsSeal, answer.json()));
    }

    private record Answer(int status, String json) {

        static Answer possible(RollBack.Finding.Possible found) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("outcome", "possible");
            json.put("from", found.current().list().number());
            json.put("to", found.earlier().number());
            json.put("entries", found.earlier().revoked().count());
            json.put("thisUpdate", found.earlier().thisUpdate());
            json.put("nextUpdate", found.earlier().nextUpdate());
            return new Answer(200, JsonText.of(json));
        }

        static Answer done(RollBack.Outcome.RolledBack done) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("outcome", "rolled-back");
            json.put("from", done.from());
            json.put("to", done.to());
            return new Answer(200, JsonText.of(json));
        }

        static Answer refused(RefusalReason reason, String why) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("outcome", "refused");
            json.put("reason", reason);
            json.put("why", why);
            return new Answer(200, JsonText.of(json));
        }

        static Answer failed(String why) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("outcome", "failed");
            json.put("why", why);
            return new Answer(503, JsonText.of(json));
        }
    }

    private Answer answer(Order order) {
        try {
            return order.perform() ? perform(order) : examine(order);
        } catch (SourceUnavailableException | BusyException e) {
            return Answer.failed(e.getMessage() + " Nothing was rolled back.");
        } catch (IOException e) {
            LOG.error("{}/{} could not be rolled back", order.label(), order.scope(), e);
            return Answer.failed(
                    "A file could not be read or written: %s. What was published is served on."
                            .formatted(e));
        }
    }

    private Answer examine(Order order) throws IOException {
        return switch (publisher.examineRollBack(order.label(), order.scope(), order.number())) {
            case RollBack.Finding.Possible possible -> Answer.possible(possible);
            case RollBack.Outcome.Refused(var reason, var why) -> Answer.refused(reason, why);
        };
    }

    private Answer perform(Order order) throws IOException {
        return switch (publisher.rollBack(order.label(), order.scope(), order.number())) {
            case RollBack.Outcome.RolledBack done -> {
                LOG.warn(
                        "{}/{} is CRL number {} again: number {} was rolled back by order",
                        order.label(),
                        order.scope(),
                        done.to(),
                        done.from());
                yield Answer.done(done);
            }
            case RollBack.Outcome.Refused(var reason, var why) -> {
                LOG.warn(
                        "CRL number {} of {}/{} was not rolled back ({}). {}",
                        order.number(),
                        order.label(),
                        order.scope(),
                        reason,
                        why);
                yield Answer.refused(reason, why);
            }
        };
    }
}
