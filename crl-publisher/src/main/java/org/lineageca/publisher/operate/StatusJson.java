package org.lineageca.publisher.operate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.Delivery;
import org.lineageca.publisher.observe.Observation;
import org.lineageca.publisher.publish.JsonText;
import org.lineageca.publisher.publish.PublishedCrl;
import org.lineageca.publisher.publish.Refusals;

/** A report as JSON. */
final class StatusJson {

    private StatusJson() {}

    static String of(Report report, boolean takesOrders) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("state", report.findings().problems().isEmpty() ? "up" : "failing");
        json.put("at", report.at());
        json.put("startedAt", report.startedAt());
        json.put("databaseReadAt", report.lastRead());
        json.put("takesOrders", takesOrders);
        json.put("problems", report.findings().problems());
        json.put("warnings", report.findings().warnings());
        json.put("scopes", report.crls().stream().map(crl -> scope(report, crl)).toList());
        json.put("targets", report.targets().stream().map(StatusJson::target).toList());
        json.put("refusals", report.refused().now().stream().map(StatusJson::refusal).toList());
        return JsonText.of(json);
    }

    private static Map<String, @Nullable Object> scope(Report report, PublishedCrl crl) {
        var place = Report.place(crl);
        var list = crl.list();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("generation", crl.label());
        json.put("scope", crl.scope());
        json.put("uri", report.addresses().get(place));
        json.put("number", list.number());
        json.put("newestInDatabase", report.newest().get(place));
        json.put("entries", list.revoked().count());
        json.put("bytes", list.der().length());
        json.put("thisUpdate", list.thisUpdate());
        json.put("nextUpdate", list.nextUpdate());
        json.put("final", list.isFinal());
        json.put("publishedAt", crl.der().modified());
        json.put(
                "observed",
                report.observed().now().stream()
                        .filter(one -> place.equals(one.label() + "/" + one.scope()))
                        .map(StatusJson::observation)
                        .findFirst()
                        .orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> observation(Observation observation) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("outcome", observation.outcome().label());
        json.put("at", observation.at());
        json.put("sentence", observation.sentence());
        return json;
    }

    private static Map<String, @Nullable Object> target(Delivery.State state) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", state.target());
        json.put("kind", state.kind());
        json.put("missing", state.missing());
        json.put("lagSeconds", state.lag().toSeconds());
        json.put("stored", state.stored());
        json.put("failed", state.failed());
        json.put("nextAttempt", state.nextAttempt());
        json.put("problems", state.problems());
        return json;
    }

    private static Map<String, @Nullable Object> refusal(Refusals.Current refusal) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("place", refusal.place());
        json.put("what", refusal.what());
        json.put("reason", refusal.reason());
        json.put("why", refusal.why());
        json.put("examinedAt", refusal.examinedAt());
        return json;
    }
}
