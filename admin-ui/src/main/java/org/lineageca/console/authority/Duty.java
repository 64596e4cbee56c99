package org.lineageca.console.authority;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.forecast.Hindrance;
import org.lineageca.ca.forecast.Obligations;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.console.freshness.ScopeWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.shell.Instants;

/**
 * Something that must go on for a generation, or that ends its life.
 *
 * @param when until when, or from when on; null where that is open
 * @param hindrances what keeps it from being done now, in sentences; none where nothing does
 */
record Duty(
        String what, @Nullable Instant when, String how, boolean isLate, List<String> hindrances) {

    private static final Texts TEXTS = Texts.of(Duty.class);

    /** A CRL tells a revocation within 24 hours (BR 4.9.7). */
    private static final Duration TOLD_WITHIN = Duration.ofHours(24);

    Duty {
        hindrances = List.copyOf(hindrances);
    }

    /**
     * All of a generation.
     *
     * @param crls how its CRLs stand
     */
    static List<Duty> of(Obligations owed, List<CrlLedger.Standing> crls, Instant now) {
        var duties = new ArrayList<Duty>();
        if (!(owed.generation() instanceof Generation.Destroyed)) {
            duties.add(certificates(owed));
            crls.forEach(crl -> duties.addAll(crl(owed, crl, now)));
            if (owed.owesCrls(now) && owed.generation().identity().uris().ocsp() != null) {
                duties.add(ocspSigner(owed, now));
            }
        }
        switch (owed.generation()) {
            case Generation.AwaitingCertificate _,
                    Generation.Staged _,
                    Generation.Enabled _,
                    Generation.Disabled _ ->
                    duties.add(retirement(owed, now));
            case Generation.Retired _, Generation.Destroyed _, Generation.Revoked _ -> {}
        }
        if (!(owed.generation() instanceof Generation.Destroyed)) {
            duties.add(destruction(owed, now));
        }
        return duties;
    }

    private static Duty certificates(Obligations owed) {
        return standing(
                TEXTS.say("answer-for-certificates"),
                owed.lastExpiry(),
                owed.lastExpiry() == null
                        ? TEXTS.say("it-never-issued")
                        : TEXTS.say("not-expired", owed.unexpired()),
                false);
    }

    private static List<Duty> crl(Obligations owed, CrlLedger.Standing crl, Instant now) {
        var duties = new ArrayList<Duty>();
        var what = TEXTS.say("crl-of", ScopeWords.inSentence(crl.place()));
        var latest = crl.latest();
        if (latest == null) {
            duties.add(standing(what, null, TEXTS.say("there-is-none-yet"), owed.owesCrls(now)));
        } else if (crl.isFinal()) {
            duties.add(standing(what, null, TEXTS.say("the-last-one", latest.number()), false));
        } else {
            duties.add(
                    standing(
                            what,
                            latest.nextUpdate(),
                            owed.owesCrls(now)
                                    ? TEXTS.say(
                                            "the-next-one",
                                            latest.number(),
                                            Instants.show(crl.due()))
                                    : TEXTS.say("none-is-owed", latest.number()),
                            owed.owesCrls(now) && now.isAfter(latest.nextUpdate())));
        }
        var untold = crl.untoldSince();
        if (untold != null) {
            var due = untold.plus(TOLD_WITHIN);
            duties.add(
                    standing(
                            TEXTS.say("tell-a-revocation", ScopeWords.inSentence(crl.place())),
                            due,
                            TEXTS.say("revoked-and-not-told", Instants.show(untold)),
                            now.isAfter(due)));
        }
        return duties;
    }

    private static Duty ocspSigner(Obligations owed, Instant now) {
        var signers = owed.ocspSigners();
        return signers.isEmpty()
                ? standing(TEXTS.say("ocsp-signer"), null, TEXTS.say("there-is-none-yet"), true)
                : standing(
                        TEXTS.say("ocsp-signer"),
                        signers.getFirst().notAfter(),
                        TEXTS.say("renewed-before"),
                        now.isAfter(signers.getFirst().notAfter()));
    }

    private static Duty standing(String what, @Nullable Instant when, String how, boolean isLate) {
        return new Duty(what, when, how, isLate, List.of());
    }

    private static Duty retirement(Obligations owed, Instant now) {
        var last = owed.lastExpiry();
        return ending(
                TEXTS.say("retire"),
                owed.generation() instanceof Generation.Disabled && last != null
                        ? last.plusSeconds(1)
                        : null,
                owed.hindersRetirement(now));
    }

    private static Duty destruction(Obligations owed, Instant now) {
        return ending(
                TEXTS.say("destroy-the-key"),
                owed.earliestDestruction(now).orElse(null),
                owed.hindersDestruction(now));
    }

    private static Duty ending(String what, @Nullable Instant when, List<Hindrance> hindrances) {
        return new Duty(
                what,
                when,
                hindrances.isEmpty() ? TEXTS.say("it-can-be-done") : TEXTS.say("not-yet"),
                false,
                hindrances.stream().map(HindranceWords::of).toList());
    }

    /** When, in words. */
    String shown() {
        return when == null ? TEXTS.say("open") : Instants.show(when);
    }
}
