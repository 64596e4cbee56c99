package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.db.Tables.AUDIT_EVENT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.PublisherOrders.Finding;
import org.lineageca.ca.lifecycle.PublisherOrders.Outcome;
import org.lineageca.ca.lifecycle.PublisherOrders.Published;
import org.lineageca.ca.store.JooqRollBackRecords;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** What is on record of roll-backs, on a real PostgreSQL. */
class RollBackCrlTest {

    private static final Actor OFFICER = new Actor.Principal("officer", TrustedRole.Officer);
    private static TestPki pki;

    private final OnePublisher publisher = new OnePublisher();
    private Published crl;

    /** Does as it is told, and notes what was on record then. */
    private static final class OnePublisher implements PublisherOrders {
        Supplier<Outcome> answer = () -> new Outcome.RolledBack(7, 6);
        final List<String> recordedBefore = new ArrayList<>();

        @Override
        public Finding examine(Published crl) {
            return new Finding.Possible(6, 2, Instant.EPOCH, Instant.EPOCH);
        }

        @Override
        public Outcome rollBack(Published crl) {
            recordedBefore.addAll(kinds());
            return answer.get();
        }
    }

    @BeforeAll
    static void create() {
        pki = new TestPki();
    }

    @BeforeEach
    void forget() {
        pki.asOwner().truncate(AUDIT_EVENT).execute();
        crl = new Published("crl-publisher", pki.issuing.identity().id(), "complete", 7);
    }

    @Test
    void theOrderIsOnRecordBeforeItIsGivenAndItsOutcomeAfterwards() {
        assertThat(rollBack("a test entry")).isEqualTo(new Outcome.RolledBack(7, 6));

        assertThat(publisher.recordedBefore).containsExactly("CrlRollBackOrdered");
        assertThat(kinds()).containsExactly("CrlRollBackOrdered", "CrlRolledBack");
        assertThat(details(0)).contains("\"because\":\"a test entry\"", "\"number\":\"7\"");
        assertThat(details(1)).contains("\"from\":\"7\"", "\"to\":\"6\"");
        assertThat(pki.asOwner().fetchValues(AUDIT_EVENT.ACTOR)).containsOnly("officer");
    }

    @Test
    void aRefusalIsOnRecordWithItsReason() {
        publisher.answer = () -> new Outcome.Refused("ENTRY_MISSING", "It lacks 02.");
        assertThat(rollBack("a test")).isInstanceOf(Outcome.Refused.class);
        assertThat(kinds()).containsExactly("CrlRollBackOrdered", "CrlRollBackRefused");
        assertThat(details(1)).contains("ENTRY_MISSING", "It lacks 02.");
    }

    @Test
    void ofAPublisherThatIsSilentTheOrderAloneIsOnRecord() {
        publisher.answer =
                () -> {
                    throw new PublisherSilentException("crl-publisher", "no answer", null);
                };
        assertThatThrownBy(() -> rollBack("a test")).isInstanceOf(PublisherSilentException.class);
        assertThat(kinds()).containsExactly("CrlRollBackOrdered");
    }

    @ParameterizedTest
    @EnumSource(
            value = TrustedRole.class,
            names = {"Administrator", "RegistrationOfficer", "Auditor"})
    void onlyWhoIssuesCrlsMayTakeOneBack(TrustedRole role) {
        var actor = new Actor.Principal("somebody", role);
        var rollBack = useCase();
        assertThatThrownBy(() -> rollBack.rollBack(actor, crl, "a test"))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> rollBack.examine(actor, crl))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(kinds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "two\nlines"})
    void withoutAReasonNothingIsOrdered(String because) {
        assertThatThrownBy(() -> rollBack(because)).isInstanceOf(RefusedException.class);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void ofAGenerationThatIsNotOursNothingIsOrdered() {
        crl = new Published("crl-publisher", new GenerationId(Octets.of(new byte[32])), "ca", 7);
        assertThatThrownBy(() -> rollBack("a test"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("There is no generation");
        assertThat(kinds()).isEmpty();
    }

    private Outcome rollBack(String because) {
        return useCase().rollBack(OFFICER, crl, because);
    }

    private RollBackCrl useCase() {
        return new RollBackCrl(
                pki.authorities, publisher, new JooqRollBackRecords(pki.database()), pki.clock);
    }

    private static List<String> kinds() {
        return pki.asOwner()
                .select(AUDIT_EVENT.KIND)
                .from(AUDIT_EVENT)
                .orderBy(AUDIT_EVENT.SEQUENCE)
                .fetch(AUDIT_EVENT.KIND);
    }

    private static String details(int index) {
        return String.valueOf(
                pki.asOwner()
                        .select(AUDIT_EVENT.DETAILS)
                        .from(AUDIT_EVENT)
                        .orderBy(AUDIT_EVENT.SEQUENCE)
                        .fetch(AUDIT_EVENT.DETAILS)
                        .get(index));
    }
}
