package org.lineageca.publisher.guard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.publisher.guard.Check.Finding;

/** Decides whether the CRL before the one that is published may take its place again. */
public final class RollBackGuard {

    private static final List<Check<Step>> CHECKS =
            List.of(
                    RollBackGuard::notFinal,
                    RollBackGuard::older,
                    RollBackGuard::fresh,
                    RollBackGuard::scope,
                    RollBackGuard::delta,
                    RollBackGuard::unrevokes);

    private record Step(
            CertList current,
            CertList previous,
            @Nullable CertList delta,
            SerialRecords records,
            Instant now) {}

    private RollBackGuard() {}

    /**
     * Examines the earlier CRL.
     *
     * @param previous its DER
     * @param delta the delta of the same scope that is published; null where there is none
     */
    public static Verdict<CertList> examine(
            CertList current,
            Octets previous,
            @Nullable CertList delta,
            Issuer issuer,
            SerialRecords records,
            Instant now) {
        return switch (CrlGuard.recognise(previous, issuer)) {
            case Verdict.Refuse<CertList> refuse -> refuse;
            case Verdict.Publish<CertList>(var list) ->
                    Check.first(CHECKS, new Step(current, list, delta, records, now))
                            .map(Finding::<CertList>refusal)
                            .orElseGet(() -> new Verdict.Publish<>(list));
        };
    }

    private static Optional<Finding> notFinal(Step step) {
        return Check.require(
                !step.current().isFinal(),
                RefusalReason.AFTER_FINAL,
                "The final CRL is published, which stays for ever.");
    }

    private static Optional<Finding> older(Step step) {
        return Check.require(
                step.previous().numberedBelow(step.current()),
                RefusalReason.NOTHING_PUBLISHED,
                "No earlier CRL is kept than number %s, which is published."
                        .formatted(step.current().number()));
    }

    private static Optional<Finding> fresh(Step step) {
        var next = step.previous().nextUpdate();
        return Check.require(
                next != null
                        && next.isAfter(step.now())
                        && next.isAfter(step.current().thisUpdate()),
                RefusalReason.EXPIRED,
                "The earlier CRL number %s passed its nextUpdate %s."
                        .formatted(step.previous().number(), next));
    }

    private static Optional<Finding> scope(Step step) {
        return Check.require(
                step.previous().distributionPoint() != null
                        || step.current().distributionPoint() == null,
                RefusalReason.SCOPE,
                "The earlier CRL number %s has no issuingDistributionPoint, on which certificates may rely by now."
                        .formatted(step.previous().number()));
    }

    private static Optional<Finding> delta(Step step) {
        var delta = step.delta();
        var base = delta == null ? null : delta.base();
        return Check.require(
                base == null || !base.equals(step.current().number()),
                RefusalReason.DELTA_BASE,
                "A delta is published that adds to CRL number %s, which would be gone."
                        .formatted(base));
    }

    private static Optional<Finding> unrevokes(Step step) {
        var gone = new MissingEntries(step.current().revoked(), List.of(step.previous().revoked()));
        return MissingCheck.firstNotExcused(step.records(), gone, step.now(), true)
                .map(serial ->
                        new Finding(
                                RefusalReason.ENTRY_MISSING,
                                "The earlier CRL number %s does not have the serial %s: going back to it would take back a revocation."
                                        .formatted(step.previous().number(), serial.toHex())));
    }
}
