package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CertificateQuery;
import org.lineageca.ca.lifecycle.CertificateReference;
import org.lineageca.ca.lifecycle.FindCertificates;
import org.lineageca.ca.lifecycle.IssueCertificate;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** Certificates: issue one, find them. */
@Controller("/certificates")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CertificateController {

    private static final String PEM_CHAIN = "application/pem-certificate-chain";

    private final IssueCertificate issueCertificate;
    private final FindCertificates findCertificates;
    private final InstantSource clock;

    CertificateController(
            IssueCertificate issueCertificate,
            FindCertificates findCertificates,
            InstantSource clock) {
        this.issueCertificate = issueCertificate;
        this.findCertificates = findCertificates;
        this.clock = clock;
    }

    @Post(
            consumes = {"application/pkcs10", "application/x-pem-file"},
            produces = PEM_CHAIN)
    HttpResponse<String> issue(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @QueryValue String profile,
            @Body byte[] request) {
        var issued = issueCertificate.issue(actor, text("profile", profile), Octets.of(request));
        return HttpResponse.created(
                Pem.chain(issued.chain()), URI.create("/certificates/" + issued.serial()));
    }

    @Get
    List<CertificateView> search(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @QueryValue(defaultValue = "") String query,
            @QueryValue(defaultValue = "50") int limit) {
        if (limit < 1 || limit > 1000) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, "limit must be 1 to 1000, got " + limit + ".");
        }
        var now = clock.instant();
        return findCertificates
                .search(actor, new CertificateQuery(null, text("query", query), 0, limit))
                .stream()
                .map(found -> CertificateView.of(found, now, null))
                .toList();
    }

    /** PostgreSQL's text cannot hold U+0000. */
    private static String text(String parameter, String value) {
        if (value.indexOf(0) >= 0) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The parameter '"
                            + parameter
                            + "' holds the character U+0000. Nothing was done. Leave it out.");
        }
        return value;
    }

    @Get("/{reference}")
    List<CertificateView> get(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String reference) {
        var now = clock.instant();
        var found = findCertificates.resolve(actor, CertificateReference.parse(reference));
        if (found.isEmpty()) {
            throw new RefusedException(
                    Refusal.NOT_FOUND,
                    "No certificate issued here has the serial number or fingerprint "
                            + reference
                            + ". GET /certificates?query=… searches.");
        }
        return found.stream()
                .map(certificate ->
                        CertificateView.of(
                                certificate,
                                now,
                                findCertificates.pem(actor, certificate).orElse(null)))
                .toList();
    }
}
