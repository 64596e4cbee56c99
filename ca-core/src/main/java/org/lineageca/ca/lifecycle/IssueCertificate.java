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
import org.lineageca.ca.access.Permission;
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

/** From a PKCS#10 request to a certificate. */
public final class IssueCertificate {

    /**
     * A certificate with the chain a server sends.
     *
     * @param chain DER, leaf first, without the root
     */
    public record Issued(SerialNumber serial, List<Octets> chain) {
        public Issued {
            chain = List.copyOf(chain);
        }
    }

    /** Who issues by a profile at the moment. */
    private record Place(CertificateProfile profile, Optional<Generation.Enabled> enabled) {

        Generation.Enabled generation() {
            return enabled.orElseThrow(() ->
                    new RefusedException(
                            Refusal.CANNOT_ISSUE,
                            "No generation of lineage '"
                                    + profile.lineage()
                                    + "' is enabled. Nothing was issued. Enable one in the console."));
        }
    }

    private static final int ATTEMPTS = 5;

    /** Looking where to issue costs some queries: who asks at the same time looks together. */
    private static final int LOOKING_TOGETHER = 64;

    private final AuthorityStore authorities;
    private final Lane<String, Supplier<Optional<Place>>> places =
            new Lane<>(LOOKING_TOGETHER, this::lookAll);
    private final SignCertificate signCertificate;
    private final Succession succession;
    private final AdmitRequest admission;
    private final KnownChains chains;
    private final InstantSource clock;
    private final RandomGenerator random;

    public IssueCertificate(
            AuthorityStore authorities,
            SignCertificate signCertificate,
            Succession succession,
            AdmitRequest admission,
            InstantSource clock,
            RandomGenerator random) {
        this.authorities = authorities;
        this.signCertificate = signCertificate;
        this.succession = succession;
        this.admission = admission;
        this.chains = new KnownChains(authorities, clock);
        this.clock = clock;
        this.random = random;
    }

    /**
     * Issues.
     *
     * @param request PKCS#10 in PEM or DER
     * @throws RefusedException before anything has changed
     */
    public Issued issue(Actor actor, String profileName, Octets request) {
        actor.require(Permission.ISSUE);
        var place = place(profileName);
        var profile = place.profile();
        var parsed = CertificationRequest.parse(request);
        var admitted = admission.admit(parsed, profile, actor);
        var origin = new RequestOrigin(parsed.digest(), admitted.caa(), actor);
        // A cut-over may come in between: what one generation has just ceased to issue, its
        // successor issues, so nobody is refused because of it.
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            place = outliving(place, actor);
            var generation = place.generation();
            var content = content(profile, generation, admitted.subject(), parsed);
            var above = chains.above(generation);
            above.limits().check(content);
            switch (signCertificate.sign(content, origin)) {
                case SignCertificate.Outcome.Signed(var serial, var der) -> {
                    return new Issued(serial, chain(der, generation, above));
                }
                case SignCertificate.Outcome.Duplicate(var existing) ->
                        throw new RefusedException(
                                Refusal.DUPLICATE,
                                "This very request was answered before, by certificate "
                                        + existing
                                        + ", which is still good. Nothing was issued. Fetch that one, or make a new request with a new key.");
                case SignCertificate.Outcome.Failed(var why) -> throw why;
                case SignCertificate.Outcome.IssuerMoved() -> place = place(profileName);
            }
        }
        throw new RefusedException(
                Refusal.CANNOT_ISSUE,
                "The generation of lineage '"
                        + profile.lineage()
                        + "' changed "
                        + ATTEMPTS
                        + " times while this was to be issued. Nothing was issued. Send the request again.");
    }

    private CertificateContent content(
            CertificateProfile profile,
            Generation.Enabled generation,
            RequestedSubject subject,
            CertificationRequest request) {
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

    private static List<Octets> chain(
            Octets leaf, Generation.Enabled issuer, KnownChains.Chain above) {
        var chain = new ArrayList<Octets>();
        chain.add(leaf);
        chain.add(issuer.certificate().der());
        above.certificates().stream().map(CaCertificate::der).forEach(chain::add);
        return chain;
    }

    private Place place(String profile) {
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

    private List<Supplier<Optional<Place>>> lookAll(List<String> profiles) {
        Map<String, Supplier<Optional<Place>>> seen = new HashMap<>();
        profiles.forEach(name -> seen.computeIfAbsent(name, this::looked));
        return profiles.stream().map(seen::get).toList();
    }

    /** A document that cannot be used is no matter of those who ask for another profile. */
    private Supplier<Optional<Place>> looked(String name) {
        try {
            var place = look(name);
            return () -> place;
        } catch (IllegalStateException unusable) {
            return () -> {
                throw unusable;
            };
        }
    }

    private Optional<Place> look(String name) {
        return authorities
                .profile(name)
                .map(profile -> new Place(profile, authorities.enabled(profile.lineage())));
    }

    private Place outliving(Place place, Actor actor) {
        var profile = place.profile();
        var generation = place.generation();
        if (!outlives(profile, generation) || profile.shortens()) {
            return place;
        }
        // Two officers may have decided that the next generation takes over when this happens.
        succession.cutOverWhenNeeded(actor, generation.identity().id());
        var next = place(profile.name());
        if (outlives(profile, next.generation())) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "A certificate of profile "
                            + profile.name()
                            + " would be valid for "
                            + profile.validity().toDays()
                            + " days from now, its issuer "
                            + next.generation().identity().name()
                            + " only until "
                            + next.generation().certificate().notAfter()
                            + ". Nothing was issued. Roll the lineage '"
                            + profile.lineage()
                            + "' to a new generation.");
        }
        return next;
    }

    private boolean outlives(CertificateProfile profile, Generation.Enabled generation) {
        return clock.instant()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(profile.validity())
                .minusSeconds(1)
                .isAfter(generation.certificate().notAfter());
    }
}
