package org.lineageca.ca.ceremony.conduct;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.ceremony.CeremonyResult;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyHandle;

/**
 * Takes over what a ceremony left behind into the tables of authorities, certificates and CRLs:
 * where it was held, and where its package is taken in. To be called within one transaction.
 */
public final class AdoptResults {

    private final AdoptionStores stores;
    private final UnaryOperator<String> tokenHere;
    private final Instant at;
    private final Actor actor;
    private final Set<GenerationId> made = new HashSet<>();

    /**
     * @param tokenHere from the label of the ceremony's token to what its keys are kept under here
     */
    public AdoptResults(
            AdoptionStores stores, UnaryOperator<String> tokenHere, Instant at, Actor actor) {
        this.stores = stores;
        this.tokenHere = tokenHere;
        this.at = at;
        this.actor = actor;
    }

    /**
     * Takes over the results of runs that were closed, of all that arrive together at once.
     *
     * @param results in the order of the runs and their steps
     */
    public void adopt(Collection<CeremonyResult> results) {
        var late = new ArrayList<CertificateContent>();
        for (var result : results) {
            switch (result) {
                case CeremonyResult.KeyGenerated(var identity, var schedule) -> {
                    stores.authorities()
                            .create(here(identity), CrlPolicy.plain(schedule), at, actor);
                    made.add(identity.id());
                }
                case CeremonyResult.CaCertificateSigned signed -> adopt(signed, late);
                case CeremonyResult.CrlSigned signed -> adopt(signed);
                case CeremonyResult.OcspSignerSigned signed -> adopt(signed);
                case CeremonyResult.KeyDestroyed(var identity, var refusal) ->
                        destroyed(identity.id(), refusal);
            }
        }
        // Last: no CRL that arrives with them could tell these, and it must come out all the same.
        late.forEach(this::withdrawn);
    }

    private GenerationIdentity here(GenerationIdentity identity) {
        return new GenerationIdentity(
                identity.name(),
                identity.number(),
                identity.lineage(),
                identity.parent(),
                KeyHandle.of(tokenHere.apply(identity.key().token()), identity.key().publicKey()),
                identity.algorithm(),
                identity.uris());
    }

    private void adopt(
            CeremonyResult.CaCertificateSigned signed, Collection<CertificateContent> late) {
        var content = signed.certificate().content();
        stores.certificates().adopt(signed.certificate(), signed.occasion(), at, actor);
        stores.certificates().record(signed.certificate(), signed.der(), at, actor);
        var certificate = CaCertificate.parse(signed.der());
        var subject = stores.authorities().find(certificate.generation());
        if (subject.isEmpty()) {
            return; // a CA whose keys are not ours to keep
        }
        if (subject.get() instanceof Generation.AwaitingCertificate awaiting) {
            var staged = awaiting.certified(certificate, at);
            stores.authorities().certified(awaiting, staged, actor);
            if (made.contains(certificate.generation()) && isAlone(staged.identity())) {
                stores.authorities().moved(staged, staged.enabled(at), actor);
            }
        } else {
            stores.authorities()
                    .add(
                            certificate,
                            content.generation(),
                            content.template() == CertificateTemplate.CROSS_CA,
                            at,
                            actor);
        }
        if (subject.get() instanceof Generation.Revoked) {
            // Whoever planned the ceremony had not heard of it.
            late.add(content);
        }
    }

    /** The first of its lineage issues from the start; roots have no lineage. */
    private boolean isAlone(GenerationIdentity identity) {
        var lineage = identity.lineage();
        return lineage == null
                ? identity.number() == 1
                : stores.authorities().enabled(lineage).isEmpty();
    }

    private void adopt(CeremonyResult.CrlSigned signed) {
        var issuer = signed.crl().content().issuer().generation();
        signed.revocations().forEach(entry -> revoke(issuer, entry));
        stores.crls().adopt(signed.crl(), signed.der(), at, actor);
    }

    private void revoke(GenerationId issuer, RevocationEntry entry) {
        var ofCa =
                stores.authorities().generations().stream()
                        .filter(generation ->
                                generation
                                        .caCertificate()
                                        .filter(own ->
                                                own.serial().equals(entry.serial())
                                                        && issuedBy(generation, issuer))
                                        .isPresent())
                        .findFirst();
        if (ofCa.isPresent()) {
            var from = ofCa.get();
            var revoked =
                    switch (from) {
                        case Generation.Staged staged -> staged.revoked(at);
                        case Generation.Enabled enabled -> enabled.revoked(at);
                        case Generation.Disabled disabled -> disabled.revoked(at);
                        case Generation.Retired retired -> retired.revoked(at);
                        case Generation.AwaitingCertificate _,
                                Generation.Destroyed _,
                                Generation.Revoked _ ->
                                null;
                    };
            if (revoked != null) {
                // Its other certificates are revoked by an act: this CRL tells the one.
                stores.authorities().moved(from, revoked, actor);
            }
        }
        stores.revocations().revoke(issuer, entry, actor);
    }

