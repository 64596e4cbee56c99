package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_PIECE;

import java.time.Duration;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.lifecycle.FaultySigner.Fault;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.TokenUnavailableException;

/** What a CRL that cannot be issued costs, and what it must not cost the others. */
class FailedCrlsTest {

    private static final String ROOT_FAILS =
            "BEFORE INSERT ON crl FOR EACH ROW WHEN (NEW.generation_id = 1)";

    private final TestPki pki = new TestPki();
    private final GenerationId root = pki.root.identity().id();
    private final GenerationId issuing = pki.issuing.identity().id();

    @BeforeEach
    void bothAreDue() {
        pki.crls.issueAll(ACTOR);
        pki.advance(Duration.ofDays(1));
    }

    @AfterEach
    void mend() {
        pki.signer.fail(Fault.NONE);
    }

    @Test
    void whileTheTokenDoesNotSignNothingIsBegunAndThenAllIsIssuedAtOnce() {
        var before = pki.database().fetchCount(CRL);
        pki.signer.fail(Fault.AWAY);
        for (var round = 0; round < 20; round++) {
            assertThat(pki.crls.issueDue(ACTOR).failures()).hasSize(2);
            pki.advance(Duration.ofSeconds(5));
        }
        assertThatThrownBy(() -> pki.crls.issueAll(ACTOR))
                .isInstanceOf(TokenUnavailableException.class);
        assertThat(pki.database().fetchCount(CRL)).isEqualTo(before);
        assertThat(intents()).isEqualTo(before);

        pki.signer.fail(Fault.NONE);
        assertThat(pki.crls.issueDue(ACTOR).issued()).hasSize(2);
    }

    @Test
    void whereTheTokenLacksAKeyNothingOfThatOneIsBegunAndTheOthersAreIssued() {
        var before = pki.database().fetchCount(CRL);
        pki.signer.destroy(pki.root.identity().key());

        var round = pki.crls.issueDue(ACTOR);
        assertThat(round.failures())
                .singleElement()
                .asString()
                .contains("does not hold the key of CN=Test Root");
        assertThat(round.issued()).hasSize(1);
        assertThat(pki.crls.issueAll(ACTOR))
                .singleElement()
                .satisfies(issued ->
                        assertThat(issued.content().issuer().generation()).isEqualTo(issuing));
        assertThat(pki.database().fetchCount(CRL)).isEqualTo(before + 2);
        assertThat(intents()).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_SIGNATURE", "AFTER_SIGNATURE"})
    void whatWasNotSignedIsNotKeptButItsNumberAndItsEventAre(Fault fault) {
        var before = pki.database().fetchCount(CRL);
        var pieces = pki.database().fetchCount(CRL_PIECE);
        pki.signer.fail(fault);
        assertThatThrownBy(() -> pki.crls.issue(ACTOR, issuing))
                .isInstanceOf(TokenUnavailableException.class);
        pki.signer.fail(Fault.NONE);

        assertThat(pki.database().fetchCount(CRL_PIECE)).isEqualTo(pieces);
        assertThat(pki.database().fetchCount(CRL)).isEqualTo(before + 1);
        assertThat(intents()).isEqualTo(before + 1);
        var last =
                pki.database()
                        .selectFrom(CRL)
                        .where(CRL.RECORDED_AT.isNull())
                        .fetchSingle()
                        .getNumber();
        assertThat(pki.crls.issue(ACTOR, issuing).content().number().value()).isEqualTo(last + 1);
    }

    @Test
    void whatIsRecordedCannotBeDeleted() {
        assertThatThrownBy(() ->
                        pki.database()
                                .deleteFrom(CRL_PIECE)
                                .where(CRL_PIECE.GENERATION_ID.eq(2))
                                .execute())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("is not superseded");
    }

    @Test
    void whatFailsOnlyWhenItIsTriedIsTriedEverLessOften() {
        var before = pki.database().fetchCount(CRL);
        pki.signer.fail(Fault.BEFORE_SIGNATURE);
        for (var seconds = 0; seconds < Duration.ofHours(1).toSeconds(); seconds += 5) {
            assertThat(pki.crls.issueDue(ACTOR).issued()).isEmpty();
            pki.advance(Duration.ofSeconds(5));
        }
        // Of each: after 5, 10, 20, 40, 80, 160 and 320 seconds, then every ten minutes.
        assertThat(pki.database().fetchCount(CRL)).isEqualTo(before + 2 * 12);

        pki.signer.fail(Fault.NONE);
        pki.advance(Duration.ofMinutes(10));
        assertThat(pki.crls.issueDue(ACTOR).issued()).hasSize(2);
        // Officers need not wait.
        pki.signer.fail(Fault.BEFORE_SIGNATURE);
        assertThatThrownBy(() -> pki.crls.issue(ACTOR, issuing))
                .isInstanceOf(TokenUnavailableException.class);
        pki.signer.fail(Fault.NONE);
        pki.crls.issue(ACTOR, issuing);
    }

    @Test
    void oneThatFailsAsNobodyForesawKeepsNoOtherWaiting() {
        pki.failOn(ROOT_FAILS);
        try {
            var round = pki.crls.issueDue(ACTOR);
            assertThat(round.failures())
                    .singleElement()
                    .asString()
                    .contains(root.toString(), "the disk is full");
            assertThat(round.issued()).hasSize(1);
            assertThat(pki.crls.issueAll(ACTOR)).hasSize(1);
        } finally {
            pki.mend(ROOT_FAILS);
        }
        pki.advance(Duration.ofMinutes(1));
        assertThat(pki.crls.issueDue(ACTOR).issued())
                .singleElement()
                .satisfies(issued ->
                        assertThat(issued.content().issuer().generation()).isEqualTo(root));
    }

    private int intents() {
        return pki.database().fetchCount(AUDIT_EVENT, AUDIT_EVENT.KIND.eq("CrlIntended"));
    }
}
