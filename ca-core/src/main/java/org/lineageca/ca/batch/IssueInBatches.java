package org.lineageca.ca.batch;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.issuance.CertificateProfile;
import org.lineageca.ca.issuance.CertificationRequest;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.AuthorityStore;
import org.lineageca.ca.lifecycle.PrepareCertificate;
import org.lineageca.ca.mass.ResultStream;
import org.lineageca.octets.Octets;

/** Batches of requests: filled, started, paused and watched. {@link RunBatches} answers them. */
public final class IssueInBatches {

    /** How many may be added with one request. */
    public static final int LARGEST_PART = 500;

    /** How many a batch may hold. */
    static final int LARGEST = 10_000_000;

    /** So many results are looked up at a time. */
    private static final int PAGE = 500;

    /**
     * A request that is not on the batch.
     *
     * @param index in the list it came with, from 0 on
     */
    public record NotAdmitted(int index, RefusedException why) {}

    /**
     * What became of the requests that were handed in.
     *
     * @param added how many are on the batch now that were not
     */
    public record Added(Watched batch, int added, List<NotAdmitted> problems) {
        public Added {
            problems = List.copyOf(problems);
        }
    }

    /**
     * A batch while it is looked at.
     *
     * @param perSecond requests answered while somebody worked on it; null before the first
     * @param left foreseen; null where it does not go on, or nobody can tell
     */
    public record Watched(IssueBatch batch, @Nullable Double perSecond, @Nullable Duration left) {

        static Watched of(IssueBatch batch) {
            var progress = batch.progress();
            var seconds = progress.worked().toMillis() / 1_000.0;
            var perSecond = seconds > 0 ? progress.done() / seconds : null;
            var left = batch.facts().requests() - progress.done();
            return new Watched(
                    batch,
                    perSecond,
                    batch instanceof IssueBatch.Running && perSecond != null && perSecond > 0
                            ? Duration.ofSeconds(Math.round(left / perSecond))
                            : null);
        }

        /** Of the requests, how many were answered, rounded down. */
        public int percent() {
            var requests = batch.facts().requests();
            return requests == 0 ? 0 : Math.toIntExact(100L * batch.progress().done() / requests);
        }
    }

    private final IssueBatchStore batches;
    private final AuthorityStore authorities;
    private final PrepareCertificate prepare;
    private final InstantSource clock;

    public IssueInBatches(
            IssueBatchStore batches,
            AuthorityStore authorities,
            PrepareCertificate prepare,
            InstantSource clock) {
        this.batches = batches;
        this.authorities = authorities;
        this.prepare = prepare;
        this.clock = clock;
    }

    /**
     * Begins a batch.
     *
     * @throws RefusedException if nothing is issued by the profile in batches; there is no batch
     *     then
     */
    public Watched open(Actor actor, String profile) {
        actor.require(Permission.ISSUE);
        RunBatches.requirePlain(prepare.place(profile).profile());
        return Watched.of(batches.open(profile, clock.instant(), actor));
    }

    /** Adds requests, PEM, to one's own batch; what is on it already stays on it once. */
    public Added add(Actor actor, long id, List<String> requests) {
        actor.require(Permission.ISSUE);
        var batch = existing(id);
        if (!batch.facts().openedBy().equals(actor.name())) {
            throw invalid(
                    "Issue batch %d is one of %s. Nothing was added. Begin one of your own."
                            .formatted(id, batch.facts().openedBy()));
        }
        if (requests.isEmpty() || requests.size() > LARGEST_PART) {
            throw invalid(
                    "One call adds 1 to %d requests, this one %d. Nothing was added. Send more of them in further calls."
                            .formatted(LARGEST_PART, requests.size()));
        }
        if (batch.facts().requests() + requests.size() > LARGEST) {
            throw invalid(
                    "Issue batch %d would have more than %,d requests. Nothing was added. Begin another."
                            .formatted(id, LARGEST));
        }
        var profile = prepare.place(batch.facts().profile()).profile();
        var admitted = new ArrayList<IssueBatchStore.Admitted>();
        var problems = new ArrayList<NotAdmitted>();
        for (var index = 0; index < requests.size(); index++) {
            try {
                admitted.add(admit(profile, requests.get(index)));
            } catch (RefusedException why) {
                problems.add(new NotAdmitted(index, why));
            }
        }
        var added =
                batches.add(id, admitted, clock.instant(), actor)
                        .orElseThrow(() -> isNot(existing(id), "open", "added"));
        return new Added(Watched.of(existing(id)), added, problems);
    }

