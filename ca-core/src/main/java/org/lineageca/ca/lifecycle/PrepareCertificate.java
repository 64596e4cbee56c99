package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.RequestedSubject;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** From a request to what an issuer would sign for it, as its profile and its chain allow. */
public final class PrepareCertificate {

    /** Looking where to issue costs some queries: who asks at the same time looks together. */
    private static final int LOOKING_TOGETHER = 64;

    private final AuthorityStore authorities;
    private final Lane<String, Supplier<Optional<IssuingPlace>>> places =
            new Lane<>(LOOKING_TOGETHER, this::lookAll);
    private final Succession succession;
    private final AdmitRequest admission;
    private final KnownChains chains;
    private final InstantSource clock;
    private final RandomGenerator random;

    public PrepareCertificate(
            AuthorityStore authorities,
            Succession succession,
            AdmitRequest admission,
            InstantSource clock,
            RandomGenerator random) {
        this.authorities = authorities;
        this.succession = succession;
        this.admission = admission;
        this.chains = new KnownChains(authorities, clock);
        this.clock = clock;
        this.random = random;
    }

    /**
     * Where to issue by a profile.
     *
     * @throws RefusedException if there is no such profile
     */
    public IssuingPlace place(String profile) {
        return places.ask(profile)
                .get()
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.UNKNOWN_PROFILE,
                                "There is no profile '"
                                        + profile
                                        + "'. Nothing was issued. Use one of: "
                                        + authorities.profiles().stream()
                                                .map(CertificateProfile::name)
                                                .sorted()
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private List<Supplier<Optional<IssuingPlace>>> lookAll(List<String> profiles) {
        Map<String, Supplier<Optional<IssuingPlace>>> seen = new HashMap<>();
        profiles.forEach(name -> seen.computeIfAbsent(name, this::looked));
        return profiles.stream().map(seen::get).toList();
    }

    /** A document that cannot be used is no matter of those who ask for another profile. */
    private Supplier<Optional<IssuingPlace>> looked(String name) {
        try {
            var place = look(name);
            return () -> place;
        } catch (IllegalStateException unusable) {
            return () -> {
                throw unusable;
            };
        }
    }

    private Optional<IssuingPlace> look(String name) {
        return authorities
                .place(name)
                .or(() ->
                        authorities
                                .profile(name)
                                .map(profile ->
                                        new IssuingPlace(
                                                profile, authorities.enabled(profile.lineage()))));
    }

    /**
     * The same place, or the one after the cut-over that officers approved for when a certificate
     * would outlive its issuer.
     *
     * @throws RefusedException where it would, and there is no other
     */
    public IssuingPlace outliving(IssuingPlace place, Actor actor) {
        var profile = place.profile();
        var generation = place.generation();
        if (!outlives(profile, generation) || profile.shortens()) {
            return place;
        }
        // Two officers may have decided that the next generation takes over when this happens.
        succession.cutOverWhenNeeded(actor, generation.identity().id());
        var next = place(profile.name());
        requireOutlived(profile, next.generation());
        return next;
    }

    /**
     * Who would issue after that cut-over, as if it had happened; nothing happens by asking.
     *
     * @throws RefusedException where a certificate would outlive that one, too, or there is none
     */
    IssuingPlace foreseen(IssuingPlace place) {
        var profile = place.profile();
        var generation = place.generation();
        if (!outlives(profile, generation) || profile.shortens()) {
            return place;
        }
        var next =
                succession
                        .whenNeeded(generation.identity().id())
                        .flatMap(authorities::find)
                        .filter(Generation.Staged.class::isInstance)
                        .map(staged -> ((Generation.Staged) staged).enabled(clock.instant()))
                        .orElse(generation);
        requireOutlived(profile, next);
        return new IssuingPlace(profile, Optional.of(next));
    }

    private void requireOutlived(CertificateProfile profile, Generation.Enabled generation) {
        if (outlives(profile, generation)) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "A certificate of profile "
                            + profile.name()
                            + " would be valid for "
                            + profile.validity().toDays()
                            + " days from now, its issuer "
                            + generation.identity().name()
                            + " only until "
                            + generation.certificate().notAfter()
                            + ". Nothing was issued. Roll the lineage '"
                            + profile.lineage()
                            + "' to a new generation.");
        }
    }

    private boolean outlives(CertificateProfile profile, Generation.Enabled generation) {
        return clock.instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(profile.validity())
                .minusSeconds(1)
                .isAfter(generation.certificate().notAfter());
    }

    /**
     * The names a request would be given, as far as it can be told without asking others.
     *
     * @throws RefusedException naming what is not allowed
     */
    public RequestedSubject subject(CertificateProfile profile, CertificationRequest request) {
        return admission.subject(request, profile);
    }

    /**
     * What may be certified of a request.
     *
     * @throws RefusedException naming what is not allowed
     */
    public AdmitRequest.Admitted admit(
            CertificateProfile profile, CertificationRequest request, Actor actor) {
        return admission.admit(request, profile, actor);
    }

    /**
     * What is signed, with a serial number of its own.
     *
     * @throws RefusedException if the chain does not allow it
     */
    public CertificateContent content(
            IssuingPlace place, CertificationRequest request, RequestedSubject subject) {
        var content = draw(place.profile(), place.generation(), request, subject);
        checkChain(place, content);
        return content;
    }

    private void checkChain(IssuingPlace place, CertificateContent content) {
        chains.above(place.generation().issuer()).limits().check(content);
    }

    /**
     * What would be signed, whatever stands against it.
     *
     * @param checks what is asked before it is signed, each of which may refuse it
     */
    record Draft(CertificateContent content, List<Runnable> checks) {}

    /**
     * The same without changing anything.
     *
     * @throws RefusedException if its names are not allowed, so that there is nothing to be drawn
     */
    Draft draft(IssuingPlace place, CertificationRequest request) {
        var profile = place.profile();
        var subject = RequestedSubject.of(request, profile.rules());
        var content = draw(profile, place.generation(), request, subject);
        var checks = new ArrayList<>(admission.checks(request, profile, subject));
        checks.add(() -> checkChain(place, content));
        return new Draft(content, checks);
    }

    /** What a server sends with a certificate: DER, leaf first, without the root. */
    List<Octets> chain(Octets leaf, Generation.Enabled issuer) {
        var chain = new ArrayList<Octets>();
        chain.add(leaf);
        chain.add(issuer.certificate().der());
        chains.above(issuer.issuer()).certificates().stream()
                .map(CaCertificate::der)
                .forEach(chain::add);
        return chain;
    }

    private CertificateContent draw(
            CertificateProfile profile,
            Generation.Enabled generation,
            CertificationRequest request,
            RequestedSubject subject) {
        var notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var latest = generation.certificate().notAfter();
        var notAfter = notBefore.plus(profile.validity()).minusSeconds(1);
        return new CertificateContent(
                generation.identity(),
                generation.issuer(),
                profile.name(),
                profile.template(),
                SerialNumber.random(random),
                subject.subject(),
                request.publicKey(),
                subject.names(),
                null,
                notBefore,
                profile.shortens() && notAfter.isAfter(latest) ? latest : notAfter,
                profile.terms());
    }
}
