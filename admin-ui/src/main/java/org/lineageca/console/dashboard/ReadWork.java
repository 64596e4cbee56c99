package org.lineageca.console.dashboard;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.batch.IssueInBatches;
import org.lineageca.ca.ceremony.conduct.DraftCeremony;
import org.lineageca.ca.lifecycle.DecideActs;
import org.lineageca.ca.lifecycle.RegisterPeople;
import org.lineageca.ca.lifecycle.RevokeInBatches;
import org.lineageca.console.act.ActTitles;
import org.lineageca.console.language.EachLanguage;

/** Reads what people have in hand, and remembers when each list was seen to come further. */
@Singleton
final class ReadWork {

    /** More than are ever under way. */
    private static final int BATCHES = 50;

    private record Progress(int done, Instant at) {}

    private final DecideActs acts;
    private final RevokeInBatches batches;
    private final IssueInBatches issueInBatches;
    private final DraftCeremony ceremonies;
    private final RegisterPeople people;
    private final InstantSource clock;
    private final Map<Long, Progress> progress = new ConcurrentHashMap<>();

    ReadWork(
            DecideActs acts,
            RevokeInBatches batches,
            IssueInBatches issueInBatches,
            DraftCeremony ceremonies,
            RegisterPeople people,
            InstantSource clock) {
        this.acts = acts;
        this.batches = batches;
        this.issueInBatches = issueInBatches;
        this.ceremonies = ceremonies;
        this.people = people;
        this.clock = clock;
    }

    Facts.Work read(Actor actor, List<Generation> generations) {
        var open = acts.open(actor);
        progress.keySet().retainAll(open.stream().map(DecidedAct::id).toList());
        return new Facts.Work(
                open.stream().map(act -> open(actor, act, generations)).toList(),
                ceremonies.list(actor),
                people.all(actor),
                issueInBatches.newest(actor, BATCHES).stream()
                        .filter(one -> one.batch().isUnderWay())
                        .toList());
    }

    private Facts.OpenAct open(Actor actor, DecidedAct act, List<Generation> generations) {
        var title = EachLanguage.of(() -> ActTitles.of(act.plan().act(), generations));
        if (!(act instanceof DecidedAct.Approved)
                || !(act.plan().act() instanceof Act.RevokeCertificates revoke)) {
            return new Facts.OpenAct(title, act, null, null);
        }
        var batch = batches.find(actor, revoke.batch());
        var seen =
                progress.merge(
                        act.id(),
                        new Progress(batch.done(), clock.instant()),
                        (before, now) -> before.done() == now.done() ? before : now);
        return new Facts.OpenAct(title, act, batch, seen.at());
    }
}
