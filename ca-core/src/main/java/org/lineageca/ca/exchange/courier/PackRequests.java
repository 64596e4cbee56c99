package org.lineageca.ca.exchange.courier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.exchange.Consent;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.RequestedAct;
import org.lineageca.ca.exchange.RequestedCertificate;
import org.lineageca.ca.issuance.CaRequest;
import org.lineageca.ca.issuance.CaRequestEncoder;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.OfflineWork;
import org.lineageca.ca.lint.rules.CaRequestRules;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Writes out what waits for a key kept offline, with proof that we hold the keys to certify. */
final class PackRequests {

    private final AuthorityStore authorities;
    private final TokenSigning signing;
    private final Instant at;
    private final Actor actor;
    private final Map<String, Octets> files = new HashMap<>();
    private final List<RequestedAct> acts = new ArrayList<>();

    PackRequests(AuthorityStore authorities, TokenSigning signing, Instant at, Actor actor) {
        this.authorities = authorities;
        this.signing = signing;
        this.at = at;
        this.actor = actor;
    }

    void add(OfflineWork work) {
        var act = work.act();
        var digest = act.plan().digest();
        var stem = "act-" + act.id();
        var orders = new ArrayList<RequestedCertificate>();
        for (var order : work.orders()) {
            orders.add(order(stem + "-" + (orders.size() + 1), order));
        }
        acts.add(
                new RequestedAct(
                        act.id(),
                        put(
                                stem + ".plan",
                                Octets.of(act.plan().text().getBytes(StandardCharsets.UTF_8))),
                        consent(act.proposal(), digest),
                        List.of(consent(act.approval(), digest)),
                        orders));
    }

    Contents.Requests contents() {
        return new Contents.Requests(acts);
    }

    Map<String, Octets> files() {
        return Map.copyOf(files);
    }

    private static Consent consent(DecidedAct.Signature signature, Octets plan) {
        return new Consent(signature.name(), signature.at(), plan);
    }

    private RequestedCertificate order(String stem, OfflineWork.Order order) {
        var content = order.content();
        var present = order.present();
        var other = order.other();
        return new RequestedCertificate(
                content.signer().id(),
                content.template(),
                content.subject(),
                content.publicKey(),
                content.constraints(),
                content.validity(),
                content.occasion(),
                other == null ? request(stem, order) : put(stem + ".other.cer", other.der()),
                present == null ? null : put(stem + ".present.cer", present.der()));
    }

    /** Null where the key is not within reach either: then it is one of those kept offline. */
    private @Nullable String request(String stem, OfflineWork.Order order) {
        var id = GenerationId.ofPublicKey(order.content().publicKey());
        var identity = authorities.find(id).map(Generation::identity).orElseThrow();
        if (!signing.reaches(identity.key().token())) {
            return null;
        }
        var content = new CaRequest(identity, order.content().constraints());
        var linted = CaRequestRules.PROFILE.admit(content, CaRequestEncoder.encode(content));
        authorities.requested(id, linted.toBeSigned().sha256(), at, actor);
        return put(stem + ".p10", signing.signRequest(linted));
    }

    private String put(String name, Octets content) {
        files.put(name, content);
        return name;
    }
}
