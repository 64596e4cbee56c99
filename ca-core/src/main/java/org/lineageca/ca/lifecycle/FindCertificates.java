package org.lineageca.ca.lifecycle;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.x509.Pem;

/** Looks up what is on record about certificates. */
public final class FindCertificates {

    private final CertificateStore certificates;

    public FindCertificates(CertificateStore certificates) {
        this.certificates = certificates;
    }

    /** Newest first. */
    public List<CertificateRecord> search(Actor actor, CertificateQuery query) {
        actor.require(Permission.VIEW);
        return certificates.search(query);
    }

    /**
     * The same from behind a position on.
     *
     * @param after null for the beginning
     */
    public List<CertificateRecord> search(
            Actor actor, CertificateQuery query, @Nullable CertificatePosition after) {
        actor.require(Permission.VIEW);
        return certificates.search(query, after);
    }

    public List<CertificateRecord> resolve(Actor actor, CertificateReference reference) {
        actor.require(Permission.VIEW);
        return certificates.resolve(reference);
    }

    /** The certificate itself, where its signature was recorded. */
    public Optional<String> pem(Actor actor, CertificateRecord certificate) {
        actor.require(Permission.VIEW);
        return certificates
                .der(certificate.generation(), certificate.serial())
                .map(der -> Pem.encode("CERTIFICATE", der));
    }
}
