package org.lineageca.ca.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.audit.log.EntryBundle;
import org.lineageca.ca.audit.log.TilePlace;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.sealing.EventQuery;
import org.lineageca.ca.sealing.KeepAuditKey;
import org.lineageca.ca.sealing.PlacedEvent;
import org.lineageca.ca.sealing.ReadAuditLog;
import org.lineageca.octets.Octets;

/**
 * The audit log. Checkpoint and tiles have the paths and formats of C2SP tlog-tiles, under the
 * prefix {@code /audit}; proofs are those of RFC 6962.
 */
@AnswersProblems
@Controller("/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {

    private static final int USUAL = 100;
    private static final String TEXT = "text/plain; charset=utf-8";

    /** Nobody but who asked keeps it, and what is once there never changes. */
    private static final String FOR_EVER = "private, max-age=604800, immutable";

    /**
     * An event.
     *
     * @param details by name
     * @param leaf its place in the log; absent in the second or two until it is there
     */
    @Serdeable
    record EventView(
            long sequence,
            Instant at,
            String actor,
            String kind,
            Map<String, String> details,
            @Nullable Long leaf) {

        static EventView of(PlacedEvent placed) {
            var event = placed.event();
            return new EventView(
                    event.sequence(),
                    event.at(),
                    event.actor(),
                    event.kind(),
                    event.named(),
                    placed.leaf());
        }
    }

    /**
     * That an event is in the log.
     *
     * @param entry base64; its leaf is SHA-256(0x00, entry)
     * @param path base64, from the leaf's sibling up (RFC 6962 2.1.1)
     * @param checkpoint the signed note
     * @param proof all of it in one text (C2SP tlog-proof)
     */
    @Serdeable
    record InclusionView(
            String entry, long index, List<String> path, String checkpoint, String proof) {}

    /**
     * That the log of one size begins with that of another.
     *
     * @param proof base64 (RFC 6962 2.1.2)
     */
    @Serdeable
    record ConsistencyView(
            long from, String fromRoot, long to, String toRoot, List<String> proof) {}

    /**
     * Verifier keys.
     *
     * @param keys lines {@code <name>+<hash>+<key>} (C2SP signed-note)
     */
    @Serdeable
    record KeysView(List<String> keys) {}

    private final ReadAuditLog log;
    private final KeepAuditKey keys;

    AuditController(ReadAuditLog log, KeepAuditKey keys) {
        this.log = log;
        this.keys = keys;
    }

    /** The verifier key: a line {@code <name>+<hash>+<key>} (C2SP signed-note). */
    @Get(value = "/key", produces = TEXT)
    String key(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) {
        return log.key(actor).line() + "\n";
    }

    /**
     * Makes another key, where the one that signs is lost with its token.
     *
     * @return all of the log, the new one last
     */
    @ApiResponse(
            responseCode = "201",
            description = "All keys, the new one last.",
            useReturnTypeSchema = true)
    @Post("/key")
    HttpResponse<KeysView> replaceKey(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) {
        var present = keys.replace(actor);
        return HttpResponse.created(
                new KeysView(present.stream().map(key -> key.verifier().line()).toList()));
    }

    /** The newest checkpoint, signed. */
    @Get(value = "/checkpoint", produces = TEXT)
    HttpResponse<String> checkpoint(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) {
        return HttpResponse.ok(log.checkpoint(actor).note()).header("Cache-Control", "no-cache");
    }

    /**
     * A tile, or a bundle of entries.
     *
     * @param level 0 to 7, or {@code entries}
     * @param index as {@code x001/x234/067}, with {@code .p/WIDTH} behind it where it is not full
     */
    @Get(value = "/tile/{level}/{index:.+}", produces = MediaType.APPLICATION_OCTET_STREAM)
    HttpResponse<byte[]> tile(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            String level,
            String index) {
        var place = place(level, index);
        var octets =
                level.equals("entries")
                        ? EntryBundle.write(log.entries(actor, place))
                        : log.tile(actor, Integer.parseInt(level), place);
        return HttpResponse.ok(octets.toArray()).header("Cache-Control", FOR_EVER);
    }

    private static TilePlace place(String level, String index) {
        if (!level.matches("[0-7]|entries")) {
            throw new RefusedException(
                    Refusal.NOT_FOUND,
                    "There is no level '%s'. Levels are 0 to 7, and entries.".formatted(level));
        }
        try {
            return TilePlace.of(index);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.NOT_FOUND,
                    "'%s' is not the path of a tile. See C2SP tlog-tiles.".formatted(index),
                    e);
        }
    }

    /**
     * Entries of events that are not in the log, as a bundle; in a second or two there are none.
     */
    @Get(value = "/unsealed", produces = MediaType.APPLICATION_OCTET_STREAM)
    byte[] unsealed(@RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor) {
        return EntryBundle.write(log.unsealed(actor)).toArray();
    }

    /**
     * Events: with {@code after} those with higher numbers in ascending order, otherwise the newest
     * first.
     *
     * @param before only those with lower numbers
     * @param kind exactly
     * @param who a part of the actor's name
     * @param serial of the certificate, in hexadecimal digits
     * @param limit 1 to 1000
     */
    @Get("/events")
    List<EventView> events(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @QueryValue @Nullable Long after,
            @QueryValue @Nullable Long before,
            @QueryValue @Nullable String kind,
            @QueryValue @Nullable String who,
            @QueryValue @Nullable String serial,
            @QueryValue @Nullable Integer limit) {
        var most = limit == null ? USUAL : limit;
        if (most < 1 || most > EventQuery.MOST) {
            throw new RefusedException(
                    Refusal.INVALID_VALUE,
                    "%s events cannot be asked for at once. Ask for 1 to %s, and go on with after."
                            .formatted(most, EventQuery.MOST));
        }
        return log.events(actor, new EventQuery(after, before, kind, who, serial, most)).stream()
                .map(EventView::of)
                .toList();
    }

    @Get("/proofs/inclusion")
    InclusionView inclusion(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor, @QueryValue long sequence) {
        var proof = log.inclusion(actor, sequence);
        return new InclusionView(
                base64(proof.entry()),
                proof.index(),
                proof.path().stream().map(AuditController::base64).toList(),
                proof.checkpoint(),
                proof.toString());
    }

    @Get("/proofs/consistency")
    ConsistencyView consistency(
            @RequestAttribute(ActorFilter.ACTOR) Actor.Principal actor,
            @QueryValue long from,
            @QueryValue long to) {
        var consistency = log.consistency(actor, from, to);
        return new ConsistencyView(
                from,
                base64(consistency.from().root()),
                to,
                base64(consistency.to().root()),
                consistency.proof().stream().map(AuditController::base64).toList());
    }

    private static String base64(Octets octets) {
        return Base64.getEncoder().encodeToString(octets.toArray());
    }
}
