package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** RSA keys of a device that was short of entropy, on a real PostgreSQL. */
class SharedFactorsOnRecordTest {

    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    private static final int BITS = 1_024;

    private static final Random RANDOM = new Random(20_261_122);

    private static TestPki pki;

    private BigInteger common;
    private long blockedBefore;

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    @BeforeEach
    void forget() {
        pki.asOwner().execute("TRUNCATE rsa_modulus, rsa_product, blocked_key");
        blockedBefore = rows("audit_event WHERE kind = 'KeyBlocked'");
        common = prime();
    }

    private long blockedEvents() {
        return rows("audit_event WHERE kind = 'KeyBlocked'") - blockedBefore;
    }

    private static BigInteger prime() {
        while (true) {
            var prime = new BigInteger(BITS, RANDOM).setBit(BITS - 1).setBit(BITS - 2);
            prime = prime.nextProbablePrime();
            if (prime.subtract(BigInteger.ONE).gcd(EXPONENT).equals(BigInteger.ONE)) {
                return prime;
            }
        }
    }

    private static KeyPair key(BigInteger one, BigInteger other, BigInteger exponent)
            throws GeneralSecurityException {
        var modulus = one.multiply(other);
        var order = one.subtract(BigInteger.ONE).multiply(other.subtract(BigInteger.ONE));
        var keys = KeyFactory.getInstance("RSA");
        return new KeyPair(
                keys.generatePublic(new RSAPublicKeySpec(modulus, exponent)),
                keys.generatePrivate(new RSAPrivateKeySpec(modulus, exponent.modInverse(order))));
    }

    private KeyPair affected() throws GeneralSecurityException {
        return key(common, prime(), EXPONENT);
    }

    private static SerialNumber issue(KeyPair pair, String host) {
        return pki.issue
                .issue(
                        ACTOR,
                        "tls-server",
                        TestRequests.request(
                                pair,
                                "SHA256withRSA",
                                "",
                                new GeneralName(GeneralName.dNSName, host)))
                .serial();
    }

    /** As where it was asked for at the same moment, or at another node: past the first look. */
    private static SerialNumber issueUnseen(KeyPair pair, String host) {
        var now = pki.clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var serial = SerialNumber.random(RANDOM);
        var content =
                new CertificateContent(
                        pki.issuing.identity(),
                        pki.issuing.issuer(),
                        "tls-server",
                        CertificateTemplate.TLS_SERVER,
                        serial,
                        DistinguishedName.of(""),
                        spki(pair),
                        List.of(new AlternativeName.Dns(host)),
                        null,
                        now,
                        now.plus(Duration.ofDays(1)));
        assertThat(pki.sign.sign(content, RequestOrigin.of(null, ACTOR)))
                .isInstanceOf(SignCertificate.Outcome.Signed.class);
        return serial;
    }

    private static Octets spki(KeyPair pair) {
        return Octets.of(pair.getPublic().getEncoded());
    }

    private static List<Octets> blocked() {
        return pki.keyLedger.blocked(null, 100).stream().map(KeyLedger.BlockedKey::sha256).toList();
    }

    private static long rows(String table) {
        return pki.asOwner().fetchSingle("SELECT count(*) FROM " + table).get(0, Long.class);
    }

    /** Puts all there are into chunks of their own, as if they had been compared long ago. */
    private static void age() {
        pki.moduli.unscreened(100).forEach(modulus -> pki.moduli.screened(List.of(modulus), 1));
    }

    @Test
    void aNewKeyThatSharesAPrimeWithANewOneIsRefusedAndBothAreBlocked() throws Exception {
        var first = affected();
        issue(first, "first.example");
        var second = affected();

        var refused =
                catchThrowableOfType(
                        RefusedException.class, () -> issue(second, "refused.example"));

        assertThat(refused.refusal()).isEqualTo(Refusal.WEAK_KEY);
        // Nothing that would lead its holder to the other key, which it could factor.
        assertThat(refused)
                .hasMessageContaining("has a prime factor that another key has")
                .hasMessageContaining("Nothing was issued.")
                .hasMessageNotContaining("first.example")
                .hasMessageNotContaining(spki(first).sha256().toHex().substring(0, 16));
        assertThat(blocked())
                .containsExactlyInAnyOrder(spki(first).sha256(), spki(second).sha256());
        assertThat(blockedEvents()).isEqualTo(2);
        assertThat(rows("certificate WHERE 'dns:refused.example' = ANY (names)")).isZero();
        assertThatThrownBy(() -> issue(first, "third.example"))
                .hasMessageContaining("it shares a prime factor with another key");
    }

