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
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.OcspSignerStore;
import org.lineageca.ca.lifecycle.RollResponderKey;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.octets.Octets;

/** Keys of OCSP responders: which answer for whom, and how one follows another. */
@AnswersProblems
@Controller("/responder-keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ResponderKeyController {

    /** The certificate that lets a key answer for a generation. */
    @Serdeable
    record SignerView(String generation, String serial, Instant notBefore, Instant notAfter) {}

    /**
     * A key that answers.
     *
     * @param keyId the first 20 octets of the SHA-256 of its SubjectPublicKeyInfo, in hexadecimal
     *     digits
     */
    @Serdeable
    record ResponderKeyView(String keyId, String token, List<SignerView> signers) {}

    /**
     * What is asked for.
     *
     * @param publicKey SubjectPublicKeyInfo of the new key: DER in base64, or PEM
     */
    @Serdeable
    record SuccessorRequest(@Nullable String publicKey) {}

    /**
     * What is reported.
     *
     * @param publicKey SubjectPublicKeyInfo of the destroyed key: DER in base64, or PEM
     * @param token the label of the token it was on
     * @param refusal what the token answered when it was asked to sign with the key afterwards
     */
    @Serdeable
    record DestructionReport(
            @Nullable String publicKey, @Nullable String token, @Nullable String refusal) {}

    private final RollResponderKey rollResponderKey;

    ResponderKeyController(RollResponderKey rollResponderKey) {
        this.rollResponderKey = rollResponderKey;
    }

    @Get
    List<ResponderKeyView> list(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) {
        return rollResponderKey.keys(actor).stream().map(ResponderKeyController::view).toList();
    }

    @ApiResponse(
            responseCode = "201",
            description = "The new key, with its signers.",
            useReturnTypeSchema = true)
    @Post("/{keyId}/successor")
    HttpResponse<ResponderKeyView> succeed(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            String keyId,
            @Body SuccessorRequest request) {
        var key = publicKey(request.publicKey(), "Nothing was signed.");
        return HttpResponse.created(view(rollResponderKey.succeed(actor, keyId, key)));
    }

    @ApiResponse(responseCode = "204", description = "It is on record.")
    @Post("/{keyId}/destruction")
    HttpResponse<Void> destroyed(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            String keyId,
            @Body DestructionReport report) {
        var notDone = "Nothing was written down.";
        var key = publicKey(report.publicKey(), notDone);
        var token = present(report.token(), "token", notDone);
        var refusal = present(report.refusal(), "refusal", notDone);
        if (!KeyId.of(key).toString().equals(keyId)) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The public key given is not that of key '" + keyId + "'. " + notDone);
        }
        rollResponderKey.destroyed(actor, token, key, refusal);
        return HttpResponse.noContent();
    }

    private static Octets publicKey(@Nullable String text, String notDone) {
        var given = present(text, "publicKey", notDone);
        var base64 = given.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
        try {
            return Octets.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "The member 'publicKey' is neither PEM nor base64. " + notDone,
                    e);
        }
    }

    private static String present(@Nullable String value, String member, String notDone) {
        if (value == null || value.isBlank()) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE, "The member '" + member + "' is missing. " + notDone);
        }
        return value;
    }

    private static ResponderKeyView view(RollResponderKey.ResponderKey key) {
        return new ResponderKeyView(
                key.key().keyId().toString(),
                key.key().token(),
                key.delegates().stream().map(ResponderKeyController::view).toList());
    }

    private static SignerView view(OcspSignerStore.OcspSigner signer) {
        return new SignerView(
                signer.generation().label(),
                signer.serial().hex(),
                signer.notBefore(),
                signer.notAfter());
    }
}
