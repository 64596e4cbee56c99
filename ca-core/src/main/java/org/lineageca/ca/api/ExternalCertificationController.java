package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.CertifyExternally;
import org.lineageca.ca.lifecycle.ListGenerations;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;

/** A generation's dealings with CAs that are not ours: request out, certificate in. */
@AnswersProblems
@Controller("/generations/{label}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExternalCertificationController {

    /**
     * What became of a certificate.
     *
     * @param accepted first, renewal or cross
     */
    @Serdeable
    record AcceptedView(String generation, String accepted) {}

    private final CertifyExternally certifyExternally;
    private final ListGenerations listGenerations;

    ExternalCertificationController(
            CertifyExternally certifyExternally, ListGenerations listGenerations) {
        this.certifyExternally = certifyExternally;
        this.listGenerations = listGenerations;
    }

    @Post(value = "/request", produces = "application/x-pem-file")
    String request(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String label) {
        return Pem.encode(
                "CERTIFICATE REQUEST", certifyExternally.request(actor, generation(actor, label)));
    }

    @Get(value = "/certificates", produces = "application/pem-certificate-chain")
    String certificates(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, String label) {
        return Pem.chain(
                listGenerations.certificates(actor, generation(actor, label)).stream()
                        .map(recorded -> recorded.certificate().der())
                        .toList());
    }

    @ApiResponse(responseCode = "201", description = "It is on record.", useReturnTypeSchema = true)
    @Post(
            value = "/certificates",
            consumes = {"application/pem-certificate-chain", "application/x-pem-file"})
    HttpResponse<AcceptedView> accept(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            String label,
            @Body byte[] chain) {
        var accepted =
                certifyExternally.accept(actor, generation(actor, label), certificates(chain));
        return HttpResponse.created(
                new AcceptedView(label, accepted.name().toLowerCase(Locale.ROOT)));
    }

    private GenerationId generation(Actor.Principal actor, String label) {
        return Generations.find(listGenerations.all(actor), label).identity().id();
    }

    private static List<CaCertificate> certificates(byte[] chain) {
        try {
            return Pem.decodeAll(new String(chain, StandardCharsets.US_ASCII), "CERTIFICATE")
                    .stream()
                    .map(CaCertificate::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.MALFORMED,
                    "These are not CA certificates in PEM: "
                            + e.getMessage()
                            + ". Nothing was changed. Send the certificate first, then the chain above it.",
                    e);
        }
    }
}