    private IssueBatchStore.Admitted admit(CertificateProfile profile, String pem) {
        var der = CertificationRequest.der(Octets.of(pem.getBytes(StandardCharsets.UTF_8)));
        var request = CertificationRequest.parse(der);
        var subject = prepare.subject(profile, request).subject().toString();
        return new IssueBatchStore.Admitted(der, request.digest(), subject);
    }

    /** Has it begin, within a few seconds; nothing can be added from now on. */
    public Watched start(Actor actor, long id) {
        return move(
                actor,
                id,
                (batch, by) ->
                        switch (batch) {
                            case IssueBatch.Open open when open.facts().requests() > 0 ->
                                    open.started(by);
                            case IssueBatch.Open _ ->
                                    throw invalid(
                                            "Issue batch %d is empty. Nothing was started. Add requests first."
                                                    .formatted(id));
                            case IssueBatch.Running running -> running;
                            case IssueBatch.Paused _, IssueBatch.Cancelled _, IssueBatch.Over _ ->
                                    throw isNot(batch, "open", "started");
                        });
    }

    /** Has it wait; requests whose certificates are promised already get them. */
    public Watched pause(Actor actor, long id) {
        return move(
                actor,
                id,
                (batch, by) ->
                        switch (batch) {
                            case IssueBatch.Running running -> running.paused(by);
                            case IssueBatch.Paused paused -> paused;
                            case IssueBatch.Open _, IssueBatch.Cancelled _, IssueBatch.Over _ ->
                                    throw isNot(batch, "running", "paused");
                        });
    }

    /** Has it go on, within a few seconds. */
    public Watched resume(Actor actor, long id) {
        return move(
                actor,
                id,
                (batch, by) ->
                        switch (batch) {
                            case IssueBatch.Paused paused -> paused.resumed(by);
                            case IssueBatch.Running running -> running;
                            case IssueBatch.Open _, IssueBatch.Cancelled _, IssueBatch.Over _ ->
                                    throw isNot(batch, "paused", "resumed");
                        });
    }

    /** Ends it; requests that were not begun have no certificate and will have none. */
    public Watched cancel(Actor actor, long id) {
        return move(
                actor,
                id,
                (batch, by) ->
                        switch (batch) {
                            case IssueBatch.Open open -> open.cancelled(by);
                            case IssueBatch.Running running -> running.cancelled(by);
                            case IssueBatch.Paused paused -> paused.cancelled(by);
                            case IssueBatch.Cancelled cancelled -> cancelled;
                            case IssueBatch.Over _ -> throw isNot(batch, "under way", "cancelled");
                        });
    }

    /** One's own, or anybody's for an officer, who answers for what the CA signs. */
    private Watched move(
            Actor actor, long id, BiFunction<IssueBatch, IssueBatch.Move, IssueBatch> how) {
        actor.require(Permission.ISSUE);
        while (true) {
            var batch = existing(id);
            if (!batch.facts().openedBy().equals(actor.name()) && !actor.may(Permission.DECIDE)) {
                throw invalid(
                        "Issue batch %d is one of %s. Nothing was changed. Ask them, or an officer."
                                .formatted(id, batch.facts().openedBy()));
            }
            var next = how.apply(batch, new IssueBatch.Move(actor.name(), clock.instant()));
            if (next.equals(batch) || batches.moved(batch, next, actor)) {
                return Watched.of(existing(id));
            }
        }
    }

    public Watched find(Actor actor, long id) {
        actor.require(Permission.VIEW);
        return Watched.of(existing(id));
    }

    /** Newest first. */
    public List<Watched> newest(Actor actor, int limit) {
        actor.require(Permission.VIEW);
        return batches.newest(limit).stream().map(Watched::of).toList();
    }

    /**
     * What became of each, as things stand while it is read: one JSON object in each line.
     *
     * @param after the position behind which it begins; 0 for the beginning
     * @return to be closed by whoever reads it; however long the batch, it takes little memory
     */
    public InputStream results(Actor actor, long id, int after) {
        actor.require(Permission.VIEW);
        var batch = existing(id);
        var lines = new ResultLines(authorities, batch.facts().id());
        return new ResultStream<BatchResult>(
                "",
                last -> batches.results(id, last == null ? after : last.position(), PAGE),
                lines::line);
    }

    private IssueBatch existing(long id) {
        return batches.find(id)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no issue batch " + id + ". Nothing was changed."));
    }

    private static RefusedException isNot(IssueBatch batch, String state, String verb) {
        return invalid(
                "Issue batch %d is not %s: it is %s since %s. Nothing was %s."
                        .formatted(
                                batch.facts().id(), state, batch.state(), batch.move().at(), verb));
    }

    private static RefusedException invalid(String message) {
        return new RefusedException(Refusal.INVALID_VALUE, message);
    }
}
