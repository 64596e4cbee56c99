package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import org.lineageca.ca.admission.Admission;

/** Why a client is not listened to, as a problem: what, what did not happen, what to do. */
final class ClientRefusal {

    private static final String ANOTHER = "Have a new certificate registered, and use that.";

    private ClientRefusal() {}

    static HttpResponse<Problem> answer(Admission.Refused refused) {
        var problem = problem(refused);
        var response =
                HttpResponse.<Problem>status(problem.status(), problem.title())
                        .contentType(Problem.MEDIA_TYPE);
        if (refused instanceof Admission.StatusUnavailable) {
            response.header("Retry-After", "2");
        }
        return response.body(problem);
    }

    private static Problem problem(Admission.Refused refused) {
        return switch (refused) {
            case Admission.NobodysCertificate _ ->
                    Problem.of(
                            "unknown-client",
                            "Unknown client",
                            403,
                            "The client certificate is not registered here. Nothing was done. Ask an administrator to register it.");
            case Admission.StatusUnavailable _ ->
                    Problem.of(
                            "database-unavailable",
                            "Database unavailable",
                            503,
                            "Whether the client certificate is still good cannot be read now. Nothing was done. Retry in a moment; if it stays so, see lineage status.");
            case Admission.PersonRemoved(var name, var at) ->
                    client("%s was removed on %s".formatted(name, at), "Ask an officer.");
            case Admission.CertificateRemoved(var name, var at) ->
                    client(
                            "the certificate was removed from those of %s on %s"
                                    .formatted(name, at),
                            "Use another of theirs.");
            case Admission.NotYetValid(_, var from) ->
                    client("it is not valid before " + from, "Wait, or check the clocks.");
            case Admission.Expired(_, var at) -> client("it expired on " + at, ANOTHER);
            case Admission.OnHold(_, var since) ->
                    client("it is on hold since " + since, "Have it released if it is good.");
            case Admission.Revoked(_, var at, var reason) ->
                    client("it was revoked on %s (%s)".formatted(at, reason.label()), ANOTHER);
            case Admission.IssuerRevoked(_, var issuer, var at) ->
                    client("its CA %s was revoked on %s".formatted(issuer, at), ANOTHER);
        };
    }

    private static Problem client(String why, String whatToDo) {
        return Problem.of(
                "client-refused",
                "Client refused",
                403,
                "The client certificate is registered here and is not accepted: %s. Nothing was done. %s"
                        .formatted(why, whatToDo));
    }
}
