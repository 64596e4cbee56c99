package org.lineageca.ca.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** SCTs as RFC 6962 writes them, and how many of them are enough. */
class SctListTest {

    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String REST =
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                    + "0000018f0a0b0c0d0000"
                    + "04030003aabbcc";
    private static final Sct SCT =
            new Sct(
                    new LogId(Octets.ofHex(ID)),
                    Instant.ofEpochMilli(0x18f_0a0b_0c0dL),
                    Octets.ofHex(""),
                    SignatureAlgorithm.ECDSA_SHA256,
                    Octets.ofHex("aabbcc"));
    private static final String ENCODED =
            "00" + ID + "0000018f0a0b0c0d" + "0000" + "0403" + "0003aabbcc";
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void anSctIsWrittenAsTheStandardHasIt() {
        assertThat(SCT.encoded().toHex()).isEqualTo(ENCODED);
        assertThat(Sct.decode(Octets.ofHex(ENCODED))).isEqualTo(SCT);
        var list = new SctList(List.of(SCT));
        assertThat(list.encoded().toHex()).isEqualTo("0034" + "0032" + ENCODED);
        assertThat(SctList.decode(list.encoded())).isEqualTo(list);
    }

    @Test
    void theEntryIsWrittenAsTheStandardHasIt() {
        var entry = new PrecertificateEntry(Octets.ofHex("11".repeat(32)), Octets.ofHex("3000"));
        assertThat(entry.signedIn(SCT).toHex())
                .isEqualTo(
                        "0000"
                                + "0000018f0a0b0c0d"
                                + "0001"
                                + "11".repeat(32)
                                + "0000023000"
                                + "0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000",
                "000100",
                "0034003201" + REST,
                "0034003200",
                "0035003200" + REST + "00",
                "0035003300" + REST + "00",
                "0034003200" + REST + "00"
            })
    void whatIsNoListIsRefused(String hex) {
        assertThatThrownBy(() -> SctList.decode(Octets.ofHex(hex)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofEachLogThereIsOne() {
        assertThatThrownBy(() -> new SctList(List.of(SCT, SCT))).hasMessageContaining("each log");
    }

    @ParameterizedTest
    @CsvSource({"179,2", "180,2", "181,3", "397,3"})
    void longerValidityNeedsMore(int days, int needed) {
        var policy = TransparencyPolicy.BROWSERS;
        assertThat(policy.needed(FROM, FROM.plus(Duration.ofDays(days)).minusSeconds(1)))
                .isEqualTo(needed);
    }

    @Test
    void theChosenAreOfDifferentOperators() throws GeneralSecurityException {
        var policy = TransparencyPolicy.BROWSERS;
        var one = promise("a", "One");
        var two = promise("b", "One");
        var three = promise("c", "Two");
        assertThat(policy.choose(List.of(one, two), 2)).isEmpty();
        assertThat(policy.canBeMetBy(List.of(one.log(), two.log()), 2)).isFalse();
        assertThat(policy.choose(List.of(one, two, three), 2).orElseThrow().scts())
                .containsExactlyInAnyOrder(one.sct(), three.sct());
        assertThat(policy.choose(List.of(one, two, three), 3).orElseThrow().scts()).hasSize(3);
        assertThat(policy.choose(List.of(one, three), 3)).isEmpty();
        assertThat(policy.canBeMetBy(List.of(one.log(), three.log()), 3)).isFalse();
    }

    private static LogPromise promise(String name, String operator)
            throws GeneralSecurityException {
        var key = Octets.of(TestRequests.ec("secp256r1").getPublic().getEncoded());
        var log =
                new TransparencyLog(
                        name,
                        operator,
                        key,
                        URI.create("https://" + name + ".example/"),
                        null,
                        TransparencyLog.State.USABLE);
        return new LogPromise(
                log,
                new Sct(
                        log.id(),
                        FROM,
                        Octets.ofHex(""),
                        SignatureAlgorithm.ECDSA_SHA256,
                        Octets.ofHex("00")));
    }
}