    @Test
    void oneThatSharesWithTheNewestChunkIsRefusedToo() throws Exception {
        issue(affected(), "first.example");
        age();
        assertThatThrownBy(() -> issue(affected(), "second.example"))
                .hasMessageContaining("has a prime factor that another key has");
    }

    @Test
    void theSameModulusWithAnotherExponentIsRefused() throws Exception {
        var other = prime();
        issue(key(common, other, EXPONENT), "first.example");
        var exponent = new BigInteger("65539");
        assertThatThrownBy(() -> issue(key(common, other, exponent), "second.example"))
                .hasMessageContaining("has a prime factor that another key has");
    }

    @Test
    void ordinaryKeysAndTheSameKeyAgainAreCertified() throws Exception {
        var pair = affected();
        issue(pair, "first.example");
        pki.screen.screen(ACTOR);
        issue(pair, "second.example");
        issue(TestRequests.rsa(2048), "third.example");
        assertThat(pki.screen.screen(ACTOR)).isEmpty();
        assertThat(pki.screen.screen(ACTOR)).isEmpty();
        assertThat(blocked()).isEmpty();
        assertThat(rows("rsa_modulus WHERE chunk = 1")).isEqualTo(2);
        assertThat(rows("rsa_product WHERE moduli = 2")).isOne();
    }

    @Test
    void whatTheFirstLookMissedIsFoundSoonAfterWithItsCertificates() throws Exception {
        var first = affected();
        var second = affected();
        issueUnseen(TestRequests.rsa(2048), "bystander.example");
        var serials =
                List.of(issueUnseen(first, "first.example"), issueUnseen(second, "second.example"));

        var found = pki.screen.screen(ACTOR);

        assertThat(found)
                .allSatisfy(one ->
                        assertThat(one.keys())
                                .containsExactlyInAnyOrder(
                                        spki(first).sha256(), spki(second).sha256()))
                .allSatisfy(one ->
                        assertThat(one.certificates())
                                .extracting(CertificateRecord::serial)
                                .containsExactlyInAnyOrderElementsOf(serials))
                .hasSize(2);
        assertThat(blocked())
                .containsExactlyInAnyOrder(spki(first).sha256(), spki(second).sha256());
        assertThat(pki.screen.screen(ACTOR)).isEmpty();
    }

    @Test
    void anOldKeyIsFoundAmongManyChunks() throws Exception {
        var first = affected();
        issue(first, "first.example");
        for (var i = 0; i < 3; i++) {
            issue(TestRequests.rsa(2048), "bystander" + i + ".example");
        }
        age();
        assertThat(pki.moduli.chunks()).isEqualTo(4);
        var second = affected();
        issueUnseen(second, "second.example");

        assertThat(pki.screen.screen(ACTOR)).hasSize(1);

        assertThat(blocked())
                .containsExactlyInAnyOrder(spki(first).sha256(), spki(second).sha256());
        assertThat(pki.moduli.chunks()).isEqualTo(4);
    }

    @Test
    void cutShortBeforeTheEndItBeginsAnewAndBlocksNothingTwice() throws Exception {
        issueUnseen(affected(), "first.example");
        issueUnseen(affected(), "second.example");
        pki.asOwner()
                .execute(
                        """
                        CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
                        CREATE TRIGGER fault BEFORE INSERT ON rsa_product FOR EACH ROW EXECUTE FUNCTION fault()
                        """);
        try {
            assertThatThrownBy(() -> pki.screen.screen(ACTOR))
                    .isInstanceOf(DataAccessException.class);
        } finally {
            pki.asOwner().execute("DROP TRIGGER fault ON rsa_product");
        }
        assertThat(pki.moduli.unscreened(10)).hasSize(2);
        assertThat(blocked()).hasSize(2);

        assertThat(pki.screen.screen(ACTOR)).hasSize(2);

        assertThat(blockedEvents()).isEqualTo(2);
        assertThat(pki.moduli.unscreened(10)).isEmpty();
    }

    @Test
    void whoIsOvertakenByAnotherChangesNothing() throws Exception {
        issueUnseen(affected(), "first.example");
        var batch = pki.moduli.unscreened(10);
        age();
        assertThatThrownBy(() -> pki.moduli.screened(batch, 1_024))
                .isInstanceOf(IllegalStateException.class);
        assertThat(rows("rsa_product")).isOne();
    }

    @Test
    void keysOfOtherAlgorithmsAreNoMatterHere() {
        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("ec.example"));
        assertThat(rows("rsa_modulus")).isZero();
        assertThat(pki.screen.screen(ACTOR)).isEmpty();
    }
}
