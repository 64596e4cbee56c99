package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.CRL;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;

/**
 * Weeks and a year of an installation in seconds: the duties run as the scheduler runs them, a roll
 * falls in the middle, and at every instant each generation that has issued is answered for.
 */
class SimulatedDaysTest {

    private static final Actor FIRST = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);

    private static final CrlSchedule SCHEDULE =
            CrlSchedule.regular(Duration.ofHours(12), Duration.ofDays(7));
    private static final CrlPolicy PLAIN = CrlPolicy.plain(SCHEDULE);
    private static final CrlPolicy SHARDS_AND_DELTAS =
            new CrlPolicy(
                    SCHEDULE,
                    new CrlSchedule(Duration.ofHours(6), Duration.ofDays(3), Duration.ofMinutes(1)),
                    2,
                    false,
                    null);

    private final TestPki pki = new TestPki();
    private final NameServedScopes nameServed =
            new NameServedScopes(pki.policies, pki.ledger, (_, _, _) -> {}, pki.clock);
    private final ArrayDeque<SerialNumber> issued = new ArrayDeque<>();
    private int revoked;

    @ParameterizedTest
    @CsvSource({"40, 4, true", "400, 24, false"})
    void crlsAndOcspSignersAreFreshAtEveryInstantAcrossARoll(
            int days, int hoursBetween, boolean shardsAndDeltas) {
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), pki.responderKey(), Duration.ofDays(30));
        var policy = shardsAndDeltas ? SHARDS_AND_DELTAS : PLAIN;
        new SetCrlPolicy(pki.authorities, pki.policies, pki.clock)
                .set(ACTOR, pki.issuing.identity().id(), policy);
        var start = pki.clock.instant();
        var end = start.plus(Duration.ofDays(days));
        var rolled = false;
        for (var tick = 0; pki.clock.instant().isBefore(end); tick++) {
            everyoneIsAnsweredFor();
            assertThat(pki.crls.issueDue(ACTOR).failures()).isEmpty();
            nameServed.nameServed(ACTOR);
            assertThat(pki.delegates.renewDue(ACTOR).failures()).isEmpty();
            pki.perform.performOpen();
            pki.restrictKeys.restrictDue(ACTOR);
            if (tick % 8 == 0) {
                issueAndRevoke("d" + tick + ".example");
            }
            if (!rolled && pki.clock.instant().isAfter(start.plus(Duration.ofDays(days / 3)))) {
                roll();
                rolled = true;
            }
            pki.advance(Duration.ofHours(hoursBetween));
        }
        assertThat(rolled).isTrue();
        assertThat(pki.authorities.find(pki.issuing.identity().id()))
                .containsInstanceOf(Generation.Disabled.class);
        assertThat(revoked).isGreaterThan(10);
        theSuccessorIssuesAsItsPredecessorDid(policy);
        theCrlsOfTheOldGenerationShrankOnceItsCertificatesHadExpired(days);
    }

    private void theSuccessorIssuesAsItsPredecessorDid(CrlPolicy policy) {
        var enabled =
                pki.authorities.generations().stream()
                        .filter(Generation.Enabled.class::isInstance)
                        .filter(one -> TestPki.LINEAGE.equals(one.identity().lineage()))
                        .findFirst()
                        .orElseThrow();
        assertThat(pki.policies.policy(enabled.identity().id())).isEqualTo(policy);
        assertThat(enabled.identity().uris().shards()).hasSize(policy.shards());
    }

    private void issueAndRevoke(String host) {
        issued.add(pki.issue.issue(ACTOR, "tls-server", TestRequests.server(host)).serial());
        if (issued.size() > 3) {
            pki.revoke.revoke(
                    ACTOR,
                    new CertificateReference.BySerial(issued.removeFirst()),
                    RevocationReason.SUPERSEDED,
                    null);
            revoked++;
        }
    }

    private void roll() {
        decide(new ActRequest.Roll(pki.issuing.identity().id(), null, null, null, 0, null));
        var staged =
                pki.authorities.generations().stream()
                        .filter(Generation.Staged.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        decide(new ActRequest.CutOver(staged.identity().id(), null, false));
    }

    private void decide(ActRequest request) {
        var proposed = pki.decide.propose(FIRST, request);
        assertThat(pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest()))
                .isInstanceOf(DecidedAct.Done.class);
    }

    /** What a relying party would find at this instant, before the duties run again. */
    private void everyoneIsAnsweredFor() {
        var now = pki.clock.instant();
        var withCrl = new HashSet<GenerationId>();
        for (var standing : pki.ledger.standings()) {
            var latest = standing.latest();
            if (latest != null) {
                assertThat(latest.nextUpdate())
                        .as("%s of %s", standing.place(), standing.generation())
                        .isAfter(now);
                withCrl.add(standing.generation());
            }
        }
        var withDelegate = new HashSet<GenerationId>();
        for (var signer : pki.ocspSigners.newest()) {
            if (signer.notAfter().isAfter(now) && !signer.notBefore().isAfter(now)) {
                withDelegate.add(signer.generation());
            }
        }
        for (var generation : pki.authorities.generations()) {
            if (generation instanceof Generation.CrlSigning signs) {
                assertThat(withCrl).as("CRLs at %s", now).contains(generation.identity().id());
                if (signs.identity().uris().ocsp() != null) {
                    assertThat(withDelegate)
                            .as("OCSP delegates at %s", now)
                            .contains(generation.identity().id());
                }
            }
        }
    }

    private void theCrlsOfTheOldGenerationShrankOnceItsCertificatesHadExpired(int days) {
        var entries =
                pki.asOwner()
                        .select(CRL.ENTRIES)
                        .from(CRL)
                        .where(CRL.GENERATION_ID.eq(2))
                        .and(CRL.SCOPE.eq("complete"))
                        .orderBy(CRL.NUMBER)
                        .fetch(CRL.ENTRIES);
        var most = entries.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(most).isPositive();
        if (days > 300) {
            assertThat(entries.getLast()).isZero();
        }
    }
}
