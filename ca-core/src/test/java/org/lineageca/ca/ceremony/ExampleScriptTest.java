package org.lineageca.ca.ceremony;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.ceremony.example.ExampleScript;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

final class ExampleScriptTest {

    private static final Instant NOW = Instant.parse("2030-05-06T07:08:09Z");
    private static final List<String> PEOPLE =
            List.of("administrator", "witness", "custodian-1", "custodian-2", "custodian-3");
    private static final long SEED = 20261121;

    @ParameterizedTest
    @EnumSource
    void everyExampleBecomesAPlanOnTheInstallationThatLineageUpMakes(ExampleScript example) {
        var known =
                switch (example) {
                    case FIRST_CEREMONY, FIRST_TO_TRY -> List.<KnownCa>of();
                    case ISSUE, RENEW, RE_KEY, ROLL, CRL_LADDER, RE_SHARE ->
                            cas(plan(ExampleScript.FIRST_CEREMONY, List.of()));
                };

        var plan = plan(example, known);

        assertThat(plan.script().at()).isEqualTo("2030-05-06T07:08:00Z");
        assertThat(plan.steps().getFirst().step()).isInstanceOf(CeremonyStep.RollCall.class);
        assertThat(plan.steps().getLast().step()).isInstanceOf(CeremonyStep.Close.class);
        assertThat(plan.steps()).hasSizeGreaterThan(2);
    }

    @Test
    void examplesExplainThemselvesAndFitOnAScreen() {
        for (var example : ExampleScript.values()) {
            assertThat(example.text(NOW).lines())
                    .as(example.title())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                    .first()
                    .asString()
                    .startsWith("# ");
        }
    }

    private static CeremonyPlan plan(ExampleScript example, List<KnownCa> cas) {
        var script = CeremonyScript.read(example.text(NOW));
        Map<String, Octets> people = new TreeMap<>();
        PEOPLE.forEach(name -> people.put(name, Octets.of(name.getBytes(UTF_8)).sha256()));
        var random = new Random(SEED);
        var serials =
                Stream.generate(() -> SerialNumber.random(random)).limit(script.serials()).toList();
        return CeremonyPlan.of(script, new OnRecord(people, cas, List.of(), serials));
    }

    /** What would be on record once a plan was carried out. */
    private static List<KnownCa> cas(CeremonyPlan plan) {
        var cas = new ArrayList<KnownCa>();
        var generated = new ArrayDeque<CeremonyStep.GenerateKeyPair>();
        for (var step : plan.steps()) {
            switch (step.step()) {
                case CeremonyStep.GenerateKeyPair generate -> generated.add(generate);
                case CeremonyStep.SignCaCertificate(var linted, _) -> {
                    cas.replaceAll(ca -> with(ca, linted.content()));
                    var made = generated.remove();
                    cas.add(
                            new KnownCa(
                                    made.identity(),
                                    PlannedSignatures.unsigned(linted),
                                    "Enabled",
                                    made.schedule(),
                                    4,
                                    false,
                                    List.of()));
                }
                case CeremonyStep _ -> {}
            }
        }
        return cas;
    }

    /** With the certificate among those it issued, if it did. */
    private static KnownCa with(KnownCa ca, CertificateContent content) {
        if (!ca.identity().equals(content.signer())) {
            return ca;
        }
        var issued =
                new KnownCa.Issued(
                        content.serial(), content.subject().commonName(), content.notAfter(), null);
        return new KnownCa(
                ca.identity(),
                ca.certificate(),
                ca.state(),
                ca.schedule(),
                ca.lastCrlNumber(),
                ca.hasFinalCrl(),
                List.of(issued));
    }
}
