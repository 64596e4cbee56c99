package org.lineageca.console.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.crl.CrlScope;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.forecast.RollProposals;
import org.lineageca.ca.lifecycle.CrlLedger;
import org.lineageca.ca.lifecycle.Person;
import org.lineageca.console.dashboard.Facts.Ca;
import org.lineageca.console.dashboard.Facts.Role;

/** What lies ahead of authorities and people: rolls, budgets, and certificates that end. */
final class LifeRules {

    private static final Duration HALF_A_YEAR = Duration.ofDays(180);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration SEASON = Duration.ofDays(90);

    private final Facts facts;
    private final Instant now;
    private final List<Notice> notices = new ArrayList<>();

    private LifeRules(Facts facts) {
        this.facts = facts;
        this.now = facts.at();
    }

    static List<Notice> of(Facts facts) {
        var rules = new LifeRules(facts);
        for (var role : facts.authorities().roles()) {
            rules.lastSafeIssue(role);
            rules.budget(role);
        }
        facts.authorities().cas().forEach(rules::root);
        facts.work().people().forEach(rules::person);
        return rules.notices;
    }

    private void lastSafeIssue(Role role) {
        var safe = role.lastSafeIssue();
        var issuing = role.issuing();
        if (safe == null || issuing == null || now.plus(HALF_A_YEAR).isBefore(safe.at())) {
            return;
        }
        notices.add(
                new Notice(
                        Matter.LAST_SAFE_ISSUE,
                        RelyingPartyRules.near(
                                safe.at(), Duration.ZERO, RollProposals.LEAD_TIME, now),
                        "safe-" + role.settings().role(),
                        NoticeWords.lastSafeIssue(role, safe, now),
                        safe.at(),
                        new Next.ToPlan(issuing.label())));
    }

    private void budget(Role role) {
        var latest = complete(role);
        var budget = role.settings().budget();
        if (latest == null || !budget.isSet()) {
            return;
        }
        if (share(latest, budget) > 1) {
            add(role, Urgency.NOW, NoticeWords.overBudget(role, latest), null);
            return;
        }
        var forecast = role.forecast();
        var crossing = forecast == null ? null : forecast.crossing();
        if (crossing != null && crossing.earliest() != null) {
            var earliest = start(crossing.earliest());
            if (now.plus(HALF_A_YEAR).isAfter(earliest)) {
                add(
                        role,
                        RelyingPartyRules.near(
                                earliest, Duration.ZERO, RollProposals.LEAD_TIME, now),
                        NoticeWords.willOutgrow(role, crossing),
                        earliest);
            }
        }
    }

    private void add(Role role, Urgency urgency, Notice.Text text, @Nullable Instant due) {
        notices.add(
                new Notice(
                        Matter.CRL_BUDGET,
                        urgency,
                        "budget-" + role.settings().role(),
                        text,
                        due,
                        new Next.ToLineages()));
    }

    /** The newest complete CRL of the generation that issues for a role. */
    private CrlLedger.@Nullable Signed complete(Role role) {
        return complete(facts, role);
    }

    static CrlLedger.@Nullable Signed complete(Facts facts, Role role) {
        var issuing = role.issuing();
        return issuing == null
                ? null
                : facts.authorities().crls().stream()
                        .map(Facts.CrlScopeFact::standing)
                        .filter(standing -> standing.generation().label().equals(issuing.label()))
                        .filter(standing -> standing.place().equals(CrlScope.COMPLETE))
                        .map(CrlLedger.Standing::latest)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** Of the budget, the larger of entries and bytes; 0 where none is set. */
    static double share(CrlLedger.Signed crl, CrlBudget budget) {
        var entries = budget.entries();
        var bytes = budget.bytes();
        return Math.max(
                entries == null ? 0 : (double) crl.entries() / entries,
                bytes == null ? 0 : (double) crl.octets() / bytes);
    }

    /** When a CA certificate as long as the longest it signed would outlive a root. */
    private void root(Ca ca) {
        var end = ca.notAfter();
        if (ca.parent() != null || end == null || !ca.state().equals("Enabled")) {
            return;
        }
        var longest =
                facts.authorities().cas().stream()
                        .filter(below -> ca.label().equals(below.parent()))
                        .map(LifeRules::life)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
        var due = end.minus(longest);
        if (now.plus(HALF_A_YEAR).isBefore(due)) {
            return;
        }
        notices.add(
                new Notice(
                        Matter.ROOT,
                        RelyingPartyRules.near(due, Duration.ZERO, SEASON, now),
                        "roll-" + ca.label(),
                        NoticeWords.rootEnds(ca.name(), end),
                        due,
                        new Next.ToAuthority(ca.label())));
    }

    private static Duration life(Ca ca) {
        var from = ca.notBefore();
        var until = ca.notAfter();
        return from == null || until == null ? Duration.ZERO : Duration.between(from, until);
    }

    private void person(Person person) {
        if (now.plus(SEASON).isBefore(person.notAfter())) {
            return;
        }
        notices.add(
                new Notice(
                        Matter.CREDENTIAL,
                        RelyingPartyRules.near(person.notAfter(), WEEK, MONTH, now),
                        "person-" + person.fingerprint().toHex(),
                        NoticeWords.credential(person, now),
                        person.notAfter(),
                        new Next.ToPeople()));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
