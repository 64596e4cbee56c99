package org.lineageca.ca.mass;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsReader;
import org.lineageca.ca.json.FieldsWriter;
import org.lineageca.ca.json.Json;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * That a mass revocation was gone through: who decided, over what list, and what would have come of
 * it.
 *
 * @param wouldBeRevoked how many of the list; the others were revoked before
 * @param crls those that tell certificates of the list, each built to its last octet
 */
public record DrillEvidence(
        long act,
        long batch,
        Decision decision,
        Listed list,
        long wouldBeRevoked,
        List<Outlook.Share> shares,
        List<BuiltCrl> crls,
        Times times) {

    private static final String FORMAT = "lineage-drill-1";

    /**
     * Who decided, and when.
     *
     * @param planSha256 what was approved
     */
    public record Decision(
            DecidedAct.Signature proposal, DecidedAct.Signature approval, Octets planSha256) {}

    /**
     * The list.
     *
     * @param sha256 of its lines
     * @param selection what filled it; null where certificates were named one by one
     * @param reason they would have been revoked for
     */
    public record Listed(
            int certificates, Octets sha256, @Nullable String selection, RevocationReason reason) {}

    /** A CRL that was built and thrown away, and how long that took. */
    public record BuiltCrl(Outlook.CrlGrowth growth, Duration took) {}

    /**
     * How long it took.
     *
     * @param walked through the list, pauses left out
     */
    public record Times(Instant ended, Duration walked) {}

    public DrillEvidence {
        shares = List.copyOf(shares);
        crls = List.copyOf(crls);
    }

    /** Canonical (RFC 8785). */
    public Octets json() {
        return CanonicalJson.write(
                new FieldsWriter()
                        .text("format", FORMAT)
                        .number("act", act)
                        .number("batch", batch)
                        .text("proposedBy", decision.proposal().name())
                        .text("proposedAt", decision.proposal().at().toString())
                        .text("approvedBy", decision.approval().name())
                        .text("approvedAt", decision.approval().at().toString())
                        .octets("planSha256", decision.planSha256())
                        .number("certificates", list.certificates())
                        .octets("listSha256", list.sha256())
                        .text("selection", list.selection())
                        .text("reason", list.reason().label())
                        .number("wouldBeRevoked", wouldBeRevoked)
                        .items("shares", shares, DrillEvidence::share)
                        .items("crls", crls, DrillEvidence::crl)
                        .number("walkedMilliseconds", times.walked().toMillis())
                        .text("endedAt", times.ended().toString())
                        .end());
    }

    private static Json share(Outlook.Share share) {
        var before = share.before();
        return new FieldsWriter()
                .octets("generation", share.generation().sha256())
                .text("profile", share.profile())
                .text("revokedBefore", before == null ? null : before.label())
                .number("certificates", share.certificates())
                .end();
    }

    private static Json crl(BuiltCrl built) {
        var growth = built.growth();
        return new FieldsWriter()
                .octets("generation", growth.generation().sha256())
                .text("scope", growth.place())
                .number("entriesNow", growth.now().entries())
                .number("octetsNow", growth.now().octets())
                .number("entriesAfter", growth.after().entries())
                .number("octetsAfter", growth.after().octets())
                .number("budgetEntries", growth.budget().entries())
                .number("budgetOctets", growth.budget().bytes())
                .number("builtInMilliseconds", built.took().toMillis())
                .end();
    }

    /**
     * Reads it from where it was kept.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static DrillEvidence read(Octets json) {
        return FieldsReader.read(CanonicalJson.read(json), DrillEvidence::of);
    }

    private static DrillEvidence of(FieldsReader fields) {
        if (!fields.text("format").equals(FORMAT)) {
            throw new IllegalArgumentException("it is no evidence of a drill of this format");
        }
        return new DrillEvidence(
                fields.number("act"),
                fields.number("batch"),
                new Decision(
                        new DecidedAct.Signature(
                                fields.text("proposedBy"), fields.instant("proposedAt")),
                        new DecidedAct.Signature(
                                fields.text("approvedBy"), fields.instant("approvedAt")),
                        fields.sha256("planSha256")),
                new Listed(
                        Math.toIntExact(fields.number("certificates")),
                        fields.sha256("listSha256"),
                        fields.optionalText("selection").orElse(null),
                        reason(fields.text("reason"))),
                fields.number("wouldBeRevoked"),
                fields.items("shares", item -> FieldsReader.read(item, DrillEvidence::share)),
                fields.items("crls", item -> FieldsReader.read(item, DrillEvidence::crl)),
                new Times(
                        fields.instant("endedAt"),
                        Duration.ofMillis(fields.number("walkedMilliseconds"))));
    }

    private static Outlook.Share share(FieldsReader fields) {
        return new Outlook.Share(
                new GenerationId(fields.sha256("generation")),
                fields.text("profile"),
                fields.optionalText("revokedBefore").map(DrillEvidence::reason).orElse(null),
                fields.number("certificates"));
    }

    private static BuiltCrl crl(FieldsReader fields) {
        return new BuiltCrl(
                new Outlook.CrlGrowth(
                        new GenerationId(fields.sha256("generation")),
                        fields.text("scope"),
                        new Outlook.Size(fields.number("entriesNow"), fields.number("octetsNow")),
                        new Outlook.Size(
                                fields.number("entriesAfter"), fields.number("octetsAfter")),
                        new CrlBudget(
                                fields.optionalNumber("budgetEntries").orElse(null),
                                fields.optionalNumber("budgetOctets").orElse(null))),
                Duration.ofMillis(fields.number("builtInMilliseconds")));
    }

    private static RevocationReason reason(String label) {
        return Arrays.stream(RevocationReason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no reason '" + label + "'"));
    }
}
