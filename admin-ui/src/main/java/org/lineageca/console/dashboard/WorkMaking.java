package org.lineageca.console.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.batch.IssueBatch;
import org.lineageca.ca.batch.IssueInBatches;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.lifecycle.RevokeListed;
import org.lineageca.console.dashboard.DashboardPage.JobRow;
import org.lineageca.console.dashboard.DashboardPage.Row;
import org.lineageca.console.dashboard.DashboardPage.WorkPart;
import org.lineageca.console.dashboard.Facts.OpenAct;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.Numbers;
import org.lineageca.console.shell.Badge;

/** What waits for this very person, and what is being carried out. */
final class WorkMaking {

    private static final Texts TEXTS = Texts.of(WorkMaking.class);

    private static final int SHOWN = 3;

    private WorkMaking() {}

    static WorkPart part(Actor actor, Facts facts) {
        var approvals = approvals(actor, facts);
        var jobs =
                Stream.concat(
                                facts.work().acts().stream()
                                        .filter(open -> open.act() instanceof DecidedAct.Approved)
                                        .map(WorkMaking::job),
                                facts.work().batches().stream().map(WorkMaking::batchJob))
                        .toList();
        return new WorkPart(
                approvals.stream().limit(SHOWN).toList(),
                Math.max(0, approvals.size() - SHOWN),
                jobs.stream().limit(SHOWN).toList(),
                Math.max(0, jobs.size() - SHOWN));
    }

    /** Revocations of CAs and lists first, then what has waited longest. */
    private static List<Row> approvals(Actor actor, Facts facts) {
        var rows = new ArrayList<Row>();
        var mine = facts.work().acts().stream().filter(open -> isMine(actor, open.act())).toList();
        mine.stream()
                .filter(open -> WorkRules.clock(open.act().plan().act()).isPresent())
                .forEach(open -> rows.add(approval(open, facts)));
        mine.stream()
                .filter(open -> WorkRules.clock(open.act().plan().act()).isEmpty())
                .forEach(open -> rows.add(approval(open, facts)));
        facts.work().ceremonies().stream()
                .filter(ceremony -> isMine(actor, ceremony))
                .forEach(ceremony ->
                        rows.add(
                                new Row(
                                        "ceremony-" + ceremony.id(),
                                        ceremony.plan().script().title(),
                                        "",
                                        Badge.Tone.WARNING,
                                        DashboardWords.ceremonyDrafted(ceremony, facts.at()),
                                        new Next.ToCeremony(ceremony.id()))));
        return rows;
    }

    private static boolean isMine(Actor actor, DecidedAct act) {
        return act instanceof DecidedAct.Proposed proposed
                && actor.may(Permission.DECIDE)
                && !proposed.proposal().name().equals(actor.name());
    }

    private static boolean isMine(Actor actor, Ceremony ceremony) {
        return ceremony.state() == Ceremony.State.DRAFTED
                && actor.may(Permission.CEREMONY)
                && ceremony.plan().script().people().roleOf(actor.name()).isPresent()
                && ceremony.valid().stream()
                        .map(Approval::approver)
                        .noneMatch(actor.name()::equals);
    }

    private static Row approval(OpenAct open, Facts facts) {
        return new Row(
                "approval-" + open.act().id(),
                open.title(),
                "",
                Badge.Tone.WARNING,
                DashboardWords.proposedBy(open.act().proposal(), facts.at()),
                new Next.ToAct(open.act().id()));
    }

    private static JobRow job(OpenAct open) {
        var batch = open.batch();
        return new JobRow(
                "job-" + open.act().id(),
                open.title(),
                batch == null ? NoticeWords.waitsFor(open) : RevokeListed.progress(batch),
                batch == null || batch.certificates() == 0
                        ? null
                        : (Double) ((double) batch.done() / batch.certificates()),
                new Next.ToAct(open.act().id()));
    }

    private static JobRow batchJob(IssueInBatches.Watched watched) {
        var batch = watched.batch();
        var progress = batch.progress();
        return new JobRow(
                "batch-" + batch.facts().id(),
                TEXTS.say("issue-batch", batch.facts().id(), batch.facts().profile()),
                TEXTS.say(
                        "of-requests-answered-refused",
                        batch instanceof IssueBatch.Paused ? TEXTS.say("paused") : "",
                        Numbers.show(progress.done()),
                        Numbers.show(batch.facts().requests()),
                        Numbers.show(progress.refused()),
                        progress.problem() == null ? "" : TEXTS.say("waits", progress.problem())),
                (Double) ((double) progress.done() / batch.facts().requests()),
                new Next.ToCertificates());
    }
}
