package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.KEY_DESTRUCTION;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.act.Preview;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.FaultySigner.Fault;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqGenerationChronicle;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.octets.Octets;

class SuccessionTest {

    private static final Actor FIRST = new Actor.Principal("First", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("Second", TrustedRole.Officer);

    private TestPki pki;

    @BeforeEach
    void create() {
        pki = new TestPki();
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), pki.responderKey(), Duration.ofDays(30));
    }

    @Test
    void aRenewalKeepsKeySubjectAndIdentifierAndChangesSerialAndValidityOnly() {
        var before = pki.issuing.certificate();
        pki.advance(Duration.ofDays(700));

        var preview = pki.decide.preview(FIRST, new ActRequest.Renew(issuing(), null)).preview();
        assertThat(preview.differences())
                .filteredOn(Preview.Difference::isChange)
                .extracting(Preview.Difference::field)
                .containsExactly("serial number", "valid from", "valid until");
        done(new ActRequest.Renew(issuing(), null));

        var after = certificate(issuing());
        assertThat(after.subject()).isEqualTo(before.subject());
        assertThat(after.publicKey()).isEqualTo(before.publicKey());
        assertThat(after.keyIdentifier()).isEqualTo(before.keyIdentifier());
        assertThat(after.serial()).isNotEqualTo(before.serial());
        assertThat(after.notAfter()).isAfter(before.notAfter());
        assertThat(CaConstraints.of(after)).isEqualTo(CaConstraints.of(before));
        assertThat(pki.authorities.certificates(issuing())).hasSize(2);
        // The chain that is handed out goes over the new one.
        var issued = pki.issue.issue(ACTOR, "tls-server", TestRequests.server("new.example"));
        assertThat(issued.chain().get(1)).isEqualTo(after.der());
    }

    @Test
    void aModificationBindsTheNewCertificateOnly() {
        var constraints =
                new CaConstraints(0, List.of("1.3.6.1.4.1.55555.1"), List.of("example.org"));
        done(new ActRequest.Modify(issuing(), Duration.ofDays(400), constraints));
        assertThat(CaConstraints.of(certificate(issuing()))).isEqualTo(constraints);
        assertThat(pki.authorities.certificates(issuing()))
                .first()
                .satisfies(first ->
                        assertThat(CaConstraints.of(first.certificate()))
                                .isEqualTo(CaConstraints.ISSUING));
    }

    @Test
    void aModificationStaysWithinWhatTheCasAboveAllow() {
        var root = Objects.requireNonNull(pki.issuing.identity().parent());
        done(
                new ActRequest.Modify(
                        root, null, new CaConstraints(1, List.of(), List.of("example.org"))));
        done(
                new ActRequest.Modify(
                        issuing(),
                        null,
                        new CaConstraints(0, List.of(), List.of("a.example.org"))));
        for (var beyond :
                List.of(
                        new CaConstraints(1, List.of(), List.of()),
                        new CaConstraints(null, List.of(), List.of()),
                        new CaConstraints(0, List.of(), List.of("example.net")))) {
            assertThatThrownBy(() ->
                            pki.decide.propose(
                                    FIRST, new ActRequest.Modify(issuing(), null, beyond)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("cannot be certified like this")
                    .hasMessageContaining("Nothing was planned");
        }
        // A plan from before the root was narrowed is stopped when it is carried out.
        pki.advance(Duration.ofSeconds(1));
        var early =
                pki.decide.propose(
                        FIRST, new ActRequest.Modify(issuing(), null, CaConstraints.ISSUING));
        done(new ActRequest.Modify(root, null, new CaConstraints(0, List.of(), List.of())));
        var act = pki.decide.approve(SECOND, early.id(), early.plan().digest());
        assertThat(act)
                .isInstanceOfSatisfying(
                        DecidedAct.Approved.class,
                        approved ->
                                assertThat(approved.waitsFor()).contains("no CA may stand below"));
        assertThat(pki.authorities.certificates(issuing())).hasSize(2);
    }

    @Test
    void oneActNeedsTwoPeopleAndTheVeryPlan() {
        var proposed = pki.decide.propose(FIRST, new ActRequest.Renew(issuing(), null));
        var digest = proposed.plan().digest();
        assertThatThrownBy(() -> pki.decide.approve(FIRST, proposed.id(), digest))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("two people");
        assertThatThrownBy(() -> pki.decide.approve(SECOND, proposed.id(), digest.sha256()))
                .hasMessageContaining("Read it again");
        var auditor = new Actor.Principal("auditor", TrustedRole.Auditor);
        assertThatThrownBy(() -> pki.decide.approve(auditor, proposed.id(), digest))
                .isInstanceOf(NotAuthorisedException.class);
        assertThat(pki.authorities.certificates(issuing())).hasSize(1);

        pki.decide.withdraw(FIRST, proposed.id());
        assertThatThrownBy(() -> pki.decide.approve(SECOND, proposed.id(), digest))
                .hasMessageContaining("Withdrawn");
    }

    @Test
    void whoDecidesTheSameAgainIsToldTheSameAndNothingIsDoneTwice() {
        var proposed = pki.decide.propose(FIRST, new ActRequest.Renew(issuing(), null));
        var digest = proposed.plan().digest();
        pki.signer.fail(Fault.BEFORE_SIGNATURE);
        var waits = pki.decide.approve(SECOND, proposed.id(), digest);
        var events = events();
        assertThat(pki.decide.approve(SECOND, proposed.id(), digest)).isEqualTo(waits);
        assertThat(events()).isEqualTo(events);
        pki.signer.fail(Fault.NONE);
        assertThat(pki.perform.performOpen()).hasSize(1);
        var done = pki.decide.find(FIRST, proposed.id()).orElseThrow();
        assertThat(done).isInstanceOf(DecidedAct.Done.class);
        var afterwards = events();
        assertThat(pki.decide.approve(SECOND, proposed.id(), digest)).isEqualTo(done);
        assertThat(pki.authorities.certificates(issuing())).hasSize(2);
        assertThat(events()).isEqualTo(afterwards);

        // Another plan, another person, another decision.
        assertThatThrownBy(() -> pki.decide.approve(SECOND, proposed.id(), digest.sha256()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is Done, not Proposed");
        var third = new Actor.Principal("Third", TrustedRole.Officer);
        assertThatThrownBy(() -> pki.decide.approve(third, proposed.id(), digest))
                .hasMessageContaining("is Done, not Proposed");
        assertThatThrownBy(() -> pki.decide.approve(FIRST, proposed.id(), digest))
                .hasMessageContaining("is Done, not Proposed");
        assertThatThrownBy(() -> pki.decide.withdraw(SECOND, proposed.id()))
                .hasMessageContaining("is Done already");
    }

    @Test
    void whoWithdrewIsToldSoAgainAndNobodyElse() {
        var proposed = pki.decide.propose(FIRST, new ActRequest.Renew(issuing(), null));
        var withdrawn = pki.decide.withdraw(FIRST, proposed.id());
        assertThat(pki.decide.withdraw(FIRST, proposed.id())).isEqualTo(withdrawn);
        assertThatThrownBy(() -> pki.decide.withdraw(SECOND, proposed.id()))
                .hasMessageContaining("is Withdrawn already");
    }

    private long events() {
        return pki.asOwner().fetchSingle("SELECT count(*) FROM audit_event").get(0, Long.class);
    }

    @Test
    void everyPlanIsReadBackAsItWasWritten() {
        pki.advance(Duration.ofDays(1));
        var requests =
                List.of(
                        new ActRequest.Renew(issuing(), Duration.ofDays(365)),
                        new ActRequest.Modify(
                                issuing(),
                                null,
                                new CaConstraints(null, List.of("2.5.29.32.0"), List.of("a.b"))),
                        new ActRequest.Roll(issuing(), null, null, null, 2, null),
                        new ActRequest.Rekey(issuing(), KeyAlgorithm.P384, null, null),
                        new ActRequest.Disable(issuing()),
                        new ActRequest.RevokeCa(
                                issuing(),
                                RevocationReason.KEY_COMPROMISE,
                                pki.clock.instant(),
                                true));
        for (var request : requests) {
            var plan = pki.decide.preview(FIRST, request).plan();
            assertThat(Plan.read(plan.text())).isEqualTo(plan);
        }
        assertThatThrownBy(() -> Plan.read("act: renew\ngeneration: 00\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The issue's hardest promise: issuing passes on and nobody notices. */
    @Test
    void aCutOverUnderLoadLosesAndRefusesNothing() throws Exception {
        var spare = roll(0).getFirst();
        var running = new AtomicBoolean(true);
        List<CaCertificate> issuers = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Integer>> machines = new ArrayList<>();
        for (var machine = 0; machine < 4; machine++) {
            var name = "m" + machine;
            machines.add(() -> {
                var count = 0;
                while (running.get()) {
                    var issued =
                            pki.issue.issue(
                                    ACTOR,
                                    "tls-server",
                                    TestRequests.server(name + "-" + count++ + ".example"));
                    issuers.add(CaCertificate.parse(issued.chain().get(1)));
                }
                return count;
            });
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = machines.stream().map(executor::submit).toList();
            while (issuers.size() < 20) {
                Thread.onSpinWait();
            }
            done(new ActRequest.CutOver(spare, null, false));
            var atCutOver = issuers.size();
            while (issuers.size() < atCutOver + 20) {
                Thread.onSpinWait();
            }
            running.set(false);
            var count = 0;
            for (var future : futures) {
                count += future.get();
            }
            assertThat(issuers).hasSize(count);
        }
        assertThat(pki.authorities.find(issuing())).containsInstanceOf(Generation.Disabled.class);
        assertThat(pki.authorities.find(spare)).containsInstanceOf(Generation.Enabled.class);
        assertThat(issuers.getLast().generation()).isEqualTo(spare);
        // In the order of their intents, the old generation issued none after the new one's first.
        var owner = pki.asOwner();
        assertThat(
                        owner.fetchOne(
                                        "SELECT max(c.intended_at) FILTER (WHERE g.state = 'Disabled')"
                                                + " <= min(g2.state_since) FROM certificate c"
                                                + " JOIN generation g USING (generation_id)"
                                                + " CROSS JOIN (SELECT state_since FROM generation"
                                                + " WHERE state = 'Enabled' AND parent_id IS NOT NULL) g2")
                                .get(0))
                .isEqualTo(true);
    }

    @Test
    void afterACutOverTheOldKeySignsCrlsAndItsOcspSignersOnly() {
        var spare = roll(0).getFirst();
        done(new ActRequest.CutOver(spare, null, false));
        assertThat(pki.restrictKeys.restrictDue(ACTOR)).isEmpty();
        pki.advance(Duration.ofMinutes(2));
        assertThat(pki.restrictKeys.restrictDue(ACTOR)).hasSize(1);
        assertThat(pki.restrictKeys.restrictDue(ACTOR)).isEmpty();

        var digest = Octets.of(new byte[0]).sha256();
        assertThatThrownBy(() ->
                        pki.signer.sign(
                                pki.issuing.identity().key(),
                                KeyPurpose.CERTIFICATE,
                                SignatureAlgorithm.ECDSA_SHA256,
                                digest))
                .isInstanceOf(SigningRefusedException.class);
        pki.crls.issue(ACTOR, issuing());
        pki.advance(Duration.ofDays(16));
        assertThat(pki.delegates.renewDue(ACTOR).renewed()).hasSize(2);
    }

    @Test
    void sparesAreStagedAtOnceAndNamedByTheRule() {
        var staged = roll(2);
        assertThat(staged)
                .extracting(
                        id -> pki.authorities.find(id).orElseThrow().identity().name().commonName())
                .containsExactly("Test Issuing 1", "Test Issuing 2", "Test Issuing 3");
        assertThat(pki.ocspSigners.newest()).hasSize(4);
        assertThatThrownBy(() ->
                        pki.decide.propose(
                                FIRST,
                                new ActRequest.Roll(
                                        issuing(),
                                        pki.issuing.identity().name(),
                                        null,
                                        null,
                                        0,
                                        null)))
                .hasMessageContaining("There is an authority named");
    }

    @Test
    void afterARekeyBothKeysHaveACrlThatNamesItsOwnUrlCritically() throws Exception {
        done(new ActRequest.Rekey(issuing(), null, null, null));
        var second =
                pki.authorities.generations().stream()
                        .filter(generation -> generation.identity().number() == 2)
                        .findFirst()
                        .orElseThrow();
        assertThat(second.identity().name()).isEqualTo(pki.issuing.identity().name());
        assertThat(crl(second.identity().id()).getCriticalExtensionOIDs())
                .containsExactly("2.5.29.28");
        // The older key's CRL said it spoke for the whole name; that must not stay so.
        assertThat(crl(issuing()).getCriticalExtensionOIDs()).containsExactly("2.5.29.28");
        done(new ActRequest.CutOver(second.identity().id(), null, false));
        assertThat(pki.authorities.enabled(TestPki.LINEAGE).orElseThrow().identity().number())
                .isEqualTo(2);
    }

    @Test
    void aRekeyWaitsForTheCrlOfAKeyThatIsLostToEndAndNoLonger() {
        pki.signer.destroy(pki.issuing.identity().key());
        var act = decided(new ActRequest.Rekey(issuing(), null, null, null));
        assertThat(((DecidedAct.Approved) act).waitsFor()).contains("does not hold the key");

        pki.advance(Duration.ofDays(7));
        assertThat(pki.perform.performOpen()).hasSize(1);
    }

    @Test
    void aRootIsRekeyedWithLinksInBothDirections() throws Exception {
        var root = pki.root.identity().id();
        done(new ActRequest.Rekey(root, null, null, null));
        var newer =
                pki.authorities.generations().stream()
                        .filter(generation ->
                                generation.identity().number() == 2
                                        && generation.identity().parent() == null)
                        .findFirst()
                        .orElseThrow()
                        .identity()
                        .id();
        assertThat(links(newer)).containsExactly(root);
        done(new ActRequest.CutOver(newer, null, false));
        assertThat(links(root)).containsExactly(newer);
        assertThat(certificate(newer).isSelfSigned()).isTrue();
        // Who trusts the old root only still reaches what the new one certifies.
        done(new ActRequest.Renew(issuing(), Duration.ofDays(300)));
        var issued = pki.authorities.certificates(issuing()).getLast();
        assertThat(issued.issuer()).isEqualTo(newer);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"BEFORE_SIGNATURE", "AFTER_SIGNATURE"})
    void anActThatIsInterruptedGoesOnWhereItStood(Fault fault) {
        pki.signer.fail(fault);
        var act = decided(new ActRequest.Roll(issuing(), null, null, null, 1, null));
        assertThat(act)
                .isInstanceOfSatisfying(
                        DecidedAct.Approved.class,
                        waiting -> assertThat(waiting.waitsFor()).contains("unplugged"));
        pki.signer.fail(Fault.NONE);
        assertThat(pki.perform.performOpen()).hasSize(1);
        assertThat(pki.authorities.generations())
                .filteredOn(Generation.Staged.class::isInstance)
                .hasSize(2);
        assertThat(pki.perform.performOpen()).isEmpty();
    }

    @Test
    void aCutOverIsCarriedOutWhenACertificateWouldOutliveThePresentGeneration() {
        var spare = roll(0).getFirst();
        var later = pki.clock.instant().plus(Duration.ofDays(3000));
        var act = decided(new ActRequest.CutOver(spare, later, true));
        assertThat(act).isInstanceOf(DecidedAct.Approved.class);
        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("early.example"));
        assertThat(pki.authorities.find(issuing())).containsInstanceOf(Generation.Enabled.class);

        pki.advance(Duration.ofDays(1825 - 80));
        done(new ActRequest.Renew(spare, Duration.ofDays(1000)));
        var issued = pki.issue.issue(ACTOR, "tls-server", TestRequests.server("late.example"));
        assertThat(CaCertificate.parse(issued.chain().get(1)).generation()).isEqualTo(spare);
    }

    @Test
    void whatWouldOutliveItsIssuerIsRefusedWhereNobodyDecidedOtherwise() {
        pki.advance(Duration.ofDays(1825 - 80));
        assertThatThrownBy(() ->
                        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("late.example")))
                .hasMessageContaining("Roll the lineage");
    }

    @Test
    void aGenerationIsRetiredAndItsKeyDestroyedOnlyWhenNothingIsOwed() throws Exception {
        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("last.example"));
        var spare = roll(0).getFirst();
        done(new ActRequest.CutOver(spare, null, false));
        assertThatThrownBy(() -> pki.decide.propose(FIRST, new ActRequest.DestroyKey(issuing())))
                .hasMessageContaining("cannot be destroyed while it is Disabled");

        var early = decided(new ActRequest.Retire(issuing()));
        assertThat(((DecidedAct.Approved) early).waitsFor()).contains("has not expired");
        pki.advance(Duration.ofDays(90));
        assertThat(pki.perform.performOpen()).hasSize(1);
        assertThat(crl(issuing()).getNextUpdate().toInstant()).isEqualTo(TbsCertList.NEVER);
        assertThat(pki.crls.issueDue(ACTOR).issued())
                .noneMatch(issued -> issued.content().issuer().generation().equals(issuing()));

        done(new ActRequest.DestroyKey(issuing()));
        assertThat(pki.authorities.find(issuing())).containsInstanceOf(Generation.Destroyed.class);
        assertThat(pki.asOwner().fetchOne(KEY_DESTRUCTION).getRefusal()).isNotBlank();
        assertThatThrownBy(() ->
                        pki.signer.sign(
                                pki.issuing.identity().key(),
                                KeyPurpose.CRL,
                                SignatureAlgorithm.ECDSA_SHA256,
                                Octets.of(new byte[0]).sha256()))
                .isInstanceOf(UnknownKeyException.class);
    }

    @Test
    void aCompromisedCaStopsAndEverythingItIssuedIsRevokedAtOnce() throws Exception {
        var issued = pki.issue.issue(ACTOR, "tls-server", TestRequests.server("a.example"));
        done(new ActRequest.RevokeCa(issuing(), RevocationReason.KEY_COMPROMISE, null, true));
        assertThat(pki.authorities.find(issuing())).containsInstanceOf(Generation.Revoked.class);
        assertThatThrownBy(() ->
                        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("b.example")))
                .isInstanceOf(RefusedException.class);
        assertThat(
                        crl(pki.root.identity().id())
                                .getRevokedCertificate(pki.issuing.certificate().serial().value()))
                .isNotNull();
        assertThat(
                        crl(issuing())
                                .getRevokedCertificate(issued.serial().value())
                                .getRevocationReason())
                .hasToString("CA_COMPROMISE");
        // The replacement's plan lies ready; one approval starts it.
        var plan =
                pki.acts.open().stream()
                        .filter(act -> act.plan().act() instanceof Act.Roll)
                        .findFirst()
                        .orElseThrow();
        assertThat(pki.decide.approve(FIRST, plan.id(), plan.plan().digest()))
                .isInstanceOf(DecidedAct.Done.class);
    }

    @Test
    void aCrlOfTheSameSecondDoesNotPassForTheOneThatTellsARevocation() throws Exception {
        pki.crls.issue(ACTOR, pki.root.identity().id());
        var proposed =
                pki.decide.propose(
                        FIRST,
                        new ActRequest.RevokeCa(
                                issuing(), RevocationReason.SUPERSEDED, null, false));

        assertThat(pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest()))
                .isInstanceOf(DecidedAct.Done.class);
        assertThat(
                        crl(pki.root.identity().id())
                                .getRevokedCertificate(pki.issuing.certificate().serial().value()))
                .isNotNull();
    }

    @Test
    void aCrlThatCannotBeIssuedKeepsNoOtherWaiting() throws Exception {
        var first = pki.issue.issue(ACTOR, "tls-server", TestRequests.server("a.example"));
        pki.advance(Duration.ofSeconds(1));
        // The issuing CA is the second generation.
        var fault = "BEFORE INSERT ON crl FOR EACH ROW WHEN (NEW.generation_id = 2)";
        pki.failOn(fault);
        DecidedAct act;
        try {
            act =
                    decided(
                            new ActRequest.RevokeCa(
                                    issuing(), RevocationReason.SUPERSEDED, null, true));
        } finally {
            pki.mend(fault);
        }
        assertThat(((DecidedAct.Approved) act).waitsFor())
                .contains("The CRL of Test Issuing must say so", "the disk is full");
        assertThat(
                        crl(pki.root.identity().id())
                                .getRevokedCertificate(pki.issuing.certificate().serial().value()))
                .isNotNull();

        assertThat(pki.perform.performOpen()).extracting(DecidedAct::id).contains(act.id());
        assertThat(crl(issuing()).getRevokedCertificate(first.serial().value())).isNotNull();
    }

    @Test
    void anActThatFailsUnforeseenLetsTheOthersGoOnAndCanBeWithdrawn() {
        pki.signer.fail(Fault.BEFORE_SIGNATURE);
        var first = decided(new ActRequest.Roll(issuing(), null, null, null, 0, null));
        var second =
                decided(
                        new ActRequest.RevokeCa(
                                issuing(), RevocationReason.SUPERSEDED, null, false));
        pki.signer.fail(Fault.NONE);
        var fault = "BEFORE INSERT ON signed_certificate FOR EACH STATEMENT";
        pki.failOn(fault);
        try {
            assertThat(pki.perform.performOpen())
                    .extracting(DecidedAct::id)
                    .containsExactly(second.id());
        } finally {
            pki.mend(fault);
        }
        assertThat(pki.acts.find(first.id()))
                .containsInstanceOf(DecidedAct.Approved.class)
                .get()
                .extracting(act -> ((DecidedAct.Approved) act).waitsFor())
                .asString()
                .contains("for a reason nobody foresaw", "the disk is full", "the log");
        assertThat(pki.decide.withdraw(FIRST, first.id()).id()).isEqualTo(first.id());
    }

    /** As where its token is lost, and another was put in its place. */
    @Test
    void aRevokedCaThatCannotSignAnyMoreIsToldByWhoeverCertifiedIt() throws Exception {
        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("a.example"));
        pki.signer.destroy(pki.issuing.identity().key());
        assertThatThrownBy(() ->
                        pki.issue.issue(ACTOR, "tls-server", TestRequests.server("c.example")))
                .isInstanceOf(TokenUnavailableException.class)
                .hasMessageContaining("does not hold the key of CN=");

        var act =
                decided(
                        new ActRequest.RevokeCa(
                                issuing(), RevocationReason.CESSATION_OF_OPERATION, null, true));

        assertThat(((DecidedAct.Approved) act).waitsFor())
                .contains("is revoked and issues nothing any more");
        assertThat(
                        crl(pki.root.identity().id())
                                .getRevokedCertificate(pki.issuing.certificate().serial().value()))
                .isNotNull();
    }

    @Test
    void aRevokedCaThatHasNothingToTellNeedsItsKeyNoMore() {
        pki.signer.destroy(pki.issuing.identity().key());
        done(
                new ActRequest.RevokeCa(
                        issuing(), RevocationReason.CESSATION_OF_OPERATION, null, false));
    }

    @Test
    void aRevokedCaIsRevokedInWhatWasPromisedToItTooAndNotCertifiedAnew() throws Exception {
        pki.signer.fail(FaultySigner.Fault.AFTER_SIGNATURE);
        decided(new ActRequest.Renew(issuing(), null));
        pki.signer.fail(FaultySigner.Fault.NONE);
        done(new ActRequest.RevokeCa(issuing(), RevocationReason.SUPERSEDED, null, false));

        assertThat(pki.keyLedger.certificates(issuing().sha256(), 10))
                .hasSize(2)
                .allMatch(certificate -> certificate.revocation() != null);
        assertThat(crl(pki.root.identity().id()).getRevokedCertificates()).hasSize(2);
        assertThat(pki.perform.performOpen()).isEmpty();
        assertThat(pki.authorities.certificates(issuing())).hasSize(1);
        assertThatThrownBy(() -> pki.decide.propose(FIRST, new ActRequest.Renew(issuing(), null)))
                .hasMessageContaining("not certified anew");
    }

    @Test
    void noOnePersonRevokesACertificateThatACaHasOrHad() {
        var previous = certificate(issuing()).serial();
        pki.advance(Duration.ofDays(100));
        done(new ActRequest.Renew(issuing(), null));
        var spare = roll(0).getFirst();
        done(
                new ActRequest.CrossCertify(
                        pki.root.identity().id(),
                        certificate(spare),
                        Duration.ofDays(100),
                        CaConstraints.ISSUING));
        var cross =
                pki.authorities.certificates(spare).stream()
                        .filter(AuthorityStore.RecordedCaCertificate::isCross)
                        .map(recorded -> recorded.certificate().serial())
                        .findFirst()
                        .orElseThrow();
        var machine = new Actor.Principal("web-1", TrustedRole.Machine);
        for (var serial : List.of(previous, cross)) {
            assertThatThrownBy(() ->
                            pki.revoke.revoke(
                                    machine,
                                    new CertificateReference.BySerial(serial),
                                    RevocationReason.KEY_COMPROMISE,
                                    null))
                    .hasMessageContaining("needs two people");
            var list = pki.inBatches.open(machine, List.of(serial.hex())).batch().id();
            assertThatThrownBy(() ->
                            pki.inBatches.revoke(
                                    machine, list, RevocationReason.KEY_COMPROMISE, null))
                    .isInstanceOf(NotAuthorisedException.class);
        }
        var list = pki.inBatches.open(FIRST, List.of(previous.hex())).batch().id();
        assertThat(pki.inBatches.revoke(FIRST, list, RevocationReason.SUPERSEDED, null))
                .isInstanceOf(BatchDecision.Proposed.class);
        assertThat(pki.keyLedger.standing(List.of(issuing().sha256())))
                .noneMatch(standing -> standing.flaw().kind() == KeyFlaw.Kind.BLOCKED);
    }

    @Test
    void aCrossCertificateStandsBesideAGenerationsOwn() {
        var spare = roll(0).getFirst();
        var own = certificate(spare);
        done(
                new ActRequest.CrossCertify(
                        pki.root.identity().id(),
                        own,
                        Duration.ofDays(100),
                        CaConstraints.ISSUING));
        assertThat(certificate(spare)).isEqualTo(own);
        assertThat(links(spare)).containsExactly(pki.root.identity().id());
    }

    @Test
    void whatACaWentThroughIsToldWithTheActAndItsPeople() {
        var spare = roll(0).getFirst();
        done(new ActRequest.CutOver(spare, null, false));
        var trace =
                new TraceGenerations(
                        pki.authorities,
                        new JooqGenerationChronicle(
                                pki.database(), new GenerationKeys(pki.database())),
                        pki.acts,
                        pki.clock);

        var steps = trace.history(FIRST, name(spare));
        assertThat(steps).allMatch(step -> step.entry().generation().equals(spare));
        assertThat(steps.getFirst().entry().what())
                .isEqualTo(new GenerationChronicle.Happening.Moved("Staged", "Enabled"));
        assertThat(steps)
                .extracting(step -> step.entry().what())
                .contains(new GenerationChronicle.Happening.Certified(certificate(spare).serial()))
                .endsWith(new GenerationChronicle.Happening.Created());
        assertThat(steps)
                .extracting(step -> step.entry().sequence())
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(steps)
                .extracting(TraceGenerations.Step::act)
                .allSatisfy(act ->
                        assertThat(act)
                                .isInstanceOfSatisfying(
                                        DecidedAct.Done.class,
                                        done -> {
                                            assertThat(done.proposal().name())
                                                    .isEqualTo(FIRST.name());
                                            assertThat(done.approval().name())
                                                    .isEqualTo(SECOND.name());
                                        }));

        var before = trace.history(FIRST, name(issuing()));
        assertThat(before.getFirst().entry().what())
                .isEqualTo(new GenerationChronicle.Happening.Moved("Enabled", "Disabled"));
        assertThat(before.getFirst().act()).isEqualTo(steps.getFirst().act());
        assertThat(before.getLast().act()).isNull();
        assertThat(before.getLast().entry().actor()).isEqualTo(ACTOR.name());
    }

    private DistinguishedName name(GenerationId id) {
        return pki.authorities.find(id).orElseThrow().identity().name();
    }

    private List<GenerationId> roll(int spares) {
        var before = pki.authorities.generations().size();
        done(new ActRequest.Roll(issuing(), null, null, null, spares, null));
        var generations = pki.authorities.generations();
        return generations.subList(before, generations.size()).stream()
                .map(generation -> generation.identity().id())
                .toList();
    }

    private void done(ActRequest request) {
        var act = decided(request);
        assertThat(act)
                .as(() -> act instanceof DecidedAct.Approved a ? a.waitsFor() : act.toString())
                .isInstanceOf(DecidedAct.Done.class);
    }

    private DecidedAct decided(ActRequest request) {
        pki.advance(Duration.ofSeconds(1));
        var proposed = pki.decide.propose(FIRST, request);
        return pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());
    }

    private GenerationId issuing() {
        return pki.issuing.identity().id();
    }

    private CaCertificate certificate(GenerationId id) {
        return pki.authorities.find(id).orElseThrow().caCertificate().orElseThrow();
    }

    private List<GenerationId> links(GenerationId id) {
        return pki.authorities.certificates(id).stream()
                .filter(AuthorityStore.RecordedCaCertificate::isCross)
                .map(recorded -> Objects.requireNonNull(recorded.issuer()))
                .toList();
    }

    private X509CRL crl(GenerationId id) throws Exception {
        var der = Objects.requireNonNull(pki.newestCrls().get(id.label() + "/complete")).toArray();
        return (X509CRL)
                CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }
}
