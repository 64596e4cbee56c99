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

    private final AuthorityStore authorities;
    private final SignCertificate signCertificate;
    private final InstantSource clock;
    private final RandomGenerator random;

    public IssueCertificate(
            AuthorityStore authorities,
            SignCertificate signCertificate,
            InstantSource clock,
            RandomGenerator random) {
        this.authorities = authorities;
        this.signCertificate = signCertificate;
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
        var subject = RequestedSubject.of(parsed, profile.template());
        var generation = issuingGeneration(profile);
        var notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var notAfter = notBefore.plus(profile.validity()).minusSeconds(1);
        if (notAfter.isAfter(generation.certificate().notAfter())) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "A certificate of profile "
                            + profile.name()
                            + " would be valid until "
                            + notAfter
                            + ", its issuer only until "
                            + generation.certificate().notAfter()
                            + ". Nothing was issued. Roll the lineage '"
                            + profile.lineage()
                            + "' to a new generation.");
        }
        var content =
                new CertificateContent(
                        generation.identity(),
                        generation.issuer(),
                        profile.name(),
                        profile.template(),
                        SerialNumber.random(random),
                        subject.subject(),
                        parsed.publicKey(),
                        subject.names(),
                        notBefore,
                        notAfter);
        var der = signCertificate.sign(content, parsed.digest(), actor);
        return new Issued(content.serial(), chain(der, generation));
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

    private Generation.Enabled issuingGeneration(CertificateProfile profile) {
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
