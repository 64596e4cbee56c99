package org.lineageca.console.ceremony;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.ceremony.Ceremony;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.ceremony.OnRecord;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.ceremony.conduct.RunView;
import org.lineageca.ca.ceremony.example.ExampleScript;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.CollectedSet;
import org.lineageca.hsm.client.ProposedSet;
import org.lineageca.hsm.client.ShareSet;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.octets.Octets;

/** A run of the first ceremony, as far as a test takes it. */
final class HeldRun {

    static final Instant NOW = Instant.parse("2030-05-06T07:08:00Z");
    static final String SET = "9f2c1ab0";
    static final List<String> CUSTODIANS = List.of("custodian-1", "custodian-2", "custodian-3");
    private static final Octets ONE_TIME = Octets.of(new byte[] {1});
    private static final long SEED = 20261121;

    private final CeremonyPlan plan = plan(ExampleScript.FIRST_CEREMONY.text(NOW));
    private final List<TranscriptEntry> entries = new ArrayList<>();
    private final RunKind kind;

    HeldRun(RunKind kind) {
        this.kind = kind;
        say(
                "administrator",
                new TranscriptEvent.Opened(
                        plan.digest(), kind, "0.1.0", Octets.of(new byte[32]), List.of()));
    }

    static CeremonyPlan plan(String yaml) {
        var script = CeremonyScript.read(yaml);
        Map<String, Octets> people = new TreeMap<>();
        script.people().all().forEach(name -> people.put(name, certificate(name)));
        var random = new Random(SEED);
        return CeremonyPlan.of(
                script,
                new OnRecord(
                        people,
                        List.of(),
                        List.of(),
                        Stream.generate(() -> SerialNumber.random(random))
                                .limit(script.serials())
                                .toList()));
    }

    private static Octets certificate(String name) {
        return Octets.of(name.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    HeldRun say(String person, TranscriptEvent event) {
        var previous = entries.isEmpty() ? TranscriptEntry.START : entries.getLast().sha256();
        entries.add(
                TranscriptEntry.of(
                        entries.size() + 1L,
                        NOW.plusSeconds(entries.size()),
                        person,
                        event,
                        previous));
        return this;
    }

    HeldRun join(String person, CeremonyRole role) {
        return say(person, new TranscriptEvent.Joined(role, certificate(person)));
    }

    /** Everyone is here, and the roll call is over. */
    HeldRun gathered() {
        join("administrator", CeremonyRole.ADMINISTRATOR);
        join("witness", CeremonyRole.WITNESS);
        CUSTODIANS.forEach(custodian -> join(custodian, CeremonyRole.CUSTODIAN));
        return say("administrator", new TranscriptEvent.Done(1, "5 present"));
    }

    HeldRun split() {
        return say("administrator", new TranscriptEvent.SharesProposed(2, SET, 2, CUSTODIANS));
    }

    HeldRun handIn(int index) {
        return say(CUSTODIANS.get(index - 1), new TranscriptEvent.ShareHandedIn(2, SET, index));
    }

    /** The token is there, with all shares shown to be readable. */
    HeldRun initialised() {
        gathered().split().handIn(1).handIn(2).handIn(3);
        return say(
                "custodian-3", new TranscriptEvent.Activated(2, SET, Octets.of(new byte[] {5, 6})));
    }

    /** The root's key is made. */
    HeldRun generated() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        var key = Octets.of(generator.generateKeyPair().getPublic().getEncoded());
        return initialised()
                .say(
                        "administrator",
                        new TranscriptEvent.KeyMade(3, "root-r1", key, "run-1-root-r1"));
    }

    HeldRun readBack(String person) {
        var state = state();
        return say(
                person,
                new TranscriptEvent.ReadBack(
                        state.currentStep().orElseThrow().number(),
                        state.digest().orElseThrow(),
                        "XY"));
    }

    RunState state() {
        return RunState.of(plan, entries);
    }

    RunScreen seenBy(String person, @Nullable ShareStatus token) {
        var run = new Ceremony.Run(7, kind, NOW, null, null, null);
        return RunScreens.of(new RunView(run, 3, state(), token), person);
    }

    static ShareStatus blank() {
        return new ShareStatus(ShareStatus.State.BLANK, false, ONE_TIME, null, null, null);
    }

    static ShareStatus proposed(Integer... confirmed) {
        return new ShareStatus(
                ShareStatus.State.BLANK,
                false,
                ONE_TIME,
                new ProposedSet(new ShareSet(SET, 2, 3), List.of(confirmed)),
                null,
                null);
    }

    static ShareStatus locked(Integer... collected) {
        return new ShareStatus(
                ShareStatus.State.LOCKED,
                false,
                ONE_TIME,
                null,
                new CollectedSet(new ShareSet(SET, 2, 3), List.of(collected)),
                null);
    }

    static ShareStatus active() {
        return new ShareStatus(
                ShareStatus.State.ACTIVE,
                false,
                ONE_TIME,
                null,
                new CollectedSet(new ShareSet(SET, 2, 3), List.of()),
                null);
    }
}