    private static boolean issuedBy(Generation generation, GenerationId issuer) {
        return issuer.equals(generation.identity().parent());
    }

    private void adopt(CeremonyResult.OcspSignerSigned signed) {
        var content = signed.certificate().content();
        stores.certificates().adopt(signed.certificate(), null, at, actor);
        stores.certificates().record(signed.certificate(), signed.der(), at, actor);
        stores.ocspSigners()
                .add(
                        new OcspSignerStore.OcspSigner(
                                content.generation(),
                                content.serial(),
                                signed.key(),
                                content.notBefore(),
                                content.notAfter(),
                                signed.der()));
    }

    private void destroyed(GenerationId id, String refusal) {
        var authorities = stores.authorities();
        var generation = authorities.find(id).orElseThrow();
        if (generation instanceof Generation.Staged staged) {
            var enabled = staged.enabled(at);
            authorities.moved(staged, enabled, actor);
            generation = enabled;
        }
        if (generation instanceof Generation.Enabled enabled) {
            var disabled = enabled.disabled(at);
            authorities.moved(enabled, disabled, actor);
            generation = disabled;
        }
        if (generation instanceof Generation.Disabled disabled) {
            var retired = disabled.retired(at);
            authorities.moved(disabled, retired, actor);
            generation = retired;
        }
        switch (generation) {
            case Generation.Retired retired ->
                    authorities.destroyed(retired, retired.destroyed(at), refusal, actor);
            case Generation.Revoked revoked ->
                    authorities.destroyed(revoked, revoked.destroyed(at), refusal, actor);
            case Generation.AwaitingCertificate _,
                    Generation.Staged _,
                    Generation.Enabled _,
                    Generation.Disabled _,
                    Generation.Destroyed _ ->
                    throw new IllegalStateException(
                            "generation "
                                    + id
                                    + " is "
                                    + generation.state()
                                    + "; its key cannot be destroyed");
        }
    }

    /**
     * Takes over what must not be forgotten of a run that was aborted: by keys that stay,
     * certificates were signed and CRL numbers taken. The certificates never leave, and count as
     * issued and revoked.
     */
    public void adoptAborted(RunState state) {
        for (var result : state.results().values()) {
            switch (result) {
                case CeremonyResult.CaCertificateSigned(var linted, _, var der) -> {
                    if (isKept(linted.content().signer())) {
                        withdrawn(linted);
                        stores.certificates().record(linted, der, at, actor);
                    }
                }
                case CeremonyResult.OcspSignerSigned(var linted, _, var der) -> {
                    if (isKept(linted.content().signer())) {
                        withdrawn(linted);
                        stores.certificates().record(linted, der, at, actor);
                    }
                }
                case CeremonyResult.CrlSigned(var linted, _, _) -> {
                    var content = linted.content();
                    if (isKept(content.issuer().identity())) {
                        stores.crls()
                                .skip(
                                        content.issuer().generation(),
                                        content.scope().name(),
                                        content.number().value());
                    }
                }
                case CeremonyResult.KeyDestroyed(var identity, var refusal) ->
                        destroyed(identity.id(), refusal);
                case CeremonyResult.KeyGenerated _ -> {}
            }
        }
        state.preparedAtEnd().ifPresent(this::askedFor);
    }

    /** The token was perhaps asked, and its answer lost. */
    private void askedFor(CeremonyStep step) {
        switch (step) {
            case CeremonyStep.SignCaCertificate(var linted, _) -> {
                if (isKept(linted.content().signer())) {
                    withdrawn(linted);
                }
            }
            case CeremonyStep.SignOcspSigner(var linted, _) -> {
                if (isKept(linted.content().signer())) {
                    withdrawn(linted);
                }
            }
            case CeremonyStep.SignCrl(var linted, _) -> {
                var content = linted.content();
                if (isKept(content.issuer().identity())) {
                    stores.crls()
                            .skip(
                                    content.issuer().generation(),
                                    content.scope().name(),
                                    content.number().value());
                }
            }
            case CeremonyStep.RollCall _,
                    CeremonyStep.InitialiseToken _,
                    CeremonyStep.ActivateToken _,
                    CeremonyStep.ReshareToken _,
                    CeremonyStep.GenerateKeyPair _,
                    CeremonyStep.DestroyKey _,
                    CeremonyStep.Close _ -> {}
        }
    }

    private boolean isKept(GenerationIdentity signer) {
        return stores.authorities().find(signer.id()).isPresent();
    }

    private void withdrawn(Linted<CertificateContent> linted) {
        stores.certificates().adopt(linted, null, at, actor);
        withdrawn(linted.content());
    }

    private void withdrawn(CertificateContent content) {
        stores.revocations()
                .revoke(
                        content.generation(),
                        new RevocationEntry(
                                content.serial(),
                                at,
                                RevocationReason.CESSATION_OF_OPERATION,
                                null),
                        actor);
    }
}
