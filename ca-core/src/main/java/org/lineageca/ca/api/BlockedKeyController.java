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
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.BlockKeys;
import org.lineageca.ca.lifecycle.GuardKeys;
import org.lineageca.ca.lifecycle.KeyLedger.BlockedKey;
import org.lineageca.ca.x509.PublicKeyFile;
import org.lineageca.octets.Octets;

/** Public keys that are not certified: list them, block one, ask about one. */
@AnswersProblems
@Controller("/blocked-keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BlockedKeyController {

    /** A key that is not certified any more. */
    @Serdeable
    record BlockedKeyView(String spkiSha256, String why, Instant since, String source) {
        static BlockedKeyView of(BlockedKey key) {
            return new BlockedKeyView(key.sha256().toHex(), key.why(), key.since(), key.source());
        }
    }

    /**
     * Which key, by one of two ways.
     *
     * @param spkiSha256 SHA-256 of its DER SubjectPublicKeyInfo, in hexadecimal digits
     * @param key in PEM: itself, or a certificate or request over it
     * @param why one line
     */
    @Serdeable
    record BlockRequest(@Nullable String spkiSha256, @Nullable String key, @Nullable String why) {}

    /**
     * What came of it.
     *
     * @param blocked false where it was blocked before
     * @param certificates those over the key, newest first, at most 1000
     */
    @Serdeable
    record BlockView(
            String spkiSha256,
            boolean blocked,
            List<RevocationController.CertificateOfKey> certificates) {}

    /**
     * Which key.
     *
     * @param key in PEM: itself, or a certificate or request over it
     */
    @Serdeable
    record CheckRequest(@Nullable String key) {}

    /** What there is against a key; nothing if it would be certified. */
    @Serdeable
    record CheckView(String spkiSha256, List<FlawView> flaws) {}

    /** One thing against a key. */
    @Serdeable
    record FlawView(String kind, String text, String source) {
        static FlawView of(KeyFlaw flaw) {
            return new FlawView(flaw.kind().name(), flaw.text(), flaw.source());
        }
    }

    private static final String NOT_BLOCKED = "Nothing was blocked.";

    private final BlockKeys blockKeys;
    private final GuardKeys guardKeys;
    private final InstantSource clock;

    BlockedKeyController(BlockKeys blockKeys, GuardKeys guardKeys, InstantSource clock) {
        this.blockKeys = blockKeys;
        this.guardKeys = guardKeys;
        this.clock = clock;
    }

    @Get
    List<BlockedKeyView> list(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @QueryValue @Nullable String after,
            @QueryValue(defaultValue = "100") int limit) {
        return blockKeys
                .list(actor, after == null ? null : digest(after, "Nothing was listed."), limit)
                .stream()
                .map(BlockedKeyView::of)
                .toList();
    }

    @ApiResponse(
            responseCode = "201",
            description = "It is blocked from now on.",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "200",
            description = "It was blocked before.",
            useReturnTypeSchema = true)
    @Post
    HttpResponse<BlockView> block(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Body BlockRequest request) {
        var named = request.spkiSha256();
        var key = request.key();
        if ((named == null) == (key == null)) {
            throw invalid("Name the key by one of 'spkiSha256' and 'key'. " + NOT_BLOCKED);
        }
        var why = request.why();
        if (why == null) {
            throw invalid("The member 'why' is missing. " + NOT_BLOCKED);
        }
        var sha256 =
                named != null ? digest(named, NOT_BLOCKED) : publicKey(key, NOT_BLOCKED).sha256();
        var blocked = blockKeys.block(actor, sha256, why);
        var now = clock.instant();
        var view =
                new BlockView(
                        sha256.toHex(),
                        blocked.isNew(),
                        blocked.certificates().stream()
                                .map(certificate ->
                                        RevocationController.CertificateOfKey.of(certificate, now))
                                .toList());
        return blocked.isNew() ? HttpResponse.created(view) : HttpResponse.ok(view);
    }

    @Post("/check")
    CheckView check(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @Body CheckRequest request) {
        var key = publicKey(request.key(), "Nothing was checked.");
        return new CheckView(
                key.sha256().toHex(),
                guardKeys.check(actor, key).stream().map(FlawView::of).toList());
    }

    private static Octets publicKey(@Nullable String pem, String notDone) {
        if (pem == null) {
            throw invalid("The member 'key' is missing. " + notDone);
        }
        try {
            return PublicKeyFile.read(pem);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "There is no public key in it: %s. %s Send a PUBLIC KEY, CERTIFICATE or CERTIFICATE REQUEST in PEM."
                            .formatted(e.getMessage(), notDone),
                    e);
        }
    }

    private static Octets digest(String text, String notDone) {
        var digits = text.strip().replace(":", "");
        if (!digits.matches("[0-9a-fA-F]{64}")) {
            throw invalid("'%s' is not 64 hexadecimal digits. %s".formatted(text, notDone));
        }
        return Octets.ofHex(digits);
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Refusal.INVALID_VALUE, message);
    }
}
