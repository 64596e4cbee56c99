package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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

    private static final int ATTEMPTS = 5;

    private final AuthorityStore authorities;
    private final SignCertificate signCertificate;
    private final Succession succession;
    private final GuardKeys keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    public IssueCertificate(
            AuthorityStore authorities,
            SignCertificate signCertificate,
            Succession succession,
            GuardKeys keys,
            InstantSource clock,
            RandomGenerator random) {
        this.authorities = authorities;
        this.signCertificate = signCertificate;
        this.succession = succession;
        this.keys = keys;
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
        var profile = profile(profileName);
        var parsed = CertificationRequest.parse(request);
        keys.admit(parsed.publicKey());
        var subject = RequestedSubject.of(parsed, profile.template());
        // A cut-over may come in between: what one generation has just ceased to issue, its
        // successor issues, so nobody is refused because of it.
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var generation = issuingGeneration(profile, actor);
            var content = content(profile, generation, subject, parsed);
            switch (signCertificate.sign(content, parsed.digest(), actor)) {
                case SignCertificate.Outcome.Signed(var der) -> {
                    return new Issued(content.serial(), chain(der, generation));
                }
                case SignCertificate.Outcome.Duplicate(var existing) ->
                        throw new RefusedException(
                                Refusal.DUPLICATE,
                                "This very request was answered before, by certificate "
                                        + existing
                                        + ", which is still good. Nothing was issued. Fetch that one, or make a new request with a new key.");
                case SignCertificate.Outcome.IssuerMoved() -> {}
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
                profile.shortens() && notAfter.isAfter(latest) ? latest : notAfter);
    }

    private List<Octets> chain(Octets leaf, Generation.Enabled issuer) {
        var chain = new ArrayList<Octets>();
        chain.add(leaf);
        chain.add(issuer.certificate().der());
        authorities.chainAbove(issuer.identity().id()).stream()
                .map(CaCertificate::der)
                .forEach(chain::add);
        return chain;
    }

    private CertificateProfile profile(String name) {
        return authorities
                .profile(name)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.UNKNOWN_PROFILE,
                                "There is no profile '"
                                        + name
                                        + "'. Nothing was issued. Use one of: "
                                        + authorities.profiles().stream()
                                                .map(CertificateProfile::name)
                                                .sorted()
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private Generation.Enabled issuingGeneration(CertificateProfile profile, Actor actor) {
        var generation = enabled(profile);
        if (!outlives(profile, generation) || profile.shortens()) {
            return generation;
        }
        // Two officers may have decided that the next generation takes over when this happens.
        succession.cutOverWhenNeeded(actor, generation.identity().id());
        var next = enabled(profile);
        if (outlives(profile, next)) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "A certificate of profile "
                            + profile.name()
                            + " would be valid for "
                            + profile.validity().toDays()
                            + " days from now, its issuer "
                            + next.identity().name()
                            + " only until "
                            + next.certificate().notAfter()
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

    private Generation.Enabled enabled(CertificateProfile profile) {
        return authorities
                .enabled(profile.lineage())
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.CANNOT_ISSUE,
                                "No generation of lineage '"
                                        + profile.lineage()
                                        + "' is enabled. Nothing was issued. Enable one in the console."));
    }
}
