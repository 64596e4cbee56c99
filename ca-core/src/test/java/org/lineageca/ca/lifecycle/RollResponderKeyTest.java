package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.OCSP_SIGNER;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.octets.Octets;

class RollResponderKeyTest {

    private static final Actor OFFICER = new Actor.Principal("officer", TrustedRole.Officer);
    private static final Duration VALIDITY = Duration.ofDays(30);

    private final TestPki pki = new TestPki();
    private final RollResponderKey roll =
            new RollResponderKey(
                    pki.authorities, pki.ocspSigners, pki.delegates, pki.signing, pki.clock);
    private final KeyHandle old = pki.responderKey();

    @BeforeEach
    void twoGenerationsHaveOneResponder() {
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), old, VALIDITY);
        pki.delegates.issue(ACTOR, pki.root.issuer(), old, VALIDITY);
        // The new certificates must not need to be longer than the old.
        pki.advance(Duration.ofDays(1));
    }

    @Test
    void everyGenerationCertifiesTheNewKeyAndTheOldCertificatesStay() {
        var rolled = roll.succeed(OFFICER, id(old), newKey("a").publicKey());

        assertThat(rolled.delegates()).hasSize(2);
        assertThat(roll.keys(OFFICER)).containsExactly(rolled);
        assertThat(rolled.delegates())
                .allSatisfy(signer -> assertThat(signer.validity()).isEqualTo(VALIDITY));
        assertThat(pki.database().fetchCount(OCSP_SIGNER)).isEqualTo(4);
        assertThat(events("ResponderKeySucceeded"))
                .contains(id(old), id(rolled.key()), "\"generations\": \"2\"");
    }

    @Test
    void fromThenOnTheNewKeyIsRenewed() {
        var rolled = roll.succeed(OFFICER, id(old), newKey("b").publicKey());
        pki.advance(VALIDITY.dividedBy(2));

        assertThat(pki.delegates.renewDue(ACTOR).renewed())
                .hasSize(2)
                .allSatisfy(signer -> assertThat(signer.key()).isEqualTo(rolled.key()));
    }

    @Test
    void certificatesAreRenewedBeforeHalfOfTheirLifeIsOver() {
        // A day of them is over.
        pki.advance(VALIDITY.dividedBy(2).minus(Duration.ofDays(2)));

        assertThat(pki.delegates.renewDue(ACTOR).renewed()).hasSize(2);
    }

    /** Asked again after a failure in the middle, or after the answer was lost. */
    @Test
    void askedAgainItSignsNothingTwice() {
        var successor = newKey("c").publicKey();
        roll.succeed(OFFICER, id(old), successor);

        assertThat(roll.succeed(OFFICER, id(old), successor).delegates()).hasSize(2);
        assertThat(pki.database().fetchCount(OCSP_SIGNER)).isEqualTo(4);
    }

    @Test
    void nothingIsSignedUnlessEveryGenerationCanCertifyTheNewKey() {
        var successor = newKey("d").publicKey();
        pki.keepRootOffline();

        assertThatThrownBy(() -> roll.succeed(OFFICER, id(old), successor))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not within reach")
                .hasMessageContaining("Nothing was signed");
        assertThat(pki.database().fetchCount(OCSP_SIGNER)).isEqualTo(2);
    }

    /** The first of them: what is behind it must not wait for ever. */
    @Test
    void aGenerationWhoseKeyIsLostKeepsTheOthersFromNothing() {
        pki.signer.destroy(pki.root.identity().key());
        var certificates = pki.database().fetchCount(CERTIFICATE);

        var rolled = roll.succeed(OFFICER, id(old), newKey("h").publicKey());
        assertThat(rolled.delegates())
                .singleElement()
                .satisfies(signer ->
                        assertThat(signer.generation()).isEqualTo(pki.issuing.identity().id()));
        // Until its certificate ends.
        assertThat(roll.keys(OFFICER)).hasSize(2);

        pki.advance(VALIDITY.dividedBy(2));
        for (var round = 0; round < 3; round++) {
            assertThat(pki.delegates.renewDue(ACTOR).failures())
                    .singleElement()
                    .asString()
                    .contains("does not hold the key of CN=Test Root");
        }
        assertThat(pki.ocspSigners.newest())
                .filteredOn(signer -> signer.key().equals(rolled.key()))
                .singleElement()
                .satisfies(signer -> assertThat(signer.renewFrom()).isAfter(pki.clock.instant()));
        // The new key, and its renewal: no serial number of the root was promised.
        assertThat(pki.database().fetchCount(CERTIFICATE)).isEqualTo(certificates + 2);

        pki.advance(VALIDITY.dividedBy(2));
        assertThat(roll.keys(OFFICER))
                .singleElement()
                .satisfies(key -> assertThat(key.key()).isEqualTo(rolled.key()));
    }

    @Test
    void whileATokenIsAwayNoGenerationIsLeftOut() {
        pki.signer.fail(FaultySigner.Fault.AWAY);

        var successor = newKey("i").publicKey();
        assertThatThrownBy(() -> roll.succeed(OFFICER, id(old), successor))
                .isInstanceOf(TokenUnavailableException.class);
        assertThat(pki.database().fetchCount(OCSP_SIGNER)).isEqualTo(2);
    }

    /** Its generation would be left without anybody who answers for it. */
    @Test
    void anExpiredCertificateWhoseTokenIsAwayIsNotLeftOut() {
        pki.keepRootOffline();
        pki.advance(VALIDITY);

        assertThat(roll.keys(OFFICER))
                .singleElement()
                .satisfies(key -> assertThat(key.delegates()).hasSize(2));
        var successor = newKey("j").publicKey();
        assertThatThrownBy(() -> roll.succeed(OFFICER, id(old), successor))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("not within reach");

        pki.bringRootBack();
        pki.signer.fail(FaultySigner.Fault.AWAY);
        assertThat(roll.keys(OFFICER))
                .singleElement()
                .satisfies(key -> assertThat(key.delegates()).hasSize(2));
    }

    @Test
    void aKeyIsDestroyedOnlyWhenNothingIsAnsweredWithItAnyMore() {
        assertThatThrownBy(
                        () -> roll.destroyed(OFFICER, old.token(), old.publicKey(), "no such key"))
                .hasMessageContaining("Give it a successor first");

        roll.succeed(OFFICER, id(old), newKey("e").publicKey());
        roll.destroyed(OFFICER, old.token(), old.publicKey(), "no such key");

        assertThat(events("ResponderKeyDestroyed")).contains(id(old), "no such key");
    }

    @Test
    void aKeyDoesNotFollowItselfNorOneThatDoesNotAnswerNorIsItAnything() {
        assertThatThrownBy(() -> roll.succeed(OFFICER, id(old), old.publicKey()))
                .hasMessageContaining("cannot follow itself");
        assertThatThrownBy(() -> roll.succeed(OFFICER, "00".repeat(20), newKey("f").publicKey()))
                .hasMessageContaining("GET /responder-keys lists");
        assertThatThrownBy(() -> roll.succeed(OFFICER, id(old), Octets.ofHex("0500")))
                .hasMessageContaining("The new key is refused");
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustedRole.class,
            names = {"Machine", "Auditor", "RegistrationOfficer"})
    void onlyWhoDecidesMay(TrustedRole role) {
        var actor = new Actor.Principal("somebody", role);
        var successor = newKey("g-" + role.name().toLowerCase(Locale.ROOT)).publicKey();
        assertThatThrownBy(() -> roll.succeed(actor, id(old), successor))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> roll.destroyed(actor, "issuing", old.publicKey(), "gone"))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(roll.keys(actor)).hasSize(1);
    }

    private KeyHandle newKey(String label) {
        return pki.signer
                .generate(
                        "rolled-" + label + "-" + System.identityHashCode(pki),
                        KeyAlgorithm.P256,
                        EnumSet.of(KeyPurpose.OCSP_RESPONSE))
                .handle();
    }

    private static String id(KeyHandle key) {
        return key.keyId().toString();
    }

    private String events(String kind) {
        return String.join(
                "\n",
                pki.database()
                        .select(AUDIT_EVENT.DETAILS)
                        .from(AUDIT_EVENT)
                        .where(AUDIT_EVENT.KIND.eq(kind))
                        .fetch(row -> row.value1().data()));
    }
}
