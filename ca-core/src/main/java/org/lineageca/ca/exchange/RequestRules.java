package org.lineageca.ca.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.authority.Generation;
import org.lineageca.octets.Octets;

/**
 * What is asked of requests before the offline installation takes them: that two people approved
 * exactly the plan of each act, and that every certificate asked for follows from it.
 */
public final class RequestRules {

    /** The most acts a ceremony could be held for; more is no request but a flood. */
    private static final int MOST_ACTS = 32;

    private RequestRules() {}

    /**
     * Checks.
     *
     * @param ours the generations on record here
     * @throws PackageRefusedException saying what is wrong
     */
    static void check(
            ExchangePackage exchanged, Contents.Requests requests, List<Generation> ours) {
        if (requests.acts().isEmpty() || requests.acts().size() > MOST_ACTS) {
            throw new PackageRefusedException(
                    PackageFault.MANIFEST,
                    "it asks for %d acts, not for 1 to %d"
                            .formatted(requests.acts().size(), MOST_ACTS));
        }
        var acts = new HashSet<Long>();
        var occasions = new HashSet<Octets>();
        for (var act : requests.acts()) {
            if (!acts.add(act.act())) {
                throw notPlanned("act " + act.act() + " stands twice in it");
            }
            for (var order : act.orders()) {
                if (!occasions.add(order.occasion())) {
                    throw notPlanned("two certificates are asked for on one occasion");
                }
            }
            act(exchanged, act, ours);
        }
    }

    private static void act(ExchangePackage exchanged, RequestedAct act, List<Generation> ours) {
        var plan = plan(exchanged, act);
        var consents = new ArrayList<Consent>();
        consents.add(act.proposal());
        consents.addAll(act.approvals());
        People.require("act " + act.act(), plan.digest(), consents);
        for (var order : act.orders()) {
            new OrderRules(exchanged, act, ours).check(plan.act(), order);
        }
    }

    /** The plan of a requested act. */
    public static Plan plan(ExchangePackage exchanged, RequestedAct act) {
        try {
            return Plan.read(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(exchanged.file(act.plan()).toArray()))
                            .toString());
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new PackageRefusedException(
                    PackageFault.PLAN,
                    "the plan of act " + act.act() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static PackageRefusedException notPlanned(String why) {
        return new PackageRefusedException(PackageFault.NOT_PLANNED, why);
    }
}
