package org.lineageca.ca.api;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the HTTP server itself refuses (no such route, wrong method or content type, body too
 * large), in the same form as everything else.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

    private static final String CONTENT_TYPES =
            "A request for a certificate is application/pkcs10 (DER) or application/x-pem-file (PEM), everything else application/json.";

    @Override
    public MutableHttpResponse<Problem> processResponse(
            ErrorContext context, MutableHttpResponse<?> response) {
        return response.contentType(Problem.MEDIA_TYPE).body(problem(context, response));
    }

    private static Problem problem(ErrorContext context, MutableHttpResponse<?> response) {
        if (context.getRootCause().orElse(null) instanceof JsonSyntaxException) {
            return Problem.of(
                    "malformed",
                    "Malformed request",
                    response.code(),
                    "The body is not JSON. Nothing was done. Send one JSON object (RFC 8259).");
        }
        var reason = response.reason();
        return Problem.of(
                reason.toLowerCase(Locale.ROOT).replace(' ', '-'),
                reason,
                response.code(),
                detail(context, response));
    }

    private static String detail(ErrorContext context, MutableHttpResponse<?> response) {
        var request = context.getRequest();
        return switch (response.code()) {
            case 400 ->
                    context.getRootCause()
                            .map(cause -> badRequest(request, cause))
                            .orElseGet(() -> messages(context));
            case 404 ->
                    "There is no "
                            + request.getPath()
                            + " here. Nothing was done. There are /certificates, /issue-batches, /revocations, /blocked-keys, /crls, /generations, /paths, /lineages and /health.";
            case 405 ->
                    request.getPath()
                            + " does not know "
                            + request.getMethodName()
                            + ". Nothing was done. It knows "
                            + response.getHeaders()
                                    .get("Allow", String.class)
                                    .orElse("other methods")
                                    .replace(",", ", ")
                            + ".";
            case 415 ->
                    "The content type is not one this route takes. Nothing was done. "
                            + CONTENT_TYPES;
            case 413 ->
                    "The body is larger than this route takes. Nothing was done. At most 64 KiB are read of a request for a certificate.";
            case 500 -> "The request failed for a reason on our side. See the service's log.";
            default -> messages(context) + ". Nothing was done.";
        };
    }

    /** The framework's own words name classes; a caller knows parameters and members. */
    private static String badRequest(HttpRequest<?> request, Throwable cause) {
        return switch (cause) {
            case UnsatisfiedRouteException missing when isBody(missing.getArgument()) ->
                    request.getPath().equals("/certificates")
                            ? "The body is empty. Nothing was done. Send a PKCS#10 request."
                            : "There is no JSON object in the body. Nothing was done. Send one.";
            case UnsatisfiedRouteException missing ->
                    "The parameter '"
                            + missing.getArgument().getName()
                            + "' is missing. Nothing was done. Add it: "
                            + request.getPath()
                            + "?"
                            + missing.getArgument().getName()
                            + "=…";
            case ConversionErrorException wrong when isBody(wrong.getArgument()) ->
                    "The body is not the JSON object this route takes. Nothing was done. Every member must be known and be a string or null.";
            case ConversionErrorException wrong ->
                    "The parameter '"
                            + wrong.getArgument().getName()
                            + "' is not of the right kind"
                            + given(wrong)
                            + ". Nothing was done. It takes a "
                            + (wrong.getArgument().getType() == int.class ? "whole number" : "text")
                            + ".";
            default ->
                    "The request cannot be read. Nothing was done. Check its method, parameters and body.";
        };
    }

    private static String given(ConversionErrorException wrong) {
        return wrong.getConversionError()
                .getOriginalValue()
                .map(value -> ": '" + value + "'")
                .orElse("");
    }

    private static boolean isBody(Argument<?> argument) {
        return argument.getAnnotationMetadata().hasAnnotation(Body.class);
    }

    private static String messages(ErrorContext context) {
        return context.getErrors().stream()
                .map(Error::getMessage)
                .collect(Collectors.joining("; "));
    }
}
