package org.lineageca.ca.ceremony.conduct;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.ca.yaml.YamlNode;
import org.lineageca.octets.Octets;

/**
 * Ceremonies before they are run: the script is read and planned, the plan reviewed and approved.
 */
public final class DraftCeremony {

    /** What is signed may be dated back by this much, and ahead by the other. */
    private static final Duration BACK = Duration.ofDays(1);

    private static final Duration AHEAD = Duration.ofDays(366);

    private final CeremonyStore ceremonies;
    private final CeremonyRecords records;
    private final InstantSource clock;
    private final RandomGenerator random;

    public DraftCeremony(
            CeremonyStore ceremonies,
            CeremonyRecords records,
            InstantSource clock,
            RandomGenerator random) {
        this.ceremonies = ceremonies;
        this.records = records;
        this.clock = clock;
        this.random = random;
    }

    /** Newest first. */
    public List<Ceremony> list(Actor actor) {
        actor.require(Permission.VIEW);
        return ceremonies.all();
    }

    public Ceremony find(Actor actor, long id) {
        actor.require(Permission.VIEW);
        return ceremonies
                .find(id)
                .orElseThrow(() ->
                        new RefusedException(
                                Refusal.NOT_FOUND,
                                "There is no ceremony " + id + ". Nothing was done."));
    }

    /**
     * Plans without keeping anything: for a look at what a script would mean.
     *
     * @throws InvalidDescriptionException naming line and column
     */
    public CeremonyPlan preview(Actor actor, String yaml) {
        actor.require(Permission.CEREMONY);
        return plan(yaml);
    }

    /**
     * Keeps a ceremony to be reviewed.
     *
     * @throws InvalidDescriptionException naming line and column
     */
    public Ceremony draft(Actor actor, String yaml) {
        actor.require(Permission.CEREMONY);
        return find(actor, ceremonies.draft(plan(yaml), clock.instant(), actor));
    }

    /**
     * Plans a ceremony anew, from an edited script or because the record has moved on. What was
     * approved before is void: it was another plan.
     */
    public Ceremony revise(Actor actor, long id, String yaml) {
        actor.require(Permission.CEREMONY);
        var present = find(actor, id);
        if (!ceremonies.revise(id, present.plan().digest(), plan(yaml), clock.instant(), actor)) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "Ceremony " + id + " has begun, or someone else edits it. It was not changed.");
        }
        return find(actor, id);
    }

    /**
     * Approves a plan, as one of the people who take part.
     *
     * @param planSha256 of the plan the approver has read
     */
    public Ceremony approve(Actor actor, long id, Octets planSha256) {
        actor.require(Permission.CEREMONY);
        var ceremony = find(actor, id);
        if (!ceremony.plan().digest().equals(planSha256)) {
            throw new RefusedException(
                    Refusal.CANNOT_ISSUE,
                    "The plan of ceremony "
                            + id
                            + " was edited since you read it. Nothing was approved. Read it again.");
        }
        var role =
                ceremony.plan()
                        .script()
                        .people()
                        .roleOf(actor.name())
                        .orElseThrow(() ->
                                new RefusedException(
                                        Refusal.CANNOT_ISSUE,
                                        actor.name()
                                                + " takes no part in ceremony "
                                                + id
                                                + ". Nothing was approved."));
        ceremonies.approve(
                id, new Approval(actor.name(), role, planSha256, clock.instant()), actor);
        return find(actor, id);
    }

    private CeremonyPlan plan(String yaml) {
        var script = CeremonyScript.read(yaml);
        var now = clock.instant();
        if (script.at().isBefore(now.minus(BACK)) || script.at().isAfter(now.plus(AHEAD))) {
            throw YamlNode.read("script", yaml, yaml.length())
                    .child("at")
                    .wrong(
                            script.at()
                                    + " is not near: what is signed carries this time, which may be up to a day ago and a year ahead");
        }
        var serials =
                Stream.generate(() -> SerialNumber.random(random)).limit(script.serials()).toList();
        return CeremonyPlan.of(script, records.read(script, serials));
    }
}
