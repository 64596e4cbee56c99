package org.lineageca.console.dashboard;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.forecast.LastSafeIssue;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.LineageLedger;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.lifecycle.ListLineages;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.dashboard.Facts.Ca;

/** Reads how authorities stand: a handful of queries, however many certificates there are. */
@Singleton
final class ReadAuthorities {

    private final ListGenerations generations;
    private final ListLineages lineages;
    private final TokenSigning signing;

    ReadAuthorities(ListGenerations generations, ListLineages lineages, TokenSigning signing) {
        this.generations = generations;
        this.lineages = lineages;
        this.signing = signing;
    }

    List<Generation> generations(Actor actor) {
        return generations.all(actor);
    }

    /**
     * Reads.
     *
     * @param forecasts by lineage, as far as they are reckoned
     */
    Facts.Authorities read(Actor actor, List<Generation> all, Map<String, CrlForecast> forecasts) {
        var signing =
                all.stream()
                        .filter(Generation.CrlSigning.class::isInstance)
                        .collect(
                                Collectors.toMap(
                                        generation -> generation.identity().id(), this::ca));
        return new Facts.Authorities(
                all.stream().map(this::ca).toList(),
                crls(actor, signing),
                generations.ocspSigners(actor).stream()
                        .filter(signer -> signing.containsKey(signer.generation()))
                        .map(signer ->
                                new Facts.Signer(
                                        name(signing, signer.generation()),
                                        signer.generation().label(),
                                        signer.notBefore(),
                                        signer.notAfter()))
                        .toList(),
                roles(actor, all, forecasts));
    }

    private List<Facts.CrlScopeFact> crls(Actor actor, Map<GenerationId, Ca> signing) {
        var ofCeremonies = generations.sealedCrls(actor);
        var sealed =
                ofCeremonies.stream()
                        .filter(crl -> !crl.isHeldBack())
                        .collect(
                                Collectors.toMap(
                                        CrlLedger.Sealed::generation,
                                        CrlLedger.Sealed::nextUpdate,
                                        ReadAuthorities::later));
        var heldBack =
                ofCeremonies.stream()
                        .filter(CrlLedger.Sealed::isHeldBack)
                        .collect(
                                Collectors.toMap(
                                        CrlLedger.Sealed::generation,
                                        CrlLedger.Sealed::number,
                                        Math::max));
        return generations.crls(actor).stream()
                .filter(standing -> signing.containsKey(standing.generation()))
                .map(standing -> {
                    var ca = Objects.requireNonNull(signing.get(standing.generation()));
                    // Ceremonies sign complete CRLs only.
                    var isComplete = standing.place().equals(CrlScope.COMPLETE);
                    return new Facts.CrlScopeFact(
                            ca.name(),
                            ca.isReachable(),
                            standing,
                            isComplete ? sealed.get(standing.generation()) : null,
                            isComplete ? heldBack.get(standing.generation()) : null);
                })
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String name(Map<GenerationId, Ca> cas, GenerationId id) {
        return Objects.requireNonNull(cas.get(id)).name();
    }

    private List<Facts.Role> roles(
            Actor actor, List<Generation> all, Map<String, CrlForecast> forecasts) {
        var enabled =
                all.stream()
                        .filter(Generation.Enabled.class::isInstance)
                        .map(Generation.Enabled.class::cast)
                        .filter(generation -> generation.identity().lineage() != null)
                        .collect(
                                Collectors.toMap(
                                        generation ->
                                                String.valueOf(generation.identity().lineage()),
                                        Function.identity()));
        var profiles = generations.profiles(actor);
        return lineages.settings(actor).stream()
                .map(settings ->
                        role(
                                settings,
                                enabled.get(settings.role()),
                                all,
                                profiles,
                                forecasts.get(settings.role())))
                .toList();
    }

    private Facts.Role role(
            LineageLedger.Settings settings,
            Generation.@Nullable Enabled issuing,
            List<Generation> all,
            List<CertificateProfile> profiles,
            @Nullable CrlForecast forecast) {
        if (issuing == null) {
            return new Facts.Role(settings, null, null, false, null);
        }
        var end = issuing.certificate().notAfter();
        return new Facts.Role(
                settings,
                ca(issuing),
                LastSafeIssue.of(
                                issuing,
                                profiles.stream()
                                        .filter(profile ->
                                                profile.lineage().equals(settings.role()))
                                        .toList())
                        .stream()
                        .findFirst()
                        .orElse(null),
                all.stream()
                        .filter(Generation.Staged.class::isInstance)
                        .map(Generation.Staged.class::cast)
                        .filter(staged -> settings.role().equals(staged.identity().lineage()))
                        .anyMatch(staged -> staged.certificate().notAfter().isAfter(end)),
                forecast);
    }

    private Ca ca(Generation generation) {
        var identity = generation.identity();
        var parent = identity.parent();
        var certificate = generation.caCertificate();
        return new Ca(
                identity.id().label(),
                parent == null ? null : parent.label(),
                identity.name().commonName(),
                identity.lineage(),
                generation.state(),
                signing.reaches(identity.key().token()),
                certificate.map(each -> each.notBefore()).orElse(null),
                certificate.map(each -> each.notAfter()).orElse(null));
    }
}
