package org.lineageca.console.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.batch.IssueInBatches;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.forecast.LastSafeIssue;
import org.lineageca.ca.lifecycle.BatchStore;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.LineageLedger;
import org.lineageca.ca.lifecycle.Person;
import org.lineageca.ca.lifecycle.ProbeTokens.Probe;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.console.language.EachLanguage;
import org.lineageca.console.shell.Badge;
import org.lineageca.console.watch.ProgramState;
import org.lineageca.octets.Octets;

/** What could be read of an installation where all is well; tests then break it. */
final class TestInstallation {

    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    static final Duration WEEK = Duration.ofDays(7);
    static final Duration YEAR = Duration.ofDays(365);

    /** When the newest CRLs were issued. */
    static final Instant ISSUED = NOW.minus(Duration.ofHours(2));

    private static final CrlSchedule DAILY = CrlSchedule.regular(Duration.ofDays(1), WEEK);

    final Facts.Ca root = ca("root", null, null, 20, false);
    final Facts.Ca servers = ca("servers", "root", "tls-servers", 5, true);
    final List<Facts.Ca> cas = new ArrayList<>(List.of(root, servers));
    final List<Facts.CrlScopeFact> crls = new ArrayList<>();
    final List<Facts.Signer> signers = new ArrayList<>();
    final List<Facts.OpenAct> acts = new ArrayList<>();
    final List<Person> people = new ArrayList<>();
    final List<IssueInBatches.Watched> batches = new ArrayList<>();
    final List<Probe> tokens = new ArrayList<>();
    final List<ProgramState> responders = new ArrayList<>();
    final List<ProgramState> publishers = new ArrayList<>();
    Facts.Audit audit = new Facts.Audit(400, NOW.minusSeconds(90), null, null, null);
    Facts.@Nullable Role role = role(CrlBudget.NONE, NOW.plus(YEAR));

    TestInstallation() {
        crls.add(crl("servers", ISSUED, WEEK, 100));
        crls.add(offline("root", NOW.plus(Duration.ofDays(150)), null));
        signers.add(
                new Facts.Signer(
                        "CN servers",
                        "servers",
                        NOW.minus(Duration.ofDays(3)),
                        NOW.plus(Duration.ofDays(27))));
        people.add(person("olga", NOW.plus(YEAR)));
        tokens.add(new Probe.Signed("issuing", NOW, Duration.ofMillis(1), 4, 99));
        responders.add(new ProgramState("ocsp-responder", "ready", Badge.Tone.GOOD, "0.2 s", null));
        publishers.add(new ProgramState("crl-publisher", "well", Badge.Tone.GOOD, "none", null));
    }

    static GenerationId id(String name) {
        return new GenerationId(Octets.of(name.getBytes(StandardCharsets.UTF_8)).sha256());
    }

    static Facts.Ca ca(
            String name,
            @Nullable String parent,
            @Nullable String lineage,
            int years,
            boolean isReachable) {
        return new Facts.Ca(
                id(name).label(),
                parent == null ? null : id(parent).label(),
                "CN " + name,
                lineage,
                "Enabled",
                isReachable,
                NOW.minus(YEAR),
                NOW.plus(YEAR.multipliedBy(years)));
    }

    Facts.Role role(CrlBudget budget, Instant lastSafeIssue) {
        return new Facts.Role(
                new LineageLedger.Settings("tls-servers", null, budget),
                servers,
                new LastSafeIssue("tls-server", lastSafeIssue),
                false,
                null);
    }

    static Facts.CrlScopeFact crl(String name, Instant issued, Duration life, long entries) {
        return new Facts.CrlScopeFact(
                "CN " + name,
                true,
                standing(name, new CrlLedger.Signed(7, issued, issued.plus(life), entries, 4_000)),
                null,
                null);
    }

    static Facts.CrlScopeFact offline(String name, Instant until, @Nullable Instant sealedUntil) {
        return new Facts.CrlScopeFact(
                "CN " + name,
                false,
                standing(name, new CrlLedger.Signed(3, NOW.minus(YEAR), until, 0, 400)),
                sealedUntil,
                null);
    }

    static Facts.CrlScopeFact heldBack(Facts.CrlScopeFact crl, long number) {
        return new Facts.CrlScopeFact(
                crl.authority(), crl.isReachable(), crl.standing(), crl.sealedUntil(), number);
    }

