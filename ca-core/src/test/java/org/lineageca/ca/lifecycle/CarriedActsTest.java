package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.AUDIT_EVENT;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.EXCHANGE_PACKAGE;
import static org.lineageca.db.Tables.GENERATION;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.NotAuthorisedException;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.exchange.PackageFault;
import org.lineageca.ca.exchange.PackageRefusedException;
import org.lineageca.ca.exchange.TestParty;
import org.lineageca.ca.exchange.courier.ExportRequests;
import org.lineageca.ca.exchange.courier.ImportResults;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.exchange.courier.ListPackages;
import org.lineageca.ca.exchange.courier.Partner;
import org.lineageca.ca.exchange.courier.PinPartner;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.store.JooqExchangeLedger;
import org.lineageca.ca.token.TokenExchangeKey;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * Acts that wait for a root kept offline: carried there in packages, done in a ceremony, carried
 * back, and finished here with the root never within reach.
 */
class CarriedActsTest {

    private static final Actor FIRST = new Actor.Principal("first", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("second", TrustedRole.Administrator);

    private TestPki pki;
    private TokenExchangeKey ownKey;
    private JooqExchangeLedger ledger;
    private PinPartner pin;
    private ExportRequests exports;
    private OfflineVault vault;

    @BeforeEach
    void connect() {
        pki = new TestPki();
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), pki.responderKey(), Duration.ofDays(30));
        ownKey = new TokenExchangeKey(pki.signer);
        ledger = new JooqExchangeLedger(pki.database());
        pin = new PinPartner(ledger, () -> Optional.of(ownKey.publicKey()), pki.clock);
        exports =
                new ExportRequests(
                        ledger, pki.offlineWork, pki.authorities, pki.signing, ownKey, pki.clock);
        var vaultKey = TestParty.make();
        vault = new OfflineVault(pki, vaultKey);
        pki.keepRootOffline();
        pin(pin, "vault", vaultKey.publicKey());
        pin(vault.pin, "online", ownKey.publicKey());
    }

    @AfterEach
    void disconnect() {
        vault.close();
    }

    @Test
    void aRenewalGoesOnByItselfWhenItsCertificateHasBeenCarriedHere() {
        pki.advance(Duration.ofDays(700));
        var act = approved(new ActRequest.Renew(issuing(), null));
        assertThat(act.waitsFor())
                .contains("token 'offline', which is not within reach", "console: Exchange");

        var asked = exports.export(FIRST, "vault");
        assertThat(asked.sequence()).isEqualTo(1);
        var taken = vault.imports.take(FIRST, asked.octets());
        assertThat(taken).hasSize(1);
        assertThat(taken.getFirst().plan()).isEqualTo(act.plan());
        assertThat(vault.openOrders()).containsExactly("online-1-1");
        var results = vault.ceremony(FIRST, "renew: {request: online-1-1, issuer: Test Root}");

        var before = pki.issuing.certificate();
        assertThat(imports().take(FIRST, results)).hasSize(1);
        assertThat(pki.perform.performOpen()).extracting(DecidedAct::id).containsExactly(act.id());
        var after = certificate(issuing());
        assertThat(after.publicKey()).isEqualTo(before.publicKey());
        assertThat(after.notAfter()).isAfter(before.notAfter());
        assertThat(pki.authorities.certificates(issuing())).hasSize(2);
        assertThat(pki.offlineWork.open()).isEmpty();
    }

    @Test
    void aRollWithSparesIsStagedWithTheRootOffline() {
        var act = approved(new ActRequest.Roll(issuing(), null, null, null, 2, null));
        assertThat(exports.waiting(FIRST))
                .singleElement()
                .satisfies(work -> {
                    assertThat(work.act().id()).isEqualTo(act.id());
                    assertThat(work.orders()).hasSize(3);
                });
        vault.imports.take(FIRST, exports.export(FIRST, "vault").octets());
        var results =
                vault.ceremony(
                        FIRST,
                        "roll: {requests: [online-1-1, online-1-2, online-1-3], issuer: Test Root}");
        imports().take(SECOND, results);
        assertThat(pki.perform.performOpen()).hasSize(1);
        assertThat(pki.authorities.generations())
                .filteredOn(Generation.Staged.class::isInstance)
                .hasSize(3);
    }

    @Test
    void whatWasAskedForIsNotAskedForAgain() {
        approved(new ActRequest.Renew(issuing(), Duration.ofDays(400)));
        var first = exports.export(FIRST, "vault");
        assertThatThrownBy(() -> exports.export(FIRST, "vault"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("The last package for 'vault' is number 1");
        // What got lost is fetched again, to the letter.
        var again = new ListPackages(ledger).fetch(FIRST, "vault", KeptPackage.Direction.SENT, 1);
        assertThat(again).isEqualTo(first.octets());
        approved(new ActRequest.Renew(issuing(), Duration.ofDays(500)));
        assertThat(exports.export(FIRST, "vault").sequence()).isEqualTo(2);
        assertThat(new ListPackages(ledger).newest(FIRST, 10))
                .extracting(KeptPackage::sequence)
                .containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void aCertificateThatComesAfterItsActWasWithdrawnIsOnRecordAllTheSame() {
        var act = approved(new ActRequest.Renew(issuing(), null));
        vault.imports.take(FIRST, exports.export(FIRST, "vault").octets());
        var results = vault.ceremony(FIRST, "renew: {request: online-1-1, issuer: Test Root}");
        pki.decide.withdraw(FIRST, act.id());
        imports().take(FIRST, results);
        assertThat(pki.certificates.answer(pki.root.identity().id(), act.occasion())).isPresent();
        assertThat(pki.perform.performOpen()).isEmpty();
    }

    @Test
    void aLadderIsReleasedByDateAndTheRestWithdrawnByALaterCrl() {
        var release = new ReleaseSealedCrls(pki.ledger, pki.clock);
        var ladder =
                vault.ceremony(
                        FIRST,
                        "crl: {ca: Test Root, ladder: {count: 3, every: 90d, lifetime: 120d}}");
        imports().take(FIRST, ladder);
        assertThat(latestRootCrl()).isEqualTo(11);
        assertThat(release.releaseDue(ACTOR)).isEmpty();
        pki.advance(Duration.ofDays(91));
        assertThat(release.releaseDue(ACTOR)).hasSize(1);
        assertThat(latestRootCrl()).isEqualTo(12);

        var later = vault.ceremony(FIRST, "crl: {ca: Test Root, lifetime: 120d}");
        imports().take(FIRST, later);
        assertThat(latestRootCrl()).isEqualTo(14);
        pki.advance(Duration.ofDays(91));
        assertThat(release.releaseDue(ACTOR)).isEmpty();
        assertThat(latestRootCrl()).isEqualTo(14);
    }

    @Test
    void aCrlWithoutARevocationOnRecordIsHeldBackAndTheActThatRevokedWaits() {
        var act =
                approved(
                        new ActRequest.RevokeCa(
                                issuing(), RevocationReason.SUPERSEDED, null, false));
        var before = latestRootCrl();
        pki.advance(Duration.ofHours(1));
        // Whoever wrote its script had not heard of it.
        imports().take(FIRST, vault.ceremony(FIRST, "crl: {ca: Test Root, lifetime: 120d}"));

        assertThat(latestRootCrl()).isEqualTo(before);
        assertThat(new ReleaseSealedCrls(pki.ledger, pki.clock).releaseDue(ACTOR)).isEmpty();
        assertThat(pki.ledger.sealed()).singleElement().matches(CrlLedger.Sealed::isHeldBack);
        assertThat(pki.perform.performOpen()).isEmpty();
        assertThat(pki.offlineWork.open()).extracting(work -> work.act().id()).contains(act.id());

        vault.hasIssued(pki.issuing.certificate());
        pki.advance(Duration.ofHours(1));
        imports()
                .take(
                        FIRST,
                        vault.ceremony(
                                FIRST,
                                "crl: {ca: Test Root, lifetime: 120d, revoke: [{certificate: Test Issuing, reason: superseded}]}"));

        assertThat(latestRootCrl()).isEqualTo(12);
        assertThat(pki.ledger.sealed()).isEmpty();
        assertThat(pki.perform.performOpen()).extracting(DecidedAct::id).containsExactly(act.id());
    }

    @Test
    void aCrlThatArrivesWithARenewalOfARevokedCaComesOutAndTheNextTellsIt() {
        approved(new ActRequest.Renew(issuing(), null));
        vault.imports.take(FIRST, exports.export(FIRST, "vault").octets());
        var revoked =
                approved(
                        new ActRequest.RevokeCa(
                                issuing(), RevocationReason.SUPERSEDED, null, false));
        vault.hasIssued(pki.issuing.certificate());
        pki.advance(Duration.ofHours(1));
        imports()
                .take(
                        FIRST,
                        vault.ceremony(
                                FIRST,
                                "renew: {request: online-1-1, issuer: Test Root}",
                                "crl: {ca: Test Root, lifetime: 120d, revoke: [{certificate: '%s', reason: superseded}]}"
                                        .formatted(pki.issuing.certificate().serial().hex())));

        assertThat(latestRootCrl()).isEqualTo(11);
        assertThat(pki.ledger.sealed()).isEmpty();
        assertThat(pki.keyLedger.certificates(issuing().sha256(), 10))
                .hasSize(2)
                .allMatch(certificate -> certificate.revocation() != null);
        // The new certificate is told by no CRL yet.
        assertThat(pki.perform.performOpen()).isEmpty();
        assertThat(pki.offlineWork.open())
                .extracting(work -> work.act().id())
                .contains(revoked.id());
    }

    @Test
    void anActIsNotHeldUpByACertifierThatIsRevokedItself() {
        var act =
                approved(
                        new ActRequest.RevokeCa(
                                issuing(), RevocationReason.SUPERSEDED, null, false));
        rootIs("Revoked");

        assertThat(pki.perform.performOpen())
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.id()).isEqualTo(act.id());
                    assertThat(done.outcome()).contains("The CRL of Test Root does not say so");
                });
    }

    @Test
    void anActThatOnlyACertifierThatHasExpiredWouldTellIsWithdrawn() {
        var act =
                approved(
                        new ActRequest.RevokeCa(
                                issuing(), RevocationReason.SUPERSEDED, null, false));
        pki.advance(Duration.between(pki.clock.instant(), pki.root.certificate().notAfter()));

        assertThat(pki.decide.withdraw(FIRST, act.id()).id()).isEqualTo(act.id());
    }

    @Test
    void aRenewalThatWaitedIsNotDoneOnceItsCaIsRevoked() {
        var renewal = approved(new ActRequest.Renew(issuing(), null));
        approved(new ActRequest.RevokeCa(issuing(), RevocationReason.SUPERSEDED, null, false));
        assertThat(pki.offlineWork.open())
                .extracting(work -> work.act().id())
                .doesNotContain(renewal.id());

        pki.bringRootBack();
        pki.perform.performOpen();
        assertThat(pki.authorities.certificates(issuing())).hasSize(1);
        assertThat(pki.acts.find(renewal.id()))
                .containsInstanceOf(DecidedAct.Approved.class)
                .get()
                .extracting(act -> ((DecidedAct.Approved) act).waitsFor())
                .asString()
                .contains("withdraw this act");
    }

    @Test
    void anActThatRevokedACaIsNotWithdrawnBeforeARootsCrlSaysSo() {
        var act =
                approved(
                        new ActRequest.RevokeCa(
                                issuing(), RevocationReason.SUPERSEDED, null, false));
        assertThatThrownBy(() -> pki.decide.withdraw(FIRST, act.id()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("does not say so yet")
                .hasMessageContaining("Nothing was changed");
        assertThat(pki.offlineWork.open()).extracting(work -> work.act().id()).contains(act.id());
    }

    @Test
    void anActIsNotWithdrawnWhileItIsCarriedOut() {
        var act = approved(new ActRequest.Renew(issuing(), null));
        assertThat(pki.acts.claim(act, pki.clock.instant(), Duration.ofMinutes(2))).isTrue();
        assertThatThrownBy(() -> pki.decide.withdraw(FIRST, act.id()))
                .hasMessageContaining("is being carried out");
        assertThat(pki.acts.find(act.id())).containsInstanceOf(DecidedAct.Approved.class);
        // As where that node has died.
        pki.advance(Duration.ofMinutes(3));
        assertThat(pki.decide.withdraw(FIRST, act.id()).id()).isEqualTo(act.id());
    }

    /** Everything that a package could change. */
    private record State(List<Partner> partners, List<Integer> rows) {}

    private State state() {
        return new State(
                ledger.partners(),
                List.of(
                        pki.database().fetchCount(EXCHANGE_PACKAGE),
                        pki.database().fetchCount(CERTIFICATE),
                        pki.database().fetchCount(CRL),
                        pki.database().fetchCount(AUDIT_EVENT)));
    }

    @Test
    void aPackageThatIsRefusedChangesNothing() {
        var ladder = vault.ceremony(FIRST, "crl: {ca: Test Root, lifetime: 120d}");
        var second = vault.ceremony(FIRST, "crl: {ca: Test Root, lifetime: 110d}");
        refused(second, PackageFault.GAP);
        refused(ladder.first(ladder.length() - 1), PackageFault.TRUNCATED);
        var flipped = second.toArray();
        flipped[flipped.length / 2] ^= 1;
        refused(Octets.of(flipped), PackageFault.CHANGED_CONTENT);
        imports().take(FIRST, ladder);
        refused(ladder, PackageFault.REPLAY);
        imports().take(FIRST, second);
        var key = ledger.partners().getFirst().publicKey();
        pin.remove(FIRST, "vault");
        refused(second, PackageFault.UNKNOWN_SIGNER);
        pin(pin, "vault-again", key);
        refused(ladder, PackageFault.REPLAY);
    }

    private void refused(Octets octets, PackageFault fault) {
        var before = state();
        var refusal =
                catchThrowableOfType(
                        PackageRefusedException.class, () -> imports().take(FIRST, octets));
        assertThat(refusal.fault()).isEqualTo(fault);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aPackageTakesEffectTogetherWithItsPlaceInTheChainOrNotAtAll() {
        approved(new ActRequest.Renew(issuing(), null));
        vault.imports.take(FIRST, exports.export(FIRST, "vault").octets());
        var results = vault.ceremony(FIRST, "renew: {request: online-1-1, issuer: Test Root}");
        // Its chain moves first, then the certificate cannot be recorded.
        var owner = pki.asOwner();
        owner.execute(
                "ALTER TABLE signed_certificate ADD CONSTRAINT full_disk CHECK (false) NOT VALID");
        try {
            var before = state();
            assertThatThrownBy(() -> imports().take(FIRST, results))
                    .hasMessageContaining("full_disk");
            assertThat(state()).isEqualTo(before);
        } finally {
            owner.execute("ALTER TABLE signed_certificate DROP CONSTRAINT full_disk");
        }
        imports().take(FIRST, results);
        assertThat(pki.perform.performOpen()).hasSize(1);
    }

    @Test
    void whatWasSignedIsOnRecordThoughItsIssuerIssuesNoMoreWhenItComes() {
        approved(new ActRequest.Renew(issuing(), null));
        vault.imports.take(FIRST, exports.export(FIRST, "vault").octets());
        var results = vault.ceremony(FIRST, "renew: {request: online-1-1, issuer: Test Root}");
        var later = vault.ceremony(FIRST, "crl: {ca: Test Root, lifetime: 110d}");
        rootIs("Disabled");
        assertThat(imports().take(FIRST, results)).hasSize(1);
        assertThat(pki.authorities.certificates(issuing())).hasSize(2);
        assertThat(imports().take(FIRST, later)).hasSize(1);
    }

    @Test
    void aPackageHandedInByManyAtOnceIsTakenOnce() throws Exception {
        var results = vault.ceremony(FIRST, "crl: {ca: Test Root, lifetime: 120d}");
        Callable<Boolean> take =
                () -> {
                    try {
                        imports().take(FIRST, results);
                        return true;
                    } catch (PackageRefusedException | IllegalStateException late) {
                        return false;
                    }
                };
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = executor.invokeAll(IntStream.range(0, 6).mapToObj(_ -> take).toList());
            var taken = 0;
            for (var each : all) {
                taken += each.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
        assertThat(latestRootCrl()).isEqualTo(11);
    }

    @Test
    void anOccasionIsAskedForOnceByWhomever() {
        approved(new ActRequest.Renew(issuing(), null));
        vault.imports.take(FIRST, exports.export(FIRST, "vault").octets());
        // The asker forgot what it sent, but not its place in the chain.
        pki.asOwner().execute("TRUNCATE exchange_package");
        var again = exports.export(FIRST, "vault").octets();
        assertThatThrownBy(() -> vault.imports.take(FIRST, again))
                .isInstanceOf(PackageRefusedException.class)
                .hasMessageContaining("on which one was asked for before");
        assertThat(vault.openOrders()).containsExactly("online-1-1");
    }

    @Test
    void aKeyIsPinnedByTwoPeopleWhoComparedIt() {
        var other = key();
        var proposed = pin.propose(FIRST, "second-vault", other);
        assertThatThrownBy(() -> pin.confirm(FIRST, "second-vault", proposed.party().sha256()))
                .hasMessageContaining("it takes two people");
        assertThatThrownBy(() -> pin.confirm(SECOND, "second-vault", other.sha256().sha256()))
                .hasMessageContaining("Compare it again");
        var auditor = new Actor.Principal("auditor", TrustedRole.Auditor);
        assertThatThrownBy(() -> pin.confirm(auditor, "second-vault", other.sha256()))
                .isInstanceOf(NotAuthorisedException.class);
        assertThatThrownBy(() -> exports.export(FIRST, "second-vault"))
                .hasMessageContaining("No partner 'second-vault' is pinned");
        assertThat(pin.confirm(SECOND, "second-vault", other.sha256()).confirmation().name())
                .isEqualTo("second");
        assertThatThrownBy(() -> pin.propose(FIRST, "third", other))
                .hasMessageContaining("is on record");
        assertThatThrownBy(() -> pin.propose(FIRST, "third", ownKey.publicKey()))
                .hasMessageContaining("of this very installation");
        assertThatThrownBy(() -> pin.propose(FIRST, "third", pki.root.certificate().der()))
                .hasMessageContaining("an EC key on P-256");
        assertThatThrownBy(() -> pin.propose(FIRST, "Third", key()))
                .hasMessageContaining("no name for a partner");
        pin.remove(SECOND, "second-vault");
        assertThat(pin.propose(FIRST, "second-vault", other).name()).isEqualTo("second-vault");
    }

    private static Octets key() {
        try {
            return Octets.of(TestRequests.ec("secp256r1").getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pin(PinPartner pin, String name, Octets key) {
        pin.propose(FIRST, name, key);
        pin.confirm(SECOND, name, key.sha256());
    }

    private ImportResults imports() {
        return new ImportResults(ledger, ownKey, pki.authorities, pki.certificates, pki.clock);
    }

    private void rootIs(String state) {
        pki.asOwner()
                .update(GENERATION)
                .set(GENERATION.STATE, state)
                .where(GENERATION.LABEL.eq(pki.root.identity().id().label()))
                .execute();
    }

    /** What an officer wants, proposed and approved, and tried once. */
    private DecidedAct.Approved approved(ActRequest request) {
        var proposed = pki.decide.propose(FIRST, request);
        return (DecidedAct.Approved)
                pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());
    }

    private GenerationId issuing() {
        return pki.issuing.identity().id();
    }

    private CaCertificate certificate(GenerationId id) {
        return pki.authorities.find(id).flatMap(Generation::caCertificate).orElseThrow();
    }

    private long latestRootCrl() {
        return pki.ledger.standings().stream()
                .filter(standing -> standing.generation().equals(pki.root.identity().id()))
                .flatMap(standing -> Optional.ofNullable(standing.latest()).stream())
                .mapToLong(CrlLedger.Signed::number)
                .max()
                .orElseThrow();
    }
}
