package org.lineageca.console.freshness;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.IssueCrl;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;

/** What the view of CRLs and OCSP signers shows and does. */
@Singleton
public final class FreshnessPresenter {

    /**
     * A CRL scope as the view shows it.
     *
     * @param reachable whether its key is within reach, so that it can be issued now
     */
    record CrlRow(String authority, CrlLedger.Standing standing, boolean reachable) {}

    /** A generation's newest OCSP delegate. */
    record OcspRow(String authority, OcspSignerStore.OcspSigner signer) {}

    private final ListGenerations generations;
    private final IssueCrl issueCrl;
    private final TokenSigning signing;

    FreshnessPresenter(ListGenerations generations, IssueCrl issueCrl, TokenSigning signing) {
        this.generations = generations;
        this.issueCrl = issueCrl;
        this.signing = signing;
    }

    List<CrlRow> crls(Actor actor) {
        var reachable =
                generations.all(actor).stream()
                        .filter(generation -> signing.reaches(generation.identity().key().token()))
                        .map(generation -> generation.identity().id())
                        .collect(Collectors.toSet());
        var names = names(actor);
        return generations.crls(actor).stream()
                .map(standing ->
                        new CrlRow(
                                names.getOrDefault(standing.generation(), ""),
                                standing,
                                reachable.contains(standing.generation())))
                .toList();
    }

    List<OcspRow> ocspSigners(Actor actor) {
        var names = names(actor);
        return generations.ocspSigners(actor).stream()
                .map(signer -> new OcspRow(names.getOrDefault(signer.generation(), ""), signer))
                .toList();
    }

    /** Issues a CRL at once and returns its number. */
    long issue(Actor actor, CrlLedger.Standing standing) {
        return issueCrl.issue(actor, standing.generation(), standing.place())
                .content()
                .number()
                .value();
    }

    private Map<GenerationId, String> names(Actor actor) {
        return generations.all(actor).stream()
                .collect(
                        Collectors.toMap(
                                generation -> generation.identity().id(),
                                generation -> generation.identity().name().commonName()));
    }
}
