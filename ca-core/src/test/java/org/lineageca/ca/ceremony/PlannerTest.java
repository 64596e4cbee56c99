package org.lineageca.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.yaml.InvalidDescriptionException;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

final class PlannerTest {

    private static CeremonyPlan plan(String yaml) {
        var script = CeremonyScript.read(yaml);
        return CeremonyPlan.of(script, Scripts.nothing(script, new Random(7)));
    }

    @Test
    void aScriptBecomesOrderedStepsWithTheDigestOfWhatIsSigned() {
        var plan = plan(Scripts.CREATION);

        assertThat(plan.steps())
                .extracting(PlannedStep::title)
                .containsExactly(
                        "Roll call",
                        "Initialise token root",
                        "Generate key root-r1",
                        "Sign certificate of Example Root R1",
                        "Generate key policy-p1",
                        "Sign certificate of Example Policy P1",
                        "Sign CRL 1 of Example Root R1",
                        "Sign CRL 2 of Example Root R1",
                        "Sign CRL 3 of Example Root R1",
                        "Sign CRL 1 of Example Policy P1",
                        "Close");
        for (var step : plan.steps()) {
            step.step()
                    .toBeSigned()
                    .ifPresent(tbs ->
                            assertThat(plan.text())
                                    .contains("tbs-sha256: " + tbs.sha256().toHex()));
        }
    }

    @Test
    void theSamePlanIsMadeOfTheSameScriptAndRecordWhereverItIsMade() {
        var plan = plan(Scripts.CREATION);

        var again = CeremonyPlan.read(plan.script().text(), plan.record().text());

        assertThat(again.text()).isEqualTo(plan.text());
        assertThat(again.digest()).isEqualTo(plan.digest());
    }

    /**
     * People approve the digest of a plan's text. If this fails, its wording has changed: then
     * {@code format} in its first line takes the next number, and the old wording stays readable.
     */
    @Test
    void theWordingOfPlansIsThatOfTheirFormat() {
        var plan = plan(Scripts.CREATION);

        assertThat(plan.text()).startsWith("format: 1\nceremony: Creation of the example PKI\n");
        assertThat(plan.digest())
                .hasToString("bceaa20c8032d201739262e6d421ba4520bc3da23dd5fa0e3009e05849fb4912");
    }

    @Test
    void whatIsSignedDiffersFromThePlanInTheKeysOnly() throws Exception {
        var plan = plan(Scripts.CREATION);
        var keys = new KeysAtHand(Map.of("root-r1", ec("secp384r1"), "policy-p1", ec("secp256r1")));

        var real = plan.with(keys);

        var compared = 0;
        for (var i = 0; i < real.size(); i++) {
            var planned = plan.steps().get(i).step().toBeSigned();
            var made = real.get(i).step().toBeSigned();
            if (made.isPresent()) {
                assertThat(made).isNotEqualTo(planned);
                assertThat(Masking.apply(made.get(), plan.masks(keys))).isEqualTo(planned.get());
                compared++;
            }
        }
        assertThat(compared).isEqualTo(6);
    }

    private static Octets ec(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return Octets.of(generator.generateKeyPair().getPublic().getEncoded());
    }

    @Test
    void everyKindOfKeyHasAStandInOfItsLength() throws Exception {
        var lengths = new HashMap<KeyAlgorithm, Integer>();
        lengths.put(KeyAlgorithm.P256, ec("secp256r1").length());
        lengths.put(KeyAlgorithm.P384, ec("secp384r1").length());
        for (var bits : new int[] {2048, 3072, 4096}) {
            // Any number of that length: primes of it would take seconds to find.
            var modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
            var key = new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4);
            lengths.put(
                    KeyAlgorithm.valueOf("RSA" + bits),
                    KeyFactory.getInstance("RSA").generatePublic(key).getEncoded().length);
        }
        lengths.forEach((algorithm, length) -> {
            var standIn = org.lineageca.ca.x509.StandInKey.of("root-r1", algorithm);
            assertThat(standIn.length()).as(algorithm.name()).isEqualTo(length);
            assertThat(org.lineageca.ca.x509.PublicKeyCheck.problem(standIn)).isEmpty();
            assertThat(standIn)
                    .isNotEqualTo(org.lineageca.ca.x509.StandInKey.of("root-r2", algorithm));
        });
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    unknown key          | path-length: 2                            | path-lenght: 2                             | (line 16, column 20): 'path-lenght' is not known here
                    beyond the issuer    | validity: 15y                             | validity: 26y                              | (line 19, column 7): Refused before signing: validity_nested
                    path length          | path-length: 1                            | path-length: 2                             | has path length 2: that of a CA here must be at most 1
                    weak choice of key   | key: P256                                 | key: P224                                  | (line 23, column 12): 'P224' is not one of
                    CRL beyond a year    | {ca: policy-p1, lifetime: 120d}           | {ca: policy-p1, lifetime: 400d}            | crl_lifetime_bounded
                    gap in the ladder    | every: 90d, lifetime: 120d                | every: 90d, lifetime: 80d                  | each CRL must live longer
                    unknown CA           | ca: policy-p1, lifetime                   | ca: policy-p2, lifetime                    | no CA 'policy-p2' has its key on this token
                    no date              | at: 2026-12-01T09:00:00Z                  | at: 2026-13-01T09:00:00Z                   | (line 2, column 5): '2026-13-01T09:00:00Z' is not a time
                    two roles            | witness: Walter                           | witness: Carl                              | 'Carl' stands here twice
                    one person's quorum  | quorum: 2                                 | quorum: 1                                  | a quorum of 1 among 3
                    stranger             | witness: Walter                           | witness: Xaver                             | 'Xaver' takes part, but is not registered
                    not a name           | subject: CN=Example Policy P1,O=Example   | subject: Example Policy                    | is not a distinguished name
                    no step              | - crl: {ca: policy-p1                     | - crll: {ca: policy-p1                     | 'crll' is no step of a ceremony
                    same name            | CN=Example Policy P1                      | CN=Example Root R1                         | there is a CA named
                    CRL missing          | - crl: {ca: policy-p1, lifetime: 120d}    | - crl: {ca: root-r1, lifetime: 120d}       | has no crl step
                    https                | http://crl.example.org                    | https://crl.example.org                    | is not an http URL
                    """)
    void aBadScriptIsRefusedWithLineAndColumn(
            String what, String from, String to, String complaint) {
        assertThat(Scripts.CREATION).contains(from);
        assertThatThrownBy(() -> plan(Scripts.CREATION.replace(from, to)))
                .as(what)
                .isInstanceOf(InvalidDescriptionException.class)
                .hasMessageContaining(complaint)
                .hasMessageContaining("line ");
    }

    @Test
    void destroyingAKeyThatStillOwesCrlsIsRefused() {
        assertThatThrownBy(() -> plan(Scripts.CREATION + "  - destroy-key: {ca: root-r1}\n"))
                .hasMessageContaining("until then it owes CRLs");
    }
}
