package org.lineageca.ca.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.UUID;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lint.LintFailedException;
import org.lineageca.ca.sealing.AuditLogBrokenException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what a use case throws becomes an HTTP status. */
@Singleton
@Produces(Problem.MEDIA_TYPE)
final class ProblemHandler implements ExceptionHandler<RuntimeException, HttpResponse<Problem>> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @Override
    @SuppressWarnings("rawtypes") // the framework's signature
    public HttpResponse<Problem> handle(HttpRequest request, RuntimeException exception) {
        var problem =
                switch (exception) {
                    case RefusedException refused -> refused(refused);
                    case NotAuthorisedException e ->
                            Problem.of("not-authorised", "Not authorised", 403, message(e));
                    case LintFailedException e ->
                            Problem.of("lint", "Refused before signing", 422, message(e));
                    case TokenUnavailableException e ->
                            Problem.of("token-unavailable", "Token unavailable", 503, message(e));
                    case AuditLogBrokenException e ->
                            Problem.of("audit-log-broken", "Audit log broken", 500, message(e));
                    case RuntimeException e when isDatabaseOutage(e) ->
                            Problem.of(
                                    "database-unavailable",
                                    "Database unavailable",
                                    503,
                                    "The database does not answer. Nothing was acknowledged. Retry in a moment; if it stays so, see lineage status.");
                    default -> unexpected(request, exception);
                };
        MutableHttpResponse<Problem> response =
                HttpResponse.status(problem.status(), problem.title());
        if (problem.status() == 503) {
            // A token or a database may be back at once; a backup is restored by people.
            response.header("Retry-After", exception instanceof RefusedException ? "60" : "2");
        }
        return response.contentType(Problem.MEDIA_TYPE).body(problem);
    }

    /** What is said of one of many things that were asked for, or of all. */
    static Problem refused(RefusedException refused) {
        return Problem.of(
                refused.refusal().kind(),
                title(refused.refusal()),
                status(refused.refusal()),
                message(refused));
    }

    private static int status(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED, INVALID_VALUE -> 400;
            case UNKNOWN_PROFILE, NOT_FOUND -> 404;
            case DUPLICATE,
                    CANNOT_ISSUE,
                    CANNOT_PLAN,
                    CANNOT_RELEASE,
                    REQUEST_UNDER_WAY,
                    NOT_ENOUGH_LOGS ->
                    409;
            case TOO_LARGE -> 413;
            case BAD_SIGNATURE,
                    UNACCEPTABLE_KEY,
                    WEAK_KEY,
                    BLOCKED_KEY,
                    UNACCEPTABLE_NAMES,
                    CAA_FORBIDS,
                    UNACCEPTABLE_CERTIFICATE,
                    IDEMPOTENCY_KEY_REUSED ->
                    422;
            case DATABASE_RESTORED, LOGS_UNAVAILABLE, CAA_UNANSWERED -> 503;
        };
    }

    private static String title(Refusal refusal) {
        return switch (refusal) {
            case MALFORMED -> "Malformed request";
            case INVALID_VALUE -> "Invalid value";
            case UNKNOWN_PROFILE -> "Unknown profile";
            case NOT_FOUND -> "Not found";
            case DUPLICATE -> "Duplicate request";
            case CANNOT_ISSUE -> "Cannot issue";
            case NOT_ENOUGH_LOGS -> "Not enough transparency logs";
            case LOGS_UNAVAILABLE -> "Transparency logs unavailable";
            case CAA_FORBIDS -> "CAA records forbid it";
            case CAA_UNANSWERED -> "CAA records unanswered";
            case CANNOT_PLAN -> "Cannot plan";
            case CANNOT_RELEASE -> "Cannot release";
            case TOO_LARGE -> "Too large";
            case BAD_SIGNATURE -> "Unacceptable signature";
            case UNACCEPTABLE_KEY -> "Unacceptable key";
            case WEAK_KEY -> "Weak key";
            case BLOCKED_KEY -> "Blocked key";
            case UNACCEPTABLE_NAMES -> "Unacceptable names";
            case UNACCEPTABLE_CERTIFICATE -> "Unacceptable certificate";
            case REQUEST_UNDER_WAY -> "Request under way";
            case IDEMPOTENCY_KEY_REUSED -> "Idempotency key reused";
            case DATABASE_RESTORED -> "Database restored from an older backup";
        };
    }

    private static Problem unexpected(HttpRequest<?> request, RuntimeException exception) {
        var reference = UUID.randomUUID();
        LOG.error(
                "{} {} failed, reference {}",
                request.getMethod(),
                request.getPath(),
                reference,
                exception);
        return Problem.of(
                "internal",
                "Internal error",
                500,
                "The request failed for a reason on our side. Give the operator this reference, it finds the log line: "
                        + reference);
    }

    /**
     * Connection exceptions (SQLSTATE class 08), server shutdown (57P), a pool that cannot connect,
     * and what has no SQLSTATE: it never reached the server, as from a pool that is closed because
     * this program ends.
     */
    private static boolean isDatabaseOutage(Throwable exception) {
        for (var cause = exception.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                var state = sql.getSQLState();
                if (state == null || state.startsWith("08") || state.startsWith("57P")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String message(RuntimeException exception) {
        return String.valueOf(exception.getMessage());
    }
}
