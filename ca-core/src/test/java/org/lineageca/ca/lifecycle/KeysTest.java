package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.revocation.RevocationDecision;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.octets.Octets;

/** Keys that are not certified, on a real PostgreSQL. */
class KeysTest {

    private static final Actor FIRST = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);

    private static TestPki pki;
    private static int count;

    private KeyPair pair;
    private Octets key;

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    @BeforeEach
    void makeKey() throws GeneralSecurityException {
        pair = TestRequests.ec("secp256r1");
        key = Octets.of(pair.getPublic().getEncoded());
        pki.advance(Duration.ofMinutes(1));
    }

    /** It has one key for all tests: they share the token. */
    private static KeyHandle responder() {
        return pki.signer
                .findByLabel("keys-test-responder")
                .map(TokenKey::handle)
                .orElseGet(() ->
                        pki.signer
                                .generate(
                                        "keys-test-responder",
                                        KeyAlgorithm.P256,
                                        Set.of(KeyPurpose.OCSP_RESPONSE))
                                .handle());
    }

    private CertificateReference.BySerial issue() {
        var host = "key" + count++ + ".example";
        return new CertificateReference.BySerial(
                pki.issue
                        .issue(
                                ACTOR,
                                "tls-server",
                                TestRequests.request(
                                        pair,
                                        "SHA256withECDSA",
                                        "CN=" + host,
                                        new GeneralName(GeneralName.dNSName, host)))
                        .serial());
    }

    private static RevocationDecision revoke(
            CertificateReference certificate, RevocationReason reason) {
        return pki.revoke.revoke(ACTOR, certificate, reason, null);
    }

    private void assertRefused(Refusal refusal) {
        var before = rows("certificate");
        assertThatThrownBy(this::issue)
                .asInstanceOf(type(RefusedException.class))
                .satisfies(e -> assertThat(e.refusal()).isEqualTo(refusal))
                .satisfies(e -> assertThat(e).hasMessageContaining("Nothing was issued."));
        assertThat(rows("certificate")).isEqualTo(before);
    }

    private static long rows(String table) {
        return pki.asOwner().fetchSingle("SELECT count(*) FROM " + table).get(0, Long.class);
    }

    private List<KeyFlaw.Kind> flaws() {
        return pki.guard.check(ACTOR, key).stream().map(KeyFlaw::kind).toList();
    }

    @Test
    void aBlockedKeyGetsNoCertificateAndItsCertificatesAreNamed() {
        var serial = issue().serial();
        assertThat(flaws()).isEmpty();

        var blocked = pki.blockKeys.block(FIRST, key.sha256(), "found on a file share");

        assertThat(blocked.isNew()).isTrue();
        assertThat(blocked.certificates())
                .extracting(CertificateRecord::serial)
                .containsExactly(serial);
        assertRefused(Refusal.BLOCKED_KEY);
        assertThatThrownBy(this::issue).hasMessageContaining("found on a file share");
        assertThat(flaws()).containsExactly(KeyFlaw.Kind.BLOCKED);
        assertThat(pki.guard.refusals(List.of(key))).containsOnlyKeys(key);
        assertThat(pki.blockKeys.block(SECOND, key.sha256(), "again").isNew()).isFalse();
        assertThat(pki.blockKeys.list(SECOND, null, 10).getFirst())
                .isEqualTo(
                        new KeyLedger.BlockedKey(
                                key.sha256(),
                                "found on a file share",
                                pki.clock.instant(),
                                "First"));
        assertThat(events("KeyBlocked")).isOne();
    }

    private long events(String kind) {
        return pki.asOwner()
                .fetchSingle(
                        "SELECT count(*) FROM audit_event WHERE kind = {0} AND details->>'spkiSha256' = {1}",
                        DSL.val(kind), DSL.val(key.sha256().toHex()))
                .get(0, Long.class);
    }

    @Test
    void aRevocationForKeyCompromiseBlocksTheKeyAndFindsItsOtherCertificates() {
        var compromised = issue();
        var other = issue().serial();
        var third = issue().serial();

        var decision = revoke(compromised, RevocationReason.KEY_COMPROMISE);

        assertThat(pki.blockKeys.sameKey(ACTOR, decision))
                .extracting(CertificateRecord::serial)
                .containsExactlyInAnyOrder(other, third);
        assertRefused(Refusal.BLOCKED_KEY);
        assertThat(events("KeyBlocked")).isOne();
    }

    @Test
    void whatWasRevokedForAnotherReasonBeforeIsBlockedAllTheSame() {
        var certificate = issue();
        revoke(certificate, RevocationReason.SUPERSEDED);
        assertThat(flaws()).isEmpty();
        issue();

        assertThat(revoke(certificate, RevocationReason.KEY_COMPROMISE))
                .isInstanceOf(RevocationDecision.AlreadyRevoked.class);

        assertRefused(Refusal.BLOCKED_KEY);
    }

    @ParameterizedTest
    @EnumSource(
            value = RevocationReason.class,
            names = {"UNSPECIFIED", "SUPERSEDED", "CESSATION_OF_OPERATION", "CERTIFICATE_HOLD"})
    void otherReasonsLeaveTheKeyAlone(RevocationReason reason) {
        revoke(issue(), reason);
        assertThat(flaws()).isEmpty();
        issue();
    }

    @Test
    void aListRevokedForKeyCompromiseBlocksEveryKeyOnIt() {
        var names = new ArrayList<String>();
        for (var i = 0; i < 11; i++) {
            names.add(issue().serial().hex());
        }
        var batch = pki.inBatches.open(FIRST, names).batch().id();
        var proposed =
                ((BatchDecision.Proposed)
                                pki.inBatches.revoke(
                                        FIRST, batch, RevocationReason.KEY_COMPROMISE, null))
                        .act();
        assertThat(flaws()).isEmpty();

        assertThat(pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest()))
                .isInstanceOf(DecidedAct.Done.class);

        assertRefused(Refusal.BLOCKED_KEY);
        assertThat(
                        pki.asOwner()
                                .fetchSingle(
                                        "SELECT details->>'count' FROM audit_event WHERE kind = 'KeysBlocked' ORDER BY sequence DESC LIMIT 1")
                                .get(0, String.class))
                .isEqualTo("1");
    }

    @Test
    void keysOfCasAndRespondersAreNobodyElses() {
        var responder = responder();
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), responder, Duration.ofDays(7));
        var ours = pki.issuing.identity().key().publicKey();
        assertThat(pki.guard.refusals(List.of(ours, responder.publicKey(), key)))
                .hasSize(2)
                .hasEntrySatisfying(
                        ours, flaw -> assertThat(flaw.kind()).isEqualTo(KeyFlaw.Kind.AUTHORITY))
                .hasEntrySatisfying(
                        responder.publicKey(),
                        flaw -> assertThat(flaw.kind()).isEqualTo(KeyFlaw.Kind.OCSP_SIGNER));

        var before = rows("certificate");
        assertThat(pki.sign.sign(content(ours), RequestOrigin.of(null, ACTOR)))
                .isInstanceOfSatisfying(
                        SignCertificate.Outcome.Failed.class,
                        failed ->
                                assertThat(failed.why())
                                        .isInstanceOf(RefusedException.class)
                                        .hasMessageContaining("the key of a CA here"));
        assertThat(rows("certificate")).isEqualTo(before);
        // Their own certificates go on.
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), responder, Duration.ofDays(7));
    }

    @Test
    void noOnePersonBlocksTheKeyOfACaOrAResponder() {
        var machine = new Actor.Principal("web-1", TrustedRole.Machine);
        var responder = responder();
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), responder, Duration.ofDays(7));
        var ca = pki.issuing.identity().id().sha256();
        assertThatThrownBy(() -> pki.blockKeys.block(machine, ca, "a prank"))
                .hasMessageContaining("Propose to revoke the CA")
                .hasMessageContaining("Nothing was blocked");
        var key = responder.publicKey().sha256();
        assertThatThrownBy(() -> pki.blockKeys.block(machine, key, "a prank"))
                .hasMessageContaining("responder roll-key");

        var signer = pki.ocspSigners.newest().getFirst().serial();
        var named = new CertificateReference.BySerial(signer);
        assertThatThrownBy(() ->
                        pki.revoke.revoke(machine, named, RevocationReason.KEY_COMPROMISE, null))
                .hasMessageContaining("needs two people");
        var list = pki.inBatches.open(machine, List.of(signer.hex())).batch().id();
        assertThatThrownBy(() ->
                        pki.inBatches.revoke(machine, list, RevocationReason.KEY_COMPROMISE, null))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(pki.revoke.revoke(machine, named, RevocationReason.SUPERSEDED, null))
                .isInstanceOf(RevocationDecision.Revoked.class);
    }

    private static CertificateContent content(Octets publicKey) {
        var now = pki.clock.instant();
        return new CertificateContent(
                pki.issuing.identity(),
                pki.issuing.issuer(),
                "tls-server",
                CertificateTemplate.TLS_SERVER,
                SerialNumber.random(new Random(1)),
                DistinguishedName.of(""),
                publicKey,
                List.of(new AlternativeName.Dns("ca-key.example")),
                null,
                now,
                now.plus(Duration.ofDays(1)));
    }

    @Test
    void whatCannotBlockTheKeyDoesNotRevokeEither() {
        var certificate = issue();
        pki.asOwner()
                .execute(
                        """
                        CREATE OR REPLACE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$
                        """);
        pki.asOwner()
                .execute(
                        "CREATE TRIGGER fault BEFORE INSERT ON blocked_key FOR EACH ROW EXECUTE FUNCTION fault()");
        try {
            assertThatThrownBy(() -> revoke(certificate, RevocationReason.KEY_COMPROMISE))
                    .isInstanceOf(DataAccessException.class);
        } finally {
            pki.asOwner().execute("DROP TRIGGER fault ON blocked_key");
        }
        assertThat(pki.certificates.resolve(certificate).getFirst().revocation()).isNull();
        assertThat(flaws()).isEmpty();
    }

    @Test
    void whoBlocksAKeyWaitsForIntentsUnderWayAndThenSeesThem() throws Exception {
        var certificate = issue();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            pki.database()
                    .transaction(intent -> {
                        intent.dsl()
                                .fetch(
                                        "SELECT * FROM key_standing({0})",
                                        DSL.val(new byte[][] {key.sha256().toArray()}));
                        var revocation =
                                threads.submit(
                                        () -> revoke(certificate, RevocationReason.KEY_COMPROMISE));
                        assertThatThrownBy(() -> revocation.get(300, TimeUnit.MILLISECONDS))
                                .isInstanceOf(TimeoutException.class);
                    });
        }
        assertThat(flaws()).containsExactly(KeyFlaw.Kind.BLOCKED);
    }

    /** After the revocation, nothing over the key comes to be that it did not find. */
    @Test
    void issuingAndARevocationForCompromiseRaceAndNoCertificateEscapes() throws Exception {
        for (var round = 0; round < 10; round++) {
            makeKey();
            var certificate = issue();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var issuing = new ArrayList<java.util.concurrent.Future<?>>();
                for (var thread = 0; thread < 3; thread++) {
                    issuing.add(threads.submit(this::issueUntilRefused));
                }
                var some = round + 1;
                Awaitility.await()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> pki.keyLedger.certificates(key.sha256(), 100).size() > some);
                var decision = revoke(certificate, RevocationReason.KEY_COMPROMISE);
                var found = pki.blockKeys.sameKey(ACTOR, decision);
                for (var each : issuing) {
                    assertRefusal(each);
                }
                assertThat(pki.blockKeys.sameKey(ACTOR, decision)).hasSameSizeAs(found);
            }
        }
    }

    private void issueUntilRefused() {
        while (true) {
            issue();
        }
    }

    private static void assertRefusal(java.util.concurrent.Future<?> issuing)
            throws InterruptedException {
        try {
            issuing.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void whoMayRevokeMayBlockAndEverybodyMayLook() {
        var auditor = new Actor.Principal("auditor", TrustedRole.Auditor);
        assertThatThrownBy(() -> pki.blockKeys.block(auditor, key.sha256(), "because"))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(pki.guard.check(auditor, key)).isEmpty();
        assertThat(pki.blockKeys.list(auditor, null, 1)).hasSizeLessThanOrEqualTo(1);
        for (var why : List.of("", " ", "two\nlines", "x".repeat(201))) {
            assertThatThrownBy(() -> pki.blockKeys.block(FIRST, key.sha256(), why))
                    .hasMessageContaining("Nothing was blocked");
        }
    }

    @Test
    void aListGoesOnBehindAnyOfItsKeys() {
        for (var i = 0; i < 5; i++) {
            pki.blockKeys.block(FIRST, key.sha256(), "one");
            key = key.sha256();
        }
        var all = pki.blockKeys.list(FIRST, null, 1_000);
        var listed = new ArrayList<KeyLedger.BlockedKey>();
        for (var part = pki.blockKeys.list(FIRST, null, 2);
                !part.isEmpty();
                part = pki.blockKeys.list(FIRST, listed.getLast().sha256(), 2)) {
            listed.addAll(part);
        }
        assertThat(listed).isEqualTo(all).hasSizeGreaterThanOrEqualTo(5);
    }
}
