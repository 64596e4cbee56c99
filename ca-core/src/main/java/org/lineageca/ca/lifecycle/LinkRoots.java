package org.lineageca.ca.lifecycle;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.octets.Octets;

/**
 * Link certificates between two keys of one root (RFC 4210 4.4): new-with-old lets who trusts the
 * old key reach the new one, old-with-new the other way round.
 */
public final class LinkRoots {

    private final AuthorityStore authorities;
    private final SignCaCertificate signCaCertificate;
    private final InstantSource clock;

    public LinkRoots(
            AuthorityStore authorities, SignCaCertificate signCaCertificate, InstantSource clock) {
        this.authorities = authorities;
        this.signCaCertificate = signCaCertificate;
        this.clock = clock;
    }

    /** While the old key still issues: its certificate for the new key. */
    void newWithOld(Actor actor, Generation old, Generation newer) {
        link(actor, old, newer);
    }

    /** Once the new key issues: its certificate for the old key. */
    void oldWithNew(Actor actor, Generation.Enabled newer, Generation old) {
        link(actor, newer, old);
    }

    private void link(Actor actor, Generation by, Generation of) {
        var present =
                authorities.certificates(of.identity().id()).stream()
                        .anyMatch(
                                link -> link.isCross() && by.identity().id().equals(link.issuer()));
        if (present || of.isEnded() || !(by instanceof Generation.Enabled issuer)) {
            return;
        }
        var subject = of.caCertificate().orElseThrow();
        var now = clock.instant();
        var last =
                subject.notAfter().isBefore(issuer.certificate().notAfter())
                        ? subject.notAfter()
                        : issuer.certificate().notAfter();
        var occasion = "link " + by.identity().id().sha256() + " " + of.identity().id().sha256();
        var certificate =
                signCaCertificate.sign(
                        actor,
                        SignCaCertificate.Order.by(
                                issuer.issuer(),
                                CertificateTemplate.CROSS_CA,
                                of.identity(),
                                CaConstraints.NONE,
                                Duration.ofSeconds(Duration.between(now, last).toSeconds()),
                                Octets.of(occasion.getBytes(StandardCharsets.UTF_8)).sha256()));
        authorities.add(certificate, by.identity().id(), true, now, actor);
    }
}
