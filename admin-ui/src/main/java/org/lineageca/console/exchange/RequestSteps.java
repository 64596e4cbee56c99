package org.lineageca.console.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.ceremony.CaOrder;
import org.lineageca.ca.exchange.courier.TakenRequests.TakenAct;
import org.lineageca.ca.x509.GenerationId;

/** Steps of a ceremony's script that answer requests. */
final class RequestSteps {

    private static final String STEPS = "steps:\n";

    private RequestSteps() {}

    /**
     * Writes them.
     *
     * @param generations on record here, for their names
     * @return YAML, a line each; empty if no certificate is asked for
     */
    static String of(List<TakenAct> acts, List<Generation> generations) {
        var steps = new StringBuilder();
        for (var act : acts) {
            byIssuer(act.orders())
                    .forEach((issuer, orders) ->
                            lines(act.plan().act(), orders, name(issuer, generations))
                                    .forEach(line ->
                                            steps.append("  - ").append(line).append('\n')));
        }
        return steps.toString();
    }

    /**
     * A whole script to start from.
     *
     * @param example whose head is taken
     * @param steps as {@link #of} writes them
     */
    static String script(String example, String title, String steps) {
        var head = example.substring(0, example.indexOf(STEPS) + STEPS.length());
        return head.replaceFirst("(?m)^#.*\n", "")
                        .replaceFirst("(?m)^ceremony: .*$", "ceremony: " + title)
                + steps;
    }

    /** In the order they were asked for. */
    private static Map<GenerationId, List<CaOrder>> byIssuer(List<CaOrder> orders) {
        var sorted = new LinkedHashMap<GenerationId, List<CaOrder>>();
        for (var order : orders) {
            sorted.computeIfAbsent(order.issuer(), _ -> new ArrayList<>()).add(order);
        }
        return sorted;
    }

    private static List<String> lines(Act act, List<CaOrder> orders, String issuer) {
        if (act instanceof Act.Roll && orders.stream().allMatch(RequestSteps::isNewName)) {
            var ids = orders.stream().map(CaOrder::id).toList();
            return List.of(
                    "roll: {requests: [" + String.join(", ", ids) + "], issuer: " + issuer + "}");
        }
        return orders.stream()
                .map(order ->
                        "%s: {request: %s, issuer: %s}"
                                .formatted(operation(order), order.id(), issuer))
                .toList();
    }

    private static boolean isNewName(CaOrder order) {
        return order.present() == null;
    }

    private static String operation(CaOrder order) {
        var present = order.present();
        if (present == null) {
            return "issue-ca";
        }
        return present.equals(order.publicKey()) ? "renew" : "re-key";
    }

    /** The common name, unless several CAs have it; in quotes where YAML could misread it. */
    private static String name(GenerationId id, List<Generation> generations) {
        var names =
                generations.stream()
                        .filter(each -> each.identity().id().equals(id))
                        .map(each -> each.identity().name().commonName())
                        .toList();
        if (names.isEmpty()
                || generations.stream()
                                .filter(each ->
                                        each.identity()
                                                .name()
                                                .commonName()
                                                .equals(names.getFirst()))
                                .count()
                        > 1) {
            return "'" + id.label() + "'";
        }
        var name = names.getFirst();
        return name.matches("[A-Za-z][A-Za-z0-9 ._-]*[A-Za-z0-9]")
                ? name
                : "'" + name.replace("'", "''") + "'";
    }
}