    private static CrlLedger.Standing standing(String name, CrlLedger.Signed latest) {
        return new CrlLedger.Standing(
                id(name), "complete", "http://crl.example/" + name, DAILY, latest, null);
    }

    static Person person(String name, Instant until) {
        return new Person(name, TrustedRole.Officer, id(name).sha256(), null, false, until);
    }

    static Facts.OpenAct proposed(long id, Act act, Instant at) {
        return new Facts.OpenAct(
                EachLanguage.of(() -> "Act " + id),
                new DecidedAct.Proposed(id, Plan.of(act), new DecidedAct.Signature("otto", at)),
                null,
                null);
    }

    static Facts.OpenAct approved(long id, Act act, Instant at) {
        var by = new DecidedAct.Signature("olga", at);
        return new Facts.OpenAct(
                EachLanguage.of(() -> "Act " + id),
                new DecidedAct.Approved(
                        id,
                        Plan.of(act),
                        new DecidedAct.Signature("otto", at),
                        by,
                        "It waits for a ceremony."),
                null,
                null);
    }

    /** A list that is being revoked and was last seen to come further at a time. */
    static Facts.OpenAct list(long id, RevocationReason reason, Instant at, Instant progressAt) {
        var open = approved(id, revocation(reason), at);
        return new Facts.OpenAct(
                open.titles(),
                open.act(),
                new BatchStore.Batch(
                        1,
                        "otto",
                        true,
                        1_000,
                        250,
                        250,
                        new BatchStore.Course(null, null, false, null, null, Duration.ZERO)),
                progressAt);
    }

    static Act.RevokeCertificates revocation(RevocationReason reason) {
        return new Act.RevokeCertificates(
                1, 1_000, id("list").sha256(), reason, null, Act.RevokeCertificates.Terms.NONE);
    }

    Facts facts(Instant now) {
        return new Facts(
                now,
                new Facts.Authorities(cas, crls, signers, role == null ? List.of() : List.of(role)),
                new Facts.Work(acts, List.of(), people, batches),
                audit,
                new Facts.Programs(
                        tokens, EachLanguage.of(() -> new Facts.Beside(responders, publishers))));
    }

    List<Notice> urgent(Instant now) {
        return DashboardPresenter.notices(facts(now)).stream()
                .filter(notice -> notice.urgency().isUrgent())
                .sorted(Notice.ORDER)
                .toList();
    }

    /** How urgent a matter is; AHEAD also where there is no notice of it. */
    Urgency urgency(Matter matter, Instant now) {
        return urgent(now).stream()
                .filter(notice -> notice.matter() == matter)
                .map(Notice::urgency)
                .findFirst()
                .orElse(Urgency.AHEAD);
    }

    /** Ten faults at once, each of its own matter. */
    void breakEverything() {
        tokens.set(0, new Probe.Failed("issuing", NOW, "the token is gone"));
        responders.set(
                0,
                new ProgramState(
                        "ocsp-responder",
                        "unreachable",
                        Badge.Tone.BAD,
                        "",
                        "Connection refused."));
        publishers.set(
                0, new ProgramState("crl-publisher", "behind", Badge.Tone.WARNING, "3 min", null));
        crls.set(0, crl("servers", NOW.minus(WEEK.minusMinutes(20)), WEEK, 100));
        crls.set(1, offline("root", NOW.plus(Duration.ofDays(10)), null));
        role = role(new CrlBudget(99L, null), NOW.minusSeconds(60));
        signers.set(
                0,
                new Facts.Signer(
                        "CN servers",
                        "servers",
                        NOW.minus(Duration.ofDays(29)),
                        NOW.plus(Duration.ofDays(1))));
        audit = new Facts.Audit(400, NOW.minusSeconds(900), NOW.minusSeconds(880), null, null);
        people.set(0, person("olga", NOW.plus(Duration.ofDays(3))));
        acts.add(proposed(1, new Act.Disable(id("servers")), NOW.minus(Duration.ofDays(2))));
        acts.add(approved(2, new Act.Retire(id("servers")), NOW.minus(Duration.ofDays(3))));
        acts.add(
                proposed(
                        3,
                        revocation(RevocationReason.KEY_COMPROMISE),
                        NOW.minus(Duration.ofHours(20))));
    }
}
