package org.lineageca.ca.api;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CertificatePosition;
import org.lineageca.ca.lifecycle.CertificateQuery;
import org.lineageca.ca.lifecycle.CertificateRecord;
import org.lineageca.ca.lifecycle.CertificateReference;
import org.lineageca.ca.lifecycle.FetchCertificate;
import org.lineageca.ca.lifecycle.FindCertificates;
import org.lineageca.ca.lifecycle.IssueCertificate;
import org.lineageca.ca.lifecycle.ShowTransparency;
import org.lineageca.ca.x509.CertificatesOnly;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

/** Certificates: issue one, find them. */
@AnswersProblems
@Controller("/certificates")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CertificateController {

    private static final String PEM_CHAIN = "application/pem-certificate-chain";
    private static final String PEM_FILE = "application/x-pem-file";
    private static final String DER = "application/pkix-cert";
    private static final String PKCS7 = "application/pkcs7-mime";
    private static final Set<String> FORMS =
            Set.of(MediaType.APPLICATION_JSON, PEM_CHAIN, PEM_FILE, DER, PKCS7);

    private final IssueCertificate issueCertificate;
    private final FindCertificates findCertificates;
    private final FetchCertificate fetchCertificate;
    private final ShowTransparency showTransparency;
    private final IdempotentAnswers answers;
    private final InstantSource clock;

    CertificateController(
            IssueCertificate issueCertificate,
            FindCertificates findCertificates,
            FetchCertificate fetchCertificate,
            ShowTransparency showTransparency,
            IdempotentAnswers answers,
            InstantSource clock) {
        this.issueCertificate = issueCertificate;
        this.findCertificates = findCertificates;
        this.fetchCertificate = fetchCertificate;
        this.showTransparency = showTransparency;
        this.answers = answers;
        this.clock = clock;
    }

    @ApiResponse(
            responseCode = "201",
            description = "The certificate, and those above it but for the root.",
            useReturnTypeSchema = true)
    @Post(
            consumes = {"application/pkcs10", PEM_FILE},
            produces = PEM_CHAIN)
    HttpResponse<String> issue(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Header(IdempotentAnswers.HEADER) @Nullable String idempotencyKey,
            @QueryValue String profile,
            @Body byte[] request) {
        var name = text("profile", profile);
        var octets = Octets.of(request);
        return answers.answer(
                actor,
                idempotencyKey,
                () ->
                        Octets.join(
                                Octets.of(
                                        ("POST /certificates " + name + "\n")
                                                .getBytes(StandardCharsets.UTF_8)),
                                octets),
                Argument.STRING,
                () -> issue(actor, name, octets));
    }

    private HttpResponse<String> issue(Actor actor, String profile, Octets request) {
        var issued = issueCertificate.issue(actor, profile, request);
        return HttpResponse.created(
                Pem.chain(issued.chain()), URI.create("/certificates/" + issued.serial()));
    }

    /** Newest first; a header Link of the relation next leads on while there may be more. */
    @Get
    HttpResponse<List<CertificateView>> search(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @QueryValue(defaultValue = "") String query,
            @QueryValue(defaultValue = "50") int limit,
            @QueryValue @Nullable String cursor) {
        if (limit < 1 || limit > 1000) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, "limit must be 1 to 1000, got " + limit + ".");
        }
        var now = clock.instant();
        var found =
                findCertificates.search(
                        actor,
                        new CertificateQuery(null, text("query", query), 0, limit),
                        cursor == null ? null : CertificatePosition.parse(cursor));
        var response =
                HttpResponse.ok(
                        found.stream()
                                .map(certificate -> CertificateView.of(certificate, now))
                                .toList());
        return found.size() < limit
                ? response
                : response.header(HttpHeaders.LINK, next(query, limit, found.getLast()));
    }

    private static String next(String query, int limit, CertificateRecord last) {
        var target =
                UriBuilder.of("/certificates")
                        .queryParam("query", query)
                        .queryParam("limit", limit)
                        .queryParam("cursor", CertificatePosition.after(last).cursor())
                        .build();
        return "<" + target + ">; rel=\"next\"";
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

    /** In the form the caller takes: what is on record in JSON, or the certificate itself. */
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        array =
                                @ArraySchema(
                                        schema = @Schema(implementation = CertificateView.class))),
                @Content(mediaType = PEM_CHAIN, schema = @Schema(type = "string")),
                @Content(mediaType = PEM_FILE, schema = @Schema(type = "string")),
                @Content(mediaType = DER, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = PKCS7, schema = @Schema(type = "string", format = "binary"))
            })
    @Get(
            value = "/{reference}",
            produces = {MediaType.APPLICATION_JSON, PEM_CHAIN, PEM_FILE, DER, PKCS7})
    HttpResponse<?> get(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            String reference,
            HttpRequest<?> request) {
        var named = CertificateReference.parse(reference);
        return switch (form(request)) {
            case PEM_CHAIN ->
                    HttpResponse.ok(Pem.chain(fetchCertificate.chain(actor, named)))
                            .contentType(PEM_CHAIN);
            case PEM_FILE ->
                    HttpResponse.ok(Pem.chain(List.of(fetchCertificate.one(actor, named))))
                            .contentType(PEM_FILE);
            case DER ->
                    HttpResponse.ok(fetchCertificate.one(actor, named).toArray()).contentType(DER);
            case PKCS7 ->
                    HttpResponse.ok(
                                    CertificatesOnly.encode(fetchCertificate.chain(actor, named))
                                            .toArray())
                            .contentType(PKCS7 + "; smime-type=certs-only");
            default -> HttpResponse.ok(records(actor, reference, named));
        };
    }

    /** The form that is preferred among those there are; JSON where all are welcome. */
    private static String form(HttpRequest<?> request) {
        return request.accept().stream()
                .map(MediaType::getName)
                .filter(FORMS::contains)
                .findFirst()
                .orElse(MediaType.APPLICATION_JSON);
    }

    private List<CertificateView> records(
            Actor actor, String reference, CertificateReference named) {
        var now = clock.instant();
        var found = findCertificates.resolve(actor, named);
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
                                findCertificates.pem(actor, certificate).orElse(null),
                                showTransparency
                                        .of(actor, certificate)
                                        .map(TransparencyView::of)
                                        .orElse(null)))
                .toList();
    }
}
