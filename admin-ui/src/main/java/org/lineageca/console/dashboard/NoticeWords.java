package org.lineageca.console.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.forecast.Crossing;
import org.lineageca.ca.forecast.LastSafeIssue;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.Person;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.console.dashboard.Facts.Audit;
import org.lineageca.console.dashboard.Facts.CrlScopeFact;
import org.lineageca.console.dashboard.Facts.OpenAct;
import org.lineageca.console.dashboard.Facts.Role;
import org.lineageca.console.dashboard.Facts.Signer;
import org.lineageca.console.dashboard.Notice.Text;
import org.lineageca.console.freshness.ScopeWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Instants;
import org.lineageca.console.watch.ProgramState;

/** What notices say: what it is, why, and what to do. */
final class NoticeWords {

    private static final Texts TEXTS = Texts.of(NoticeWords.class);

    private NoticeWords() {}

    static Text tokenGone(Probe.Failed failed) {
        return new Text(
                TEXTS.say("token-does-not-sign", failed.token()),
                TEXTS.say("run-lineage-doctor", sentence(failed.why())),
                TEXTS.say("whose-keys-it-has"));
    }

    static Text noCrl(String authority, String place) {
        return new Text(
                TEXTS.say("has-no-crl", authority),
                TEXTS.say("the-first-is-issued-at", ScopeWords.ofPlace(place)),
                TEXTS.say("issue-it"));
    }

    static Text crlRunsOut(CrlScopeFact crl, CrlLedger.Signed latest, Instant now) {
        var isOver = !now.isBefore(latest.nextUpdate());
        var late = Duration.between(crl.standing().due(), now);
        return new Text(
                named(crl) + (isOver ? TEXTS.say("has-expired") : TEXTS.say("runs-out")),
                (late.isNegative()
                                ? TEXTS.say("it-is-good-until", Instants.show(latest.nextUpdate()))
                                : TEXTS.say("the-next-one-is-late", Instants.show(late)))
                        + (isOver ? TEXTS.say("relying-parties-reject-certificates") : ""),
                TEXTS.say("issue-it-now"));
    }

    static Text crlGoesOn(CrlScopeFact crl, Instant due, Instant now) {
        return new Text(
                TEXTS.say("is-good", named(crl)),
                now.isBefore(due)
                        ? TEXTS.say("the-next-one-comes-by", Instants.relative(due, now))
                        : TEXTS.say("the-next-one-comes-by-itself"),
                TEXTS.say("look"));
    }

    private static String named(CrlScopeFact crl) {
        var place = crl.standing().place();
        return place.equals(CrlScope.COMPLETE)
                ? TEXTS.say("crl-of", crl.authority())
                : TEXTS.say("crl-of-place", crl.authority(), ScopeWords.inSentence(place));
    }

    static Text untold(CrlScopeFact crl, Duration since) {
        return new Text(
                TEXTS.say("does-not-tell-a-revocation", named(crl)),
                TEXTS.say("it-was-revoked-ago-a", Instants.show(since)),
                TEXTS.say("issue-it-now"));
    }

    static Text heldBack(String authority, long number) {
        return new Text(
                TEXTS.say("crl-of-is-held-back", Long.toString(number), authority),
                TEXTS.say("it-lacks-a-revocation"),
                TEXTS.say("ceremonies"));
    }

    static Text noOfflineCrl(String authority) {
        return new Text(
                TEXTS.say("has-no-crl", authority),
                TEXTS.say("its-key-is-kept-offline"),
                TEXTS.say("ceremonies"));
    }

    static Text ceremonyDue(String authority, Instant due) {
        return new Text(
                TEXTS.say("ceremony-for-the-crl-of", authority),
                TEXTS.say("its-key-is-offline-its", Instants.show(due)),
                TEXTS.say("ceremonies"));
    }

    static Text signerRunsOut(Signer signer, Instant now) {
        return new Text(
                TEXTS.say(
                        "ocsp-signer-of",
                        signer.authority(),
                        now.isBefore(signer.notAfter())
                                ? TEXTS.say("runs-out")
                                : TEXTS.say("has-expired")),
                TEXTS.say("it-was-to-be-renewed"),
                TEXTS.say("responders"));
    }

    static Text signerGoesOn(Signer signer, Instant half) {
        return new Text(
                TEXTS.say("ocsp-signer-of-is-good", signer.authority()),
                TEXTS.say("the-next-one-comes-by-itself-by", Instants.show(half)),
                TEXTS.say("look"));
    }

    static Text lastSafeIssue(Role role, LastSafeIssue safe, Instant now) {
        var isPast = !now.isBefore(safe.at());
        return new Text(
                TEXTS.say(
                        "last-safe-issue-of",
                        role.settings().role(),
                        isPast ? TEXTS.say("has-passed") : TEXTS.say("comes-near")),
                TEXTS.say(
                        "a-certificate-of-profile-its",
                        safe.profile(),
                        isPast ? TEXTS.say("outlives") : TEXTS.say("will-outlive"),
                        role.hasSpare()
                                ? TEXTS.say("a-spare-is-staged")
                                : TEXTS.say("no-spare-is-staged")),
                role.hasSpare() ? TEXTS.say("plan-a-cut-over") : TEXTS.say("plan-a-roll"));
    }

    static Text overBudget(Role role, CrlLedger.Signed latest) {
        return new Text(
                TEXTS.say("crl-of-is-over-its", role.settings().role()),
                TEXTS.say(
                        "entries-at-most",
                        Numbers.show(latest.entries()),
                        ScopeWords.size(latest.octets()),
                        role.settings().budget().inWords()),
                TEXTS.say("see-what-to-roll"));
    }

