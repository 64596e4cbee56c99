package org.lineageca.console.dashboard;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.console.dashboard.DashboardPage.AgendaPart;
import org.lineageca.console.dashboard.DashboardPage.AgendaRow;
import org.lineageca.console.dashboard.DashboardPage.Headline;
import org.lineageca.console.language.EachLanguage;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.shell.Instants;

/** Makes the dashboard of one person out of what was read for all. */
@Singleton
public final class DashboardPresenter {

    private final InstallationWatch watch;
    private final InstantSource clock;

    DashboardPresenter(InstallationWatch watch, InstantSource clock) {
        this.watch = watch;
        this.clock = clock;
    }

    /** As things stand now. */
    DashboardPage page(Actor actor) {
        return page(actor, watch.latest());
    }

    /**
     * Has a viewer shown every look from now on.
     *
     * @return ends that
     */
    Runnable follow(InstallationWatch.Viewer viewer) {
        return watch.follow(viewer);
    }

    /** What a look shows to a person. */
    DashboardPage page(Actor actor, Look look) {
        actor.require(Permission.VIEW);
        return switch (look) {
            case Look.Seen(var facts) -> page(actor, facts, null);
            case Look.Outage(var since, var why, var last) ->
                    page(
                            actor,
                            last == null ? nothing() : last,
                            DashboardWords.outage(since, why, last));
        };
    }

    private Facts nothing() {
        return new Facts(
                clock.instant(),
                new Facts.Authorities(List.of(), List.of(), List.of(), List.of()),
                new Facts.Work(List.of(), List.of(), List.of(), List.of()),
                new Facts.Audit(0, null, null, null, null),
                new Facts.Programs(
                        List.of(), EachLanguage.of(() -> new Facts.Beside(List.of(), List.of()))));
    }

    private static DashboardPage page(Actor actor, Facts facts, @Nullable String outage) {
        var agenda = Agenda.of(notices(facts));
        return new DashboardPage(
                headline(agenda, facts.at(), outage),
                outage,
                new AgendaPart(
                        agenda.lines().stream().map(line -> row(line, facts.at())).toList(),
                        agenda.further()),
                WorkMaking.part(actor, facts),
                StateMaking.part(facts),
                BudgetMaking.part(facts));
    }

    static List<Notice> notices(Facts facts) {
        var all = new ArrayList<Notice>();
        all.addAll(ProgramRules.of(facts));
        all.addAll(RelyingPartyRules.of(facts));
        all.addAll(LifeRules.of(facts));
        all.addAll(WorkRules.of(facts));
        return all;
    }

    private static Headline headline(Agenda agenda, Instant at, @Nullable String outage) {
        var atOnce = agenda.count(Urgency.NOW);
        var soon = agenda.count(Urgency.SOON);
        return new Headline(
                outage == null
                        ? DashboardWords.headline(atOnce, soon)
                        : DashboardWords.outageHeadline(),
                atOnce > 0 || outage != null
                        ? Badge.Tone.BAD
                        : soon > 0 ? Badge.Tone.WARNING : Badge.Tone.GOOD,
                DashboardWords.asOf(at));
    }

    private static AgendaRow row(Agenda.Line line, Instant now) {
        var first = line.first();
        var due = first.due();
        return new AgendaRow(
                line.isSeveral() ? "several-" + first.matter() : first.key(),
                first.urgency(),
                line.isSeveral() ? NoticeWords.several(line) : first.text(),
                DashboardWords.left(due, now),
                due == null ? "" : Instants.show(due),
                line.isSeveral() ? all(first.matter()) : first.next());
    }

    private static Next all(Matter matter) {
        return switch (matter) {
            case TOKEN -> new Next.ToAuthorities();
            case REVOCATION, ACT, JOB -> new Next.ToActs();
            case CRL, OCSP_SIGNER -> new Next.ToCrls();
            case RESPONDER -> new Next.ToResponders();
            case PUBLISHER -> new Next.ToPublishers();
            case AUDIT -> new Next.ToAudit();
            case LAST_SAFE_ISSUE, CRL_BUDGET -> new Next.ToLineages();
            case ROOT -> new Next.ToCeremonies();
            case CREDENTIAL -> new Next.ToPeople();
        };
    }
}
