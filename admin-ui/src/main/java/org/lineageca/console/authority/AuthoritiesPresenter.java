package org.lineageca.console.authority;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.console.language.Texts;

/** What the tree of authorities shows. */
@Singleton
public final class AuthoritiesPresenter {

    private static final Texts TEXTS = Texts.of(AuthoritiesPresenter.class);

    private final ListGenerations generations;
    private final TokenSigning signing;

    AuthoritiesPresenter(ListGenerations generations, TokenSigning signing) {
        this.generations = generations;
        this.signing = signing;
    }

    List<AuthorityRow> rows(Actor actor) {
        var crls = generations.crls(actor);
        var signers = generations.ocspSigners(actor);
        return generations.all(actor).stream()
                .map(generation -> row(generation, crls, signers))
                .toList();
    }

    private AuthorityRow row(
            Generation generation,
            List<CrlLedger.Standing> crls,
            List<OcspSignerStore.OcspSigner> signers) {
        var identity = generation.identity();
        var id = identity.id();
        return new AuthorityRow(
                id,
                identity.parent(),
                identity.name().commonName(),
                role(identity.lineage()),
                generation.state(),
                identity.algorithm().name(),
                generation.caCertificate().map(certificate -> certificate.notAfter()).orElse(null),
                crls.stream()
                        .filter(standing -> standing.generation().equals(id))
                        .map(CrlLedger.Standing::latest)
                        .filter(java.util.Objects::nonNull)
                        .map(latest -> latest.nextUpdate())
                        .findFirst()
                        .orElse(null),
                signers.stream()
                        .filter(signer -> signer.generation().equals(id))
                        .map(OcspSignerStore.OcspSigner::notAfter)
                        .findFirst()
                        .orElse(null),
                !signing.reaches(identity.key().token()));
    }

    private static String role(@Nullable String lineage) {
        return lineage == null ? TEXTS.say("root") : lineage;
    }
}
