package org.lineageca.ca.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;

/** Finds out which approved acts wait for tokens that are kept offline. */
public final class FindOfflineWork {

    private final ActStore acts;
    private final AuthorityStore authorities;
    private final PerformActs.Performers performers;
    private final SignCaCertificate signCaCertificate;
    private final TokenSigning signing;

    public FindOfflineWork(
            ActStore acts,
            AuthorityStore authorities,
            PerformActs.Performers performers,
            SignCaCertificate signCaCertificate,
            TokenSigning signing) {
        this.acts = acts;
        this.authorities = authorities;
        this.performers = performers;
        this.signCaCertificate = signCaCertificate;
        this.signing = signing;
    }

    /** In the order the acts were proposed. */
    public List<OfflineWork> open() {
        return acts.open().stream()
                .filter(DecidedAct.Approved.class::isInstance)
                .map(DecidedAct.Approved.class::cast)
                .flatMap(act -> work(act).stream())
                .toList();
    }

    private Optional<OfflineWork> work(DecidedAct.Approved act) {
        var orders =
                orders(act)
                        .filter(order -> isOffline(order.content().signer().key().token()))
                        .filter(order ->
                                signCaCertificate
                                        .recorded(
                                                order.content().signer().id(),
                                                order.content().occasion())
                                        .isEmpty())
                        .toList();
        return orders.isEmpty() && !needsOfflineKey(act.plan().act())
                ? Optional.empty()
                : Optional.of(new OfflineWork(act, orders));
    }

    private Stream<OfflineWork.Order> orders(DecidedAct.Approved act) {
        return switch (act.plan().act()) {
            case Act.Renew renew ->
                    orders(renew.generation(), performers.renew().order(act, renew).stream());
            case Act.Modify modify ->
                    orders(modify.generation(), performers.renew().order(act, modify).stream());
            case Act.Roll(var predecessor, var keys, var certifier, var validity) ->
                    orders(
                            predecessor,
                            performers
                                    .stage()
                                    .orders(predecessor, keys, certifier, validity)
                                    .stream());
            case Act.Rekey(var predecessor, var key, var certifier, var validity) ->
                    orders(
                            predecessor,
                            performers
                                    .stage()
                                    .orders(predecessor, List.of(key), certifier, validity)
                                    .stream());
            case Act.CrossCertify cross -> {
                var other = performers.crossCertify().subject(cross.subject()).orElseThrow();
                yield performers.crossCertify().order(act, cross).stream()
                        .map(order -> new OfflineWork.Order(order, null, other));
            }
            case Act.CutOver _,
                    Act.Disable _,
                    Act.TrustAnchor _,
                    Act.RevokeCa _,
                    Act.RevokeCertificates _,
                    Act.ReissueCertificates _,
                    Act.Retire _,
                    Act.DestroyKey _,
                    Act.ChangeProfile _,
                    Act.ChangePeople _ ->
                    Stream.empty();
        };
    }

    private Stream<OfflineWork.Order> orders(
            GenerationId id, Stream<SignCaCertificate.Order> orders) {
        CaCertificate present =
                authorities.find(id).flatMap(Generation::caCertificate).orElseThrow();
        return orders.map(order -> new OfflineWork.Order(order, present, null));
    }

    /** For what no certificate can be asked for: keys, CRLs and the end of keys. */
    private boolean needsOfflineKey(Act act) {
        return switch (act) {
            case Act.Roll(_, var keys, _, _) -> keys.stream().anyMatch(this::isToBeMadeOffline);
            case Act.Rekey(_, var key, var certifier, _) ->
                    isToBeMadeOffline(key)
                            || (certifier instanceof Certifier.Itself && isOffline(key.token()));
            case Act.CutOver(_, var to, _, _) ->
                    authorities.find(to).orElseThrow() instanceof Generation.Staged
                            && isKeptOffline(to);
            case Act.RevokeCa(var generation, _, _, _) ->
                    isKeptOffline(generation)
                            || authorities.certifiers(generation).stream()
                                    .anyMatch(this::isKeptOffline);
            case Act.Retire(var generation) -> isKeptOffline(generation);
            case Act.DestroyKey(var generation) -> isKeptOffline(generation);
            case Act.Renew _,
                    Act.Modify _,
                    Act.CrossCertify _,
                    Act.Disable _,
                    Act.TrustAnchor _,
                    Act.RevokeCertificates _,
                    Act.ReissueCertificates _,
                    Act.ChangeProfile _,
                    Act.ChangePeople _ ->
                    false;
        };
    }

    private boolean isToBeMadeOffline(NewKey key) {
        return isOffline(key.token()) && performers.stage().find(key).isEmpty();
    }

    private boolean isKeptOffline(GenerationId id) {
        return isOffline(authorities.find(id).orElseThrow().identity().key().token());
    }

    private boolean isOffline(String token) {
        return !signing.reaches(token);
    }
}
