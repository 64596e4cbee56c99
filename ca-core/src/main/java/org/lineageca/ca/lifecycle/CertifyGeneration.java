package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.SerialNumber;

/** Gives a generation its first certificate: self-signed for a root, by its parent otherwise. */
public final class CertifyGeneration {

    private final AuthorityStore authorities;
    private final SignCertificate signCertificate;
    private final InstantSource clock;
    private final RandomGenerator random;

    public CertifyGeneration(
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
     * Certifies.
     *
     * @param parent null for a root, which signs its own
     */
    public Generation.Staged certify(
            Actor actor,
            Generation.AwaitingCertificate generation,
            @Nullable Issuer parent,
            Duration validity) {
        actor.require(Permission.OPERATE);
        var identity = generation.identity();
        var notBefore = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var template =
                parent == null ? CertificateTemplate.ROOT_CA : CertificateTemplate.ISSUING_CA;
        var content =
                new CertificateContent(
                        parent == null ? identity : parent.identity(),
                        parent,
                        parent == null ? "root-ca" : "issuing-ca",
                        template,
                        SerialNumber.random(random),
                        identity.name(),
                        identity.key().publicKey(),
                        List.of(),
                        notBefore,
                        notBefore.plus(validity).minusSeconds(1));
        var certificate = CaCertificate.parse(signCertificate.sign(content, null, actor));
        var staged = generation.certified(certificate, clock.instant());
        authorities.certified(generation, staged, actor);
        return staged;
    }
}
