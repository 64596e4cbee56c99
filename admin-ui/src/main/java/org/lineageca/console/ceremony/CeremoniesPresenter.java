package org.lineageca.console.ceremony;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.conduct.ConductRun;
import org.lineageca.ca.ceremony.conduct.DraftCeremony;
import org.lineageca.ca.ceremony.example.ExampleScript;
import org.lineageca.ca.config.Settings;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.console.language.Texts;
import org.lineageca.octets.Octets;

/** What the views of ceremonies that are not running show and do. */
@Singleton
public final class CeremoniesPresenter {

    private static final Texts TEXTS = Texts.of(CeremoniesPresenter.class);

    private final DraftCeremony drafts;
    private final ConductRun runs;
    private final Settings.Installation installation;
    private final InstantSource clock;

    CeremoniesPresenter(
            DraftCeremony drafts,
            ConductRun runs,
            Settings.Installation installation,
            InstantSource clock) {
        this.drafts = drafts;
        this.runs = runs;
        this.installation = installation;
        this.clock = clock;
    }

    /** Newest first. */
    List<CeremonyRow> rows(Actor actor) {
        return drafts.list(actor).stream().map(ceremony -> row(actor, ceremony)).toList();
    }

    CeremonyPage page(Actor actor, long id) {
        var ceremony = drafts.find(actor, id);
        return new CeremonyPage(
                ceremony,
                row(actor, ceremony),
                given(ceremony),
                cannotApprove(actor, ceremony),
                cannotRun(actor, ceremony, RunKind.REHEARSAL),
                cannotRun(actor, ceremony, RunKind.REAL),
                isOpen(ceremony) && actor.may(Permission.CEREMONY));
    }

    /** A script to start from, dated now. */
    String example(ExampleScript example) {
        return example.text(clock.instant());
    }

    /** What a script would mean here; nothing is kept. */
    ScriptCheck check(Actor actor, String yaml) {
        try {
            return new ScriptCheck.Planned(drafts.preview(actor, yaml));
        } catch (InvalidDescriptionException e) {
            var message = String.valueOf(e.getMessage());
            return e.place()
                    .map(place -> new ScriptCheck.Wrong(place.line(), place.column(), message))
                    .orElseGet(() -> new ScriptCheck.Wrong(0, 0, message));
        }
    }

    /**
     * Keeps a script.
     *
     * @param id of the ceremony it is for; null for a new one
     * @return the ceremony's id
     */
    long save(Actor actor, @Nullable Long id, String yaml) {
        return id == null ? drafts.draft(actor, yaml).id() : drafts.revise(actor, id, yaml).id();
    }

    /**
     * Approves.
     *
     * @param shown SHA-256 of the plan that the approver was shown
     */
    void approve(Actor actor, long id, Octets shown) {
        drafts.approve(actor, id, shown);
    }

    /** Opens a run, and returns its id. */
    long open(Actor actor, long id, RunKind kind) {
        return runs.open(actor, id, kind);
    }

    private static CeremonyRow row(Actor actor, Ceremony ceremony) {
        var script = ceremony.plan().script();
        var people = script.people();
        return new CeremonyRow(
                ceremony.id(),
                script.title(),
                ceremony.state(),
                script.at(),
                TEXTS.say(
                        "of",
                        people.administrator(),
                        people.witness(),
                        people.quorum(),
                        String.join(", ", people.custodians())),
                counted(ceremony),
                2 + people.quorum(),
                ceremony.state() == Ceremony.State.DRAFTED
                        && cannotApprove(actor, ceremony) == null,
                ceremony.runs().stream()
                        .filter(run -> run.endedAt() == null)
                        .findFirst()
                        .orElse(null));
    }

    /** Of the custodians' approvals no more count than are needed. */
    private static int counted(Ceremony ceremony) {
        var custodians =
                ceremony.valid().stream()
                        .filter(approval -> approval.role() == CeremonyRole.CUSTODIAN)
                        .count();
        var quorum = ceremony.plan().script().people().quorum();
        return Math.toIntExact(ceremony.valid().size() - custodians + Math.min(custodians, quorum));
    }

    private static List<CeremonyPage.Given> given(Ceremony ceremony) {
        var digest = ceremony.plan().digest();
        return ceremony.approvals().stream()
                .map(approval ->
                        new CeremonyPage.Given(
                                approval.approver(),
                                RoleWords.of(approval.role()),
                                approval.at(),
                                approval.planDigest().equals(digest)))
                .sorted(
                        Comparator.comparing((CeremonyPage.Given given) -> !given.isValid())
                                .thenComparing(CeremonyPage.Given::at))
                .toList();
    }

    private static boolean isOpen(Ceremony ceremony) {
        return switch (ceremony.state()) {
            case DRAFTED, AUTHORISED -> true;
            case RUNNING, COMPLETED, ABORTED -> false;
        };
    }

    private static @Nullable String cannotApprove(Actor actor, Ceremony ceremony) {
        if (!isOpen(ceremony)) {
            return TEXTS.say("it-has-begun-it-was");
        }
        if (!actor.may(Permission.CEREMONY)
                || ceremony.plan().script().people().roleOf(actor.name()).isEmpty()) {
            return TEXTS.say("you-take-no-part-in");
        }
        return ceremony.valid().stream().map(Approval::approver).anyMatch(actor.name()::equals)
                ? TEXTS.say("you-approved-this-plan")
                : null;
    }

    private @Nullable String cannotRun(Actor actor, Ceremony ceremony, RunKind kind) {
        if (!installation.isOffline()) {
            return TEXTS.say("ceremonies-are-held-on-an");
        }
        var administrator = ceremony.plan().script().people().administrator();
        if (!actor.may(Permission.CEREMONY) || !actor.name().equals(administrator)) {
            return TEXTS.say("it-is-begun-by-who", administrator);
        }
        if (kind == RunKind.REHEARSAL) {
            return null;
        }
        return switch (ceremony.state()) {
            case AUTHORISED -> null;
            case DRAFTED -> TEXTS.say("the-plan-is-not-approved");
            case RUNNING -> TEXTS.say("it-goes-on");
            case COMPLETED, ABORTED -> TEXTS.say("a-plan-is-run-once");
        };
    }
}
