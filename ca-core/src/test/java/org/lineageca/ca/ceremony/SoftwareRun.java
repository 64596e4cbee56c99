package org.lineageca.ca.ceremony;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/**
 * Plays a whole run in memory, with keys in software and people who do as the plan says. At the end
 * it is folded, so what is played is what may be.
 */
public final class SoftwareRun {

    /** The share set that opens a token which has one already. */
    public static final String PRESENT_SET = "5e7a11ed";

    public static final String VERSION = "0.1.0";

    private static final Octets PROGRAM =
            Octets.of("the program".getBytes(StandardCharsets.UTF_8)).sha256();
    private static final Duration PACE = Duration.ofSeconds(17);

    private final CeremonyPlan plan;
    private final RunKind kind;
    private final SoftwareKeys keys;
    private final Set<Integer> passedOver = new HashSet<>();
    private final Set<Integer> resumed = new HashSet<>();
    private int abortedAt;
    private String reason = "The seal of bag 4711 is broken.";
    private final List<TranscriptEntry> entries = new ArrayList<>();
    private final Map<String, Octets> made = new LinkedHashMap<>();
    private List<PlannedStep> steps;
    private Octets digest = TranscriptEntry.START;
    private boolean isAborted;
    private @Nullable RecordFile record;
    private Instant now;

    public SoftwareRun(CeremonyPlan plan, RunKind kind, SoftwareKeys keys) {
        this.plan = plan;
        this.kind = kind;
        this.keys = keys;
        this.steps = plan.steps();
        this.now = plan.script().at();
    }

    /** The real run of a plan, played to its end. */
    public static SoftwareRun real(CeremonyPlan plan, SoftwareKeys keys) {
        return new SoftwareRun(plan, RunKind.REAL, keys).play();
    }

    /** Passes over some steps: the administrator asks, the witness agrees. */
    public SoftwareRun passingOver(Integer... steps) {
        passedOver.addAll(List.of(steps));
        return this;
    }

    /** Has the program started anew before a step is begun. */
    public SoftwareRun resumingAt(int step) {
        resumed.add(step);
        return this;
    }

    /** Has the witness end it before a step is begun. */
    public SoftwareRun abortingAt(int step) {
        abortedAt = step;
        return this;
    }

    /** What is said when steps are passed over, and when it is aborted. */
    public SoftwareRun because(String why) {
        reason = why;
        return this;
    }

    /** Plays to the end. */
    public SoftwareRun play() {
        open();
        for (var number = 1; number <= steps.size() && !isAborted; number++) {
            if (number == abortedAt) {
                abort();
            } else {
                if (resumed.contains(number)) {
                    add(people().administrator(), new TranscriptEvent.Resumed(VERSION, PROGRAM));
                }
                play(steps.get(number - 1));
            }
        }
        return this;
    }

    public RunState state() {
        return RunState.of(plan, entries);
    }

    /** Its record, signed if it was closed. */
    public RecordFile record() {
        if (record == null) {
            record = signed();
        }
        return record;
    }

    private RecordFile signed() {
        var isClosed = state().status() == RunState.Status.CLOSED;
        return new RecordFile(
                plan.script().text(),
                plan.record().text(),
                isClosed ? keys.exchangeKey() : null,
                isClosed
                        ? keys.sign(
                                keys.exchangeKey(),
                                KeyAlgorithm.P256,
                                Octets.of(
                                        entries.getLast().line().getBytes(StandardCharsets.UTF_8)))
                        : null,
                entries);
    }

    private CeremonyPeople people() {
        return plan.script().people();
    }

    private void open() {
        var approvals = new ArrayList<String>();
        if (kind == RunKind.REAL) {
            for (var person : people().all()) {
                approvals.add(
                        new Approval(
                                        person,
                                        people().roleOf(person).orElseThrow(),
                                        plan.digest(),
                                        now.minus(Duration.ofDays(1)))
                                .toString());
            }
        }
        add(
                people().administrator(),
                new TranscriptEvent.Opened(plan.digest(), kind, VERSION, PROGRAM, approvals));
        for (var person : everyone()) {
            add(
                    person,
                    new TranscriptEvent.Joined(
                            people().roleOf(person).orElse(CeremonyRole.CUSTODIAN),
                            Objects.requireNonNull(plan.record().people().get(person))));
        }
    }

    private List<String> everyone() {
        var everyone = new ArrayList<>(people().all());
        for (var step : plan.steps()) {
            if (step.step() instanceof CeremonyStep.ReshareToken(_, var custodians)) {
                custodians.stream().filter(each -> !everyone.contains(each)).forEach(everyone::add);
            }
        }
        return everyone;
    }

