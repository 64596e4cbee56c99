package org.lineageca.ca.api;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the HTTP server itself refuses (no such route, wrong method or content type, body too large), in the same form as everything else. */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var status = response.code();
        var reason = response.reason();
        var detail = context.getErrors().stream().map(error -> error.getMessage()).collect(Collectors.joining("; "));
        var kind = reason.toLowerCase(Locale.ROOT).replace(' ', '-');
        var problem = Problem.of(kind, reason, status, detail(status, detail, reason));
        return response.contentType(Problem.MEDIA_TYPE).body(problem);
    }

    private static String detail(int status, String detail, String reason) {
        return switch (status) {
            case 415 -> "The content type is not one this route takes. Nothing was done. A request for a certificate is application/pkcs10 (DER) or application/x-pem-file (PEM), everything else application/json.";
            case 413 -> "The body is larger than this route takes. Nothing was done.";
            case 500 -> "The request failed for a reason on our side. See the service's log.";
            default -> detail.isEmpty() ? reason : detail;
        };
    }
}