    static Text willOutgrow(Role role, Crossing crossing) {
        return new Text(
                TEXTS.say("crl-of-will-outgrow-its", role.settings().role()),
                crossing.expected() == null
                        ? TEXTS.say("at-the-fastest-rate-that")
                        : TEXTS.say("expected-on", crossing.expected()),
                TEXTS.say("see-what-to-roll"));
    }

    static Text rootEnds(String name, Instant end) {
        return new Text(
                TEXTS.say("roll-of", name),
                TEXTS.say("a-ca-certificate-as-long", Instants.show(end)),
                TEXTS.say("the-root"));
    }

    static Text credential(Person person, Instant now) {
        return new Text(
                TEXTS.say(
                        "certificate-of",
                        person.name(),
                        now.isBefore(person.notAfter())
                                ? TEXTS.say("runs-out")
                                : TEXTS.say("has-expired")),
                person.isPinned()
                        ? TEXTS.say("was-recovered", Instants.show(person.notAfter()))
                        : TEXTS.say(
                                "nobody-signs-in-with-it",
                                person.role(),
                                Instants.show(person.notAfter())),
                TEXTS.say("people"));
    }

    static Text revocationClock(OpenAct open, Duration limit) {
        var act = open.act();
        return new Text(
                open.title(),
                TEXTS.say(
                        "asked-for-by-to-be",
                        act.proposal().name(),
                        Instants.show(limit),
                        act instanceof DecidedAct.Proposed
                                ? TEXTS.say("waits-for-an-approval")
                                : TEXTS.say("is-being-carried-out")),
                act instanceof DecidedAct.Proposed
                        ? TEXTS.say("read-and-approve")
                        : TEXTS.say("look"));
    }

    static Text actWaits(OpenAct open, Duration waited) {
        return new Text(
                open.title(),
                TEXTS.say(
                        "proposed-by-waits-for-an",
                        open.act().proposal().name(),
                        Instants.show(waited)),
                TEXTS.say("read-and-approve"));
    }

    static Text cutOverAhead(OpenAct open) {
        return new Text(open.title(), TEXTS.say("approved-it-is-done-by"), TEXTS.say("look"));
    }

    static Text jobStuck(OpenAct open, Duration waited) {
        return new Text(
                open.title(),
                TEXTS.say("no-progress-for", Instants.show(waited), waitsFor(open)),
                TEXTS.say("look"));
    }

    /** What an approved act says it waits for. */
    static String waitsFor(OpenAct open) {
        var reason =
                open.act() instanceof DecidedAct.Approved approved ? approved.waitsFor() : null;
        return reason == null ? TEXTS.say("it-is-being-carried-out") : reason;
    }

    static Text program(ProgramState program) {
        return new Text(
                TEXTS.say("is", program.name(), program.state()),
                Objects.requireNonNullElse(
                        program.problem(), TEXTS.say("its-data-is-old", program.lag())),
                TEXTS.say("what-to-do"));
    }

    static Text restored() {
        return new Text(
                TEXTS.say("nothing-is-signed"),
                TEXTS.say("the-signer-remembers-more"),
                TEXTS.say("audit"));
    }

    static Text auditBroken(String why) {
        return new Text(TEXTS.say("the-audit-log-is-not"), why, TEXTS.say("audit"));
    }

    static Text auditUnsealed(Audit audit, Instant now) {
        var sealed = audit.sealedAt();
        return new Text(
                sealed == null
                        ? TEXTS.say("the-audit-log-was-never")
                        : TEXTS.say(
                                "the-last-audit-checkpoint-is",
                                Instants.show(Duration.between(sealed, now))),
                TEXTS.say("events-wait-to-be-sealed"),
                TEXTS.say("audit"));
    }

    /** Several of one matter on one line. */
    static Text several(Agenda.Line line) {
        var first = line.first();
        var count = line.notices().size();
        return new Text(
                switch (first.matter()) {
                    case TOKEN -> TEXTS.say("tokens-do-not-sign", count);
                    case REVOCATION -> TEXTS.say("revocations-run-against-the-clock", count);
                    case CRL -> TEXTS.say("crls-run-out-or-have", count);
                    case OCSP_SIGNER -> TEXTS.say("ocsp-signers-run-out-or", count);
                    case RESPONDER -> TEXTS.say("responders-are-not-well", count);
                    case PUBLISHER -> TEXTS.say("publishers-are-not-well", count);
                    case AUDIT -> TEXTS.say("the-audit-log-is-not-sealed");
                    case LAST_SAFE_ISSUE -> TEXTS.say("lineages-pass-their-last-safe", count);
                    case ROOT -> TEXTS.say("ceremonies-or-rolls-of-roots", count);
                    case CRL_BUDGET -> TEXTS.say("crls-outgrow-their-budgets", count);
                    case ACT -> TEXTS.say("acts-wait-for-an-approval", count);
                    case JOB -> TEXTS.say("acts-do-not-come-further", count);
                    case CREDENTIAL -> TEXTS.say("peoples-certificates-run-out", count);
                },
                TEXTS.say("first", first.text().what()),
                TEXTS.say("all-of-them"));
    }

    static String sentence(String text) {
        var first =
                text.isEmpty()
                        ? text
                        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return first.endsWith(".") ? first : first + ".";
    }
}
