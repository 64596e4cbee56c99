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
import org.lineageca.console.shell.Instants;
import org.lineageca.console.watch.ProgramState;

/** What notices say: what it is, why, and what to do. */
final class NoticeWords {

    private NoticeWords() {}

    static Text tokenGone(Probe.Failed failed) {
        return new Text(
                "Token '" + failed.token() + "' does not sign",
                sentence(failed.why()) + " Run `lineage doctor`.",
                "Whose keys it has");
    }

    static Text noCrl(String authority, String place) {
        return new Text(
                authority + " has no CRL",
                ScopeWords.ofPlace(place) + ": the first is issued at once; none came.",
                "Issue it");
    }

    static Text crlRunsOut(CrlScopeFact crl, CrlLedger.Signed latest, Instant now) {
        var isOver = !now.isBefore(latest.nextUpdate());
        var late = Duration.between(crl.standing().due(), now);
        return new Text(
                named(crl) + (isOver ? " has expired" : " runs out"),
                (late.isNegative()
                                ? "It is good until " + Instants.show(latest.nextUpdate()) + "."
                                : "The next one is " + Instants.show(late) + " late.")
                        + (isOver ? " Relying parties reject certificates." : ""),
                "Issue it now");
    }

    static Text crlGoesOn(CrlScopeFact crl, Instant due, Instant now) {
        return new Text(
                named(crl) + " is good",
                now.isBefore(due)
                        ? "The next one comes by itself " + Instants.relative(due, now) + "."
                        : "The next one comes by itself now.",
                "Look");
    }

    private static String named(CrlScopeFact crl) {
        var place = crl.standing().place();
        return place.equals(CrlScope.COMPLETE)
                ? "CRL of " + crl.authority()
                : "CRL of "
                        + crl.authority()
                        + ", "
                        + ScopeWords.ofPlace(place).toLowerCase(Locale.ROOT);
    }

    static Text untold(CrlScopeFact crl, Duration since) {
        return new Text(
                named(crl) + " does not tell a revocation",
                "It was revoked " + Instants.show(since) + " ago; a CRL tells it within 24 h.",
                "Issue it now");
    }

    static Text noOfflineCrl(String authority) {
        return new Text(
                authority + " has no CRL",
                "Its key is kept offline: a ceremony signs it.",
                "Ceremonies");
    }

    static Text ceremonyDue(String authority, Instant due) {
        return new Text(
                "Ceremony for the CRL of " + authority,
                "Its key is offline, its CRL good until " + Instants.show(due) + ".",
                "Ceremonies");
    }

    static Text signerRunsOut(Signer signer, Instant now) {
        return new Text(
                "OCSP signer of "
                        + signer.authority()
                        + (now.isBefore(signer.notAfter()) ? " runs out" : " has expired"),
                "It was to be renewed at half of its life: see that the core runs.",
                "Responders");
    }

    static Text signerGoesOn(Signer signer, Instant half) {
        return new Text(
                "OCSP signer of " + signer.authority() + " is good",
                "The next one comes by itself by " + Instants.show(half) + ".",
                "Look");
    }

    static Text lastSafeIssue(Role role, LastSafeIssue safe, Instant now) {
        var isPast = !now.isBefore(safe.at());
        return new Text(
                "Last safe issue of "
                        + role.settings().role()
                        + (isPast ? " has passed" : " comes near"),
                "A certificate of profile "
                        + safe.profile()
                        + (isPast ? " outlives" : " will outlive")
                        + " its issuer. "
                        + (role.hasSpare() ? "A spare is staged." : "No spare is staged."),
                role.hasSpare() ? "Plan a cut-over" : "Plan a roll");
    }

    static Text overBudget(Role role, CrlLedger.Signed latest) {
        return new Text(
                "CRL of " + role.settings().role() + " is over its budget",
                String.format(
                        Locale.ROOT,
                        "%,d entries, %s; at most %s.",
                        latest.entries(),
                        ScopeWords.size(latest.octets()),
                        role.settings().budget().inWords()),
                "See what to roll");
    }

