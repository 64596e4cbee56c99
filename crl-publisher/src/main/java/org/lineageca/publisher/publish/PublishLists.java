package org.lineageca.publisher.publish;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.distribute.MediaType;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.guard.CrlScope;
import org.lineageca.publisher.guard.Octets;

/**
 * Publishes the addresses of CRLs: for each generation an array as the CCADB takes it ("JSON Array
 * of Partitioned CRLs"), and one list of everything. An address is listed once a CRL is there.
 */
final class PublishLists {

    private static final String EVERYTHING = "crls.json";

    private final Shelving shelving;

    PublishLists(Shelving shelving) {
        this.shelving = shelving;
    }

    void consider(Offer offer, Instant now) {
        var all = new ArrayList<Map<String, @Nullable Object>>();
        for (var generation : offer.generations()) {
            var crls = published(generation);
            if (!crls.isEmpty()) {
                var uris = crls.stream().map(OfferedCrl::distributionPoint).toList();
                publish(generation.label() + "/" + EVERYTHING, JsonText.of(uris), now);
                all.add(entry(generation, crls));
            }
        }
        if (!all.isEmpty()) {
            publish(EVERYTHING, JsonText.of(Map.of("generations", all)), now);
        }
    }

    /** Those that speak for themselves: a delta is found from the CRL it adds to. */
    private List<OfferedCrl> published(OfferedGeneration generation) {
        return generation.crls().stream()
                .filter(crl -> !CrlScope.isDelta(crl.scope()))
                .filter(crl ->
                        shelving.shelf().crl(PublishedCrl.place(generation.label(), crl.scope()))
                                != null)
                .toList();
    }

    private Map<String, @Nullable Object> entry(
            OfferedGeneration generation, List<OfferedCrl> crls) {
        var certificate = shelving.shelf().certificate(generation.label());
        var entry = new LinkedHashMap<String, @Nullable Object>();
        entry.put("label", generation.label());
        entry.put("issuer", certificate == null ? null : certificate.subject());
        entry.put("publicKeySha256", generation.publicKey().sha256().toHex());
        entry.put(
                "crls",
                crls.stream()
                        .map(crl -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("scope", crl.scope());
                            one.put("url", crl.distributionPoint());
                            return one;
                        })
                        .toList());
        return entry;
    }

    private void publish(String path, String json, Instant now) {
        var content = Octets.of((json + "\n").getBytes(StandardCharsets.UTF_8));
        var published = shelving.shelf().file(path);
        if (published.isEmpty() || !published.get().content().equals(content)) {
            shelving.publish(
                    PublishedFile.of(
                            path,
                            MediaType.JSON,
                            Octets.offHeap(content.toArray()),
                            shelving.shelf().modified(path, now),
                            null));
        }
    }
}
