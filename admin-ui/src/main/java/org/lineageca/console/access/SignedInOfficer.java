package org.lineageca.console.access;

import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.inject.Singleton;
import jakarta.servlet.ServletRequest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.octets.Octets;

/**
 * The person behind a request, by the fingerprint of the client certificate of its TLS connection.
 */
@Singleton
public final class SignedInOfficer {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final PrincipalStore principals;
    private final InstantSource clock;

    SignedInOfficer(PrincipalStore principals, InstantSource clock) {
        this.principals = principals;
        this.clock = clock;
    }

    /**
     * Looked up anew each time, so that a revocation or a removal ends a session at the next click.
     */
    public Actor current() {
        var request = VaadinServletRequest.getCurrent();
        if (request == null) {
            throw new NotSignedInException();
        }
        return of(request.getHttpServletRequest()).orElseThrow(NotSignedInException::new);
    }

    /**
     * The same person later, where no request is at hand: looked up anew by the same certificate
     * each time it is asked for.
     */
    public Supplier<Actor> fromNowOn() {
        var request = VaadinServletRequest.getCurrent();
        if (request == null
                || !(request.getHttpServletRequest().getAttribute(CERTIFICATES)
                        instanceof X509Certificate[] chain)
                || chain.length == 0) {
            throw new NotSignedInException();
        }
        var certificate = chain[0];
        return () -> find(certificate).orElseThrow(NotSignedInException::new);
    }

    Optional<Actor.Principal> of(ServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
                        && chain.length > 0
                ? find(chain[0])
                : Optional.empty();
    }

    Optional<Actor.Principal> find(X509Certificate certificate) {
        try {
            return principals
                    .byCertificate(Octets.of(certificate.getEncoded()).sha256(), clock.instant())
                    .filter(principal -> principal.role().isHuman());
        } catch (CertificateEncodingException e) {
            return Optional.empty();
        }
    }
}
