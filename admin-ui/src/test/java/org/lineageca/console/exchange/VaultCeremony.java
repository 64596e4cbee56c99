package org.lineageca.console.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
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
import org.lineageca.ca.exchange.ExchangeSignature;
import org.lineageca.ca.exchange.courier.ExportResults;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** A ceremony without people that signs certificates, every move in its order. */
final class VaultCeremony {

    private static final String ADMINISTRATOR = "anna";
    private static final String WITNESS = "walter";
    private static final List<String> CUSTODIANS = List.of("carl", "cora", "cees");
    private static final String HEAD =
            """
            ceremony: Renewal in the vault
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
    private final ExchangeSignature exchange;
    private final Instant at;
    private RunState state;

    /**
     * Plans it.
     *
     * @param steps YAML, as the console writes it
     */
    VaultCeremony(
            KnownCa root,
            List<CaOrder> orders,
            String steps,
            ExchangeSignature exchange,
            Instant at) {
        var script = CeremonyScript.read(HEAD.replace("AT", at.toString()) + steps);
        Map<String, Octets> people = new TreeMap<>();
        script.people().all().forEach(name -> people.put(name, certificate(name)));
        var random = new Random(at.getEpochSecond());
        var serials =
                Stream.generate(() -> SerialNumber.random(random)).limit(script.serials()).toList();
        this.plan = CeremonyPlan.of(script, new OnRecord(people, List.of(root), orders, serials));
        this.exchange = exchange;
        this.at = at;
        this.state = RunState.of(plan, List.of());
    }

    /**
     * Holds it.
     *
     * @param sign makes the certificate that a step is about, DER
     */
    ExportResults.ClosedRun held(Function<CeremonyStep.SignCaCertificate, Octets> sign) {
        move(
                ADMINISTRATOR,
                new TranscriptEvent.Opened(
                        plan.digest(),
                        RunKind.REAL,
                        "0.1.0",
                        Octets.of(new byte[0]).sha256(),
                        List.of()));
        plan.script()
                .people()
                .all()
                .forEach(person ->
                        move(
                                person,
                                new TranscriptEvent.Joined(
                                        plan.script().people().roleOf(person).orElseThrow(),
                                        certificate(person))));
        while (state.currentStep().isPresent()) {
            var step = state.currentStep().orElseThrow();
            step(step.number(), step.step(), sign);
        }
        return new ExportResults.ClosedRun(
                state,
                List.of(
                        approval(ADMINISTRATOR, CeremonyRole.ADMINISTRATOR),
                        approval(WITNESS, CeremonyRole.WITNESS)),
                exchange.sign(state.entries().getLast().sha256()),
                Octets.ofHex("255044462d"));
    }

    private Approval approval(String name, CeremonyRole role) {
        return new Approval(name, role, plan.digest(), at);
    }

    private static Octets certificate(String name) {
        return Octets.of(name.getBytes(StandardCharsets.UTF_8)).sha256();
    }

    private void step(
            int number, CeremonyStep step, Function<CeremonyStep.SignCaCertificate, Octets> sign) {
        switch (step) {
            case CeremonyStep.RollCall _ ->
                    move(ADMINISTRATOR, new TranscriptEvent.Done(number, "all are here"));
            case CeremonyStep.ActivateToken _ ->
                    move(
                            CUSTODIANS.getFirst(),
                            new TranscriptEvent.Activated(
                                    number, "0badcafe", exchange.publicKey()));
            case CeremonyStep.SignCaCertificate certificate -> {
                readBack(number, step.toBeSigned().orElseThrow().sha256());
                move(ADMINISTRATOR, new TranscriptEvent.Signed(number, sign.apply(certificate)));
            }
            case CeremonyStep.Close _ -> {
                readBack(number, state.head());
                move(ADMINISTRATOR, new TranscriptEvent.Closed(null));
            }
            case CeremonyStep.GenerateKeyPair _,
                    CeremonyStep.SignOcspSigner _,
                    CeremonyStep.SignCrl _,
                    CeremonyStep.InitialiseToken _,
                    CeremonyStep.ReshareToken _,
                    CeremonyStep.DestroyKey _ ->
                    throw new IllegalArgumentException(step + " is not held here");
        }
    }

    private void readBack(int number, Octets digest) {
        move(ADMINISTRATOR, new TranscriptEvent.Prepared(number, digest));
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