    private void play(PlannedStep planned) {
        var number = planned.number();
        if (passedOver.contains(number)) {
            add(people().administrator(), new TranscriptEvent.DeviationAsked(number, reason));
            add(
                    people().witness(),
                    new TranscriptEvent.DeviationWitnessed(number, initials(people().witness())));
            return;
        }
        switch (planned.step()) {
            case CeremonyStep.RollCall _ -> done(number, everyone().size() + " present");
            case CeremonyStep.InitialiseToken(var quorum, var custodians) ->
                    split(number, quorum, custodians);
            case CeremonyStep.ReshareToken(var quorum, var custodians) -> {
                if (kind == RunKind.REAL) {
                    handIn(number);
                }
                split(number, quorum, custodians);
            }
            case CeremonyStep.ActivateToken(var quorum) -> activate(number, quorum);
            case CeremonyStep.GenerateKeyPair(var name, var identity, _) -> {
                make(number, name, identity.algorithm());
                readBack(number);
                done(number, "fingerprint read back");
            }
            case CeremonyStep.SignCaCertificate(var linted, _) -> {
                var signer = linted.content().signer();
                sign(planned, signer.key().publicKey(), signer.algorithm());
            }
            case CeremonyStep.SignOcspSigner(var linted, _) -> {
                var signer = linted.content().signer();
                sign(planned, signer.key().publicKey(), signer.algorithm());
            }
            case CeremonyStep.SignCrl(var linted, _) -> {
                var signer = linted.content().issuer().identity();
                sign(planned, signer.key().publicKey(), signer.algorithm());
            }
            case CeremonyStep.DestroyKey(var identity) -> {
                prepare(number, identity.id().sha256());
                add(
                        people().administrator(),
                        new TranscriptEvent.KeyDestroyed(
                                number,
                                identity.id().sha256(),
                                "Token 'root' holds no key " + identity.key().keyId() + "."));
            }
            case CeremonyStep.Close _ -> {
                prepare(number, head());
                add(people().administrator(), new TranscriptEvent.Closed(null));
            }
        }
    }

    private void split(int number, int quorum, List<String> custodians) {
        var set =
                Octets.of((plan.digest() + " " + number).getBytes(StandardCharsets.UTF_8))
                        .sha256()
                        .first(4)
                        .toHex();
        add(
                people().administrator(),
                new TranscriptEvent.SharesProposed(number, set, quorum, custodians));
        for (var index = 1; index <= custodians.size(); index++) {
            add(custodians.get(index - 1), new TranscriptEvent.ShareTaken(number, index));
        }
        for (var index = 1; index <= custodians.size(); index++) {
            add(custodians.get(index - 1), new TranscriptEvent.ShareHandedIn(number, set, index));
        }
        standIns(number);
        add(custodians.getLast(), new TranscriptEvent.Activated(number, set, keys.exchangeKey()));
    }

    private void activate(int number, int quorum) {
        if (kind == RunKind.REHEARSAL) {
            split(number, quorum, people().custodians());
            return;
        }
        handIn(number);
        add(
                people().custodians().get(quorum - 1),
                new TranscriptEvent.Activated(number, PRESENT_SET, keys.exchangeKey()));
    }

    private void handIn(int number) {
        for (var index = 1; index <= people().quorum(); index++) {
            add(
                    people().custodians().get(index - 1),
                    new TranscriptEvent.ShareHandedIn(number, PRESENT_SET, index));
        }
    }

    private void standIns(int number) {
        if (kind == RunKind.REHEARSAL) {
            for (var ca : plan.record().cas()) {
                make(number, ca.identity().id().label(), ca.identity().algorithm());
            }
        }
    }

    private void make(int number, String name, KeyAlgorithm algorithm) {
        var key = keys.generate(algorithm);
        add(
                administratorOrCustodian(number),
                new TranscriptEvent.KeyMade(number, name, key, "run-1-" + name));
        made.put(name, key);
        steps = plan.with(new KeysAtHand(made));
        digest = key.sha256();
    }

    private String administratorOrCustodian(int number) {
        return plan.steps().get(number - 1).role() == CeremonyRole.CUSTODIAN
                ? people().custodians().getFirst()
                : people().administrator();
    }

    private void sign(PlannedStep planned, Octets publicKey, KeyAlgorithm algorithm) {
        var toBeSigned = planned.step().toBeSigned().orElseThrow();
        prepare(planned.number(), toBeSigned.sha256());
        add(
                people().administrator(),
                new TranscriptEvent.Signed(
                        planned.number(), keys.assemble(publicKey, algorithm, toBeSigned)));
    }

    private void prepare(int number, Octets sha256) {
        add(people().administrator(), new TranscriptEvent.Prepared(number, sha256));
        digest = sha256;
        readBack(number);
    }

    private void readBack(int number) {
        for (var person : List.of(people().administrator(), people().witness())) {
            add(person, new TranscriptEvent.ReadBack(number, digest, initials(person)));
        }
    }

    private static String initials(String person) {
        return person.substring(0, 1);
    }

    private void done(int number, String note) {
        add(people().administrator(), new TranscriptEvent.Done(number, note));
    }

    private void abort() {
        isAborted = true;
        add(people().witness(), new TranscriptEvent.Aborted(reason));
        state().orphans()
                .forEach((name, key) ->
                        add(
                                people().witness(),
                                new TranscriptEvent.OrphanDestroyed(
                                        name, key, "Token 'root' holds no such key.")));
    }

    private Octets head() {
        return entries.isEmpty() ? TranscriptEntry.START : entries.getLast().sha256();
    }

    private void add(String person, TranscriptEvent event) {
        entries.add(TranscriptEntry.of(entries.size() + 1L, now, person, event, head()));
        now = now.plus(PACE);
    }
}
