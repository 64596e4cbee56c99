package org.lineageca.ca.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.security.cert.CertificateEncodingException;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.admission.Admission;
import org.lineageca.ca.lifecycle.IdentifyClient;
import org.lineageca.octets.Octets;

/**
 * Finds who asks by the fingerprint of the client certificate; no one else gets past it, on any
 * route but /health.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ActorFilter {

    static final String ACTOR = "lineage.actor";

    private final IdentifyClient clients;
    private final RateLimitFilter rateLimit;

    ActorFilter(IdentifyClient clients, RateLimitFilter rateLimit) {
        this.clients = clients;
        this.rateLimit = rateLimit;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> identify(HttpRequest<?> request) throws CertificateEncodingException {
        // Says nothing but whether the service works, to whoever holds a certificate of ours: it
        // must not depend on who is registered.
        if (request.getPath().equals("/health")) {
            return null;
        }
        var certificate = request.getCertificate();
        var admission =
                certificate.isPresent()
                        ? clients.identify(Octets.of(certificate.get().getEncoded()).sha256())
                        : new Admission.NobodysCertificate();
        return switch (admission) {
            case Admission.Admitted(var principal, _) -> {
                request.setAttribute(ACTOR, principal);
                yield rateLimit.admit(request, principal);
            }
            case Admission.Refused refused -> ClientRefusal.answer(refused);
        };
    }
}