    static Text willOutgrow(Role role, Crossing crossing) {
        return new Text(
                "CRL of " + role.settings().role() + " will outgrow its budget",
                crossing.expected() == null
                        ? "At the fastest rate that fits the history."
                        : "Expected on " + crossing.expected() + ".",
                "See what to roll");
    }

    static Text rootEnds(String name, Instant end) {
        return new Text(
                "Roll of " + name,
                "A CA certificate as long as before would outlive it: it ends on "
                        + Instants.show(end)
                        + ".",
                "The root");
    }

    static Text credential(Person person, Instant now) {
        return new Text(
                "Certificate of "
                        + person.name()
                        + (now.isBefore(person.notAfter()) ? " runs out" : " has expired"),
                person.role()
                        + ": nobody signs in with it after "
                        + Instants.show(person.notAfter())
                        + ".",
                "Certificates");
    }

    static Text revocationClock(OpenAct open, Duration limit) {
        var act = open.act();
        return new Text(
                open.title(),
                "Asked for by "
                        + act.proposal().name()
                        + ", to be done within "
                        + Instants.show(limit)
                        + (act instanceof DecidedAct.Proposed
                                ? "; waits for an approval."
                                : "; is being carried out."),
                act instanceof DecidedAct.Proposed ? "Read and approve" : "Look");
    }

    static Text actWaits(OpenAct open, Duration waited) {
        return new Text(
                open.title(),
                "Proposed by "
                        + open.act().proposal().name()
                        + "; waits for an approval for "
                        + Instants.show(waited)
                        + ".",
                "Read and approve");
    }

    static Text cutOverAhead(OpenAct open) {
        return new Text(open.title(), "Approved; it is done by itself.", "Look");
    }

    static Text jobStuck(OpenAct open, Duration waited) {
        return new Text(
                open.title(),
                "No progress for " + Instants.show(waited) + ". " + waitsFor(open),
                "Look");
    }

    /** What an approved act says it waits for. */
    static String waitsFor(OpenAct open) {
        var reason =
                open.act() instanceof DecidedAct.Approved approved ? approved.waitsFor() : null;
        return reason == null ? "It is being carried out." : reason;
    }

    static Text program(ProgramState program) {
        return new Text(
                program.name() + " is " + program.state(),
                Objects.requireNonNullElse(
                        program.problem(), "Its data is " + program.lag() + " old."),
                "What to do");
    }

    static Text auditBroken(String why) {
        return new Text("The audit log is not what was sealed", why, "Audit");
    }

    static Text auditUnsealed(Audit audit, Instant now) {
        var sealed = audit.sealedAt();
        return new Text(
                sealed == null
                        ? "The audit log was never sealed"
                        : "The last audit checkpoint is "
                                + Instants.show(Duration.between(sealed, now))
                                + " old",
                "Events wait to be sealed: see that the core runs, and its token signs.",
                "Audit");
    }

    /** Several of one matter on one line. */
    static Text several(Agenda.Line line) {
        var first = line.first();
        var count = line.notices().size();
        return new Text(
                switch (first.matter()) {
                    case TOKEN -> count + " tokens do not sign";
                    case REVOCATION -> count + " revocations run against the clock";
                    case CRL -> count + " CRLs run out or have expired";
                    case OCSP_SIGNER -> count + " OCSP signers run out or have expired";
                    case RESPONDER -> count + " responders are not well";
                    case PUBLISHER -> count + " publishers are not well";
                    case AUDIT -> "The audit log is not sealed";
                    case LAST_SAFE_ISSUE -> count + " lineages pass their last safe issue";
                    case ROOT -> count + " ceremonies or rolls of roots";
                    case CRL_BUDGET -> count + " CRLs outgrow their budgets";
                    case ACT -> count + " acts wait for an approval";
                    case JOB -> count + " acts do not come further";
                    case CREDENTIAL -> count + " people's certificates run out";
                },
                "First: " + first.text().what() + ".",
                "All of them");
    }

    static String sentence(String text) {
        var first =
                text.isEmpty()
                        ? text
                        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return first.endsWith(".") ? first : first + ".";
    }
}
