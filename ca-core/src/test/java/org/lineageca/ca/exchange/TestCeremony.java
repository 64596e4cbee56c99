package org.lineageca.ca.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.CaOrder;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.CeremonyRole;
import org.lineageca.ca.ceremony.CeremonyScript;
import org.lineageca.ca.ceremony.CeremonyStep;
import org.lineageca.ca.ceremony.KnownCa;
import org.lineageca.ca.ceremony.OnRecord;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEntry;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.ca.x509.SignatureIdentifier;
import org.lineageca.ca.x509.SignedStructure;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** Holds ceremonies without people: every move that the plan asks for, in its order. */
public final class TestCeremony {

    /** The keys of the token. */
    public interface Keys {

        /** Returns DER SubjectPublicKeyInfo. */
        Octets generate(String name, KeyAlgorithm algorithm);

        /** Returns the signature value. */
        Octets sign(GenerationIdentity by, SignatureAlgorithm algorithm, CeremonyStep step);
    }

    public static final String ADMINISTRATOR = "anna";
    public static final String WITNESS = "walter";
    public static final List<String> CUSTODIANS = List.of("carl", "cora", "cees");

    private static final String HEAD =
            """
            ceremony: Of the tests
            at: AT
            token: root
            publisher: http://crl.example
            people:
              administrator: anna
              witness: walter
              custodians: {quorum: 2, persons: [carl, cora, cees]}
            steps:
            """;

    private final CeremonyPlan plan;
    private final RunKind kind;
    private final ExchangeSignature exchange;
    private final Keys keys;
    private final Instant at;
    private RunState state;

    private TestCeremony(
            CeremonyPlan plan, RunKind kind, ExchangeSignature exchange, Keys keys, Instant at) {
        this.plan = plan;
        this.kind = kind;
        this.exchange = exchange;
        this.keys = keys;
        this.at = at;
        this.state = RunState.of(plan, List.of());
    }

    /**
     * Plans.
     *
     * @param steps YAML, a line each
     */
    public static CeremonyPlan plan(
            Instant at, List<KnownCa> cas, List<CaOrder> orders, String... steps) {
        var text =
                Stream.of(steps)
                        .map(step -> "  - " + step + "\n")
                        .collect(Collectors.joining("", HEAD.replace("AT", at.toString()), ""));
        var script = CeremonyScript.read(text);
        Map<String, Octets> people = new TreeMap<>();
        people().forEach(name -> people.put(name, certificate(name)));
        var random = new Random(at.getEpochSecond());
        var serials =
                Stream.generate(() -> SerialNumber.random(random)).limit(script.serials()).toList();
        return CeremonyPlan.of(script, new OnRecord(people, cas, orders, serials));
    }

    /** Runs the plan to its end. */
    public static RunState held(
            CeremonyPlan plan, RunKind kind, ExchangeSignature exchange, Keys keys, Instant at) {
        var ceremony = new TestCeremony(plan, kind, exchange, keys, at);
        ceremony.hold();
        return ceremony.state;
    }

    /** By the exchange key, over the last entry. */
    public static Octets signature(RunState closed, ExchangeSignature exchange) {
        return exchange.sign(closed.entries().getLast().sha256());
    }

    public static List<Approval> approvals(CeremonyPlan plan, Instant at) {
        return List.of(
                new Approval(ADMINISTRATOR, CeremonyRole.ADMINISTRATOR, plan.digest(), at),
                new Approval(WITNESS, CeremonyRole.WITNESS, plan.digest(), at));
    }

    private static List<String> people() {
        var people = new ArrayList<>(List.of(ADMINISTRATOR, WITNESS));
        people.addAll(CUSTODIANS);
        return people;
    }

    private static Octets certificate(String name) {
        return Octets.of(name.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    private void hold() {
        move(
                ADMINISTRATOR,
                new TranscriptEvent.Opened(
                        plan.digest(), kind, "0.1.0", Octets.ofHex("").sha256(), List.of()));
        for (var person : people()) {
            var role = plan.script().people().roleOf(person).orElseThrow();
            move(person, new TranscriptEvent.Joined(role, certificate(person)));
        }
        while (state.currentStep().isPresent()) {
            var step = state.currentStep().orElseThrow();
            step(step.number(), step.step());
        }
    }

    private void step(int number, CeremonyStep step) {
        switch (step) {
            case CeremonyStep.RollCall _ ->
                    move(ADMINISTRATOR, new TranscriptEvent.Done(number, "all are here"));
            case CeremonyStep.ActivateToken _ ->
                    move(
                            CUSTODIANS.getFirst(),
                            new TranscriptEvent.Activated(
                                    number, "0badcafe", exchange.publicKey()));
            case CeremonyStep.GenerateKeyPair(var name, var identity, _) -> {
                var key = keys.generate(name, identity.algorithm());
                move(
                        ADMINISTRATOR,
                        new TranscriptEvent.KeyMade(number, name, key, "label-" + name));
                readBack(number, key.sha256());
                move(ADMINISTRATOR, new TranscriptEvent.Done(number, "made"));
            }
            case CeremonyStep.SignCaCertificate(var linted, _) ->
                    sign(number, step, linted.content().signer());
            case CeremonyStep.SignOcspSigner(var linted, _) ->
                    sign(number, step, linted.content().signer());
            case CeremonyStep.SignCrl(var linted, _) ->
                    sign(number, step, linted.content().issuer().identity());
            case CeremonyStep.Close _ -> {
                var head = state.head();
                move(ADMINISTRATOR, new TranscriptEvent.Prepared(number, head));
                readBack(number, head);
                move(ADMINISTRATOR, new TranscriptEvent.Closed(null));
            }
            case CeremonyStep.InitialiseToken _,
                    CeremonyStep.ReshareToken _,
                    CeremonyStep.DestroyKey _ ->
                    throw new IllegalArgumentException(step + " is not held here");
        }
    }

    private void sign(int number, CeremonyStep step, GenerationIdentity by) {
        var toBeSigned = step.toBeSigned().orElseThrow();
        move(ADMINISTRATOR, new TranscriptEvent.Prepared(number, toBeSigned.sha256()));
        readBack(number, toBeSigned.sha256());
        var algorithm = SignatureIdentifier.algorithmFor(by.algorithm());
        var der = SignedStructure.assemble(toBeSigned, algorithm, keys.sign(by, algorithm, step));
        move(ADMINISTRATOR, new TranscriptEvent.Signed(number, der));
    }

    private void readBack(int number, Octets digest) {
        move(ADMINISTRATOR, new TranscriptEvent.ReadBack(number, digest, "an"));
        move(WITNESS, new TranscriptEvent.ReadBack(number, digest, "wa"));
    }

    private void move(String person, TranscriptEvent event) {
        state =
                state.with(
                        TranscriptEntry.of(
                                state.entries().size() + 1L, at, person, event, state.head()));
    }
}
