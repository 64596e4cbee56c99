package org.lineageca.ca.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.octets.Octets;

/** Hands out one certificate, alone or with the chain a server sends. */
public final class FetchCertificate {

    private final CertificateStore certificates;
    private final AuthorityStore authorities;

    public FetchCertificate(CertificateStore certificates, AuthorityStore authorities) {
        this.certificates = certificates;
        this.authorities = authorities;
    }

    /**
     * The certificate, DER.
     *
     * @throws RefusedException if the reference means none or several, or its signature was never
     *     recorded
     */
    public Octets one(Actor actor, CertificateReference reference) {
        actor.require(Permission.VIEW);
        return der(find(reference));
    }

    /**
     * The same, and those above it; DER, leaf first, without the root.
     *
     * @throws RefusedException as above
     */
    public List<Octets> chain(Actor actor, CertificateReference reference) {
        actor.require(Permission.VIEW);
        var found = find(reference);
        var chain = new ArrayList<Octets>();
        chain.add(der(found));
        authorities
                .find(found.generation())
                .flatMap(Generation::caCertificate)
                .filter(issuer -> !issuer.isSelfSigned())
                .map(CaCertificate::der)
                .ifPresent(chain::add);
        authorities.chainAbove(found.generation()).stream()
                .map(CaCertificate::der)
                .forEach(chain::add);
        return List.copyOf(chain);
    }

    private CertificateRecord find(CertificateReference reference) {
        var found = certificates.resolve(reference);
        if (found.isEmpty()) {
            throw new RefusedException(
                    Refusal.NOT_FOUND,
                    "No certificate issued here has this serial number or fingerprint. GET /certificates?query=… searches.");
        }
        if (found.size() > 1) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "%d certificates of different issuers have this serial number. None was sent. Name the one by its SHA-256 fingerprint, or ask for application/json."
                            .formatted(found.size()));
        }
        return found.getFirst();
    }

    private Octets der(CertificateRecord found) {
        return certificates
                .der(found.generation(), found.serial())
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "Certificate %s was promised, and its signature never arrived: there is nothing to send. It has a status and can be revoked."
                                        .formatted(found.serial())));
    }
}
