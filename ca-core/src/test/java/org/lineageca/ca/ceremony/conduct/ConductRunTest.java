package org.lineageca.ca.ceremony.conduct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.ceremony.CeremonyResult;
import org.lineageca.ca.ceremony.IllegalMoveException;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.ceremony.RunComparison;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.ceremony.TranscriptEvent;
import org.lineageca.ca.exchange.Contents;
import org.lineageca.ca.exchange.ExchangePackage;
import org.lineageca.ca.exchange.PartyId;
import org.lineageca.ca.exchange.TestParty;
import org.lineageca.ca.exchange.courier.ExchangeLedger;
import org.lineageca.ca.exchange.courier.KeptPackage;
import org.lineageca.ca.inspection.Inspection;
import org.lineageca.ca.path.TestAuthority;
import org.lineageca.ca.x509.Pem;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.octets.Octets;

final class ConductRunTest {

    private final Vault vault = new Vault();

    @AfterEach
    void close() {
        vault.close();
    }

    private Generation named(String commonName) {
        return vault.authorities.generations().stream()
                .filter(each -> each.identity().name().commonName().equals(commonName))
                .findFirst()
                .orElseThrow();
    }

    private static X509Certificate certificate(Octets der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    private static X509CRL crl(Octets der) throws Exception {
        return (X509CRL)
                CertificateFactory.getInstance("X.509")
                        .generateCRL(new ByteArrayInputStream(der.toArray()));
    }

    @Test
    void severalPeopleMakeARootAPolicyCaAndALadderOfCrls() throws Exception {
        var state = vault.hold(Vault.CREATION);

        assertThat(state.status()).isEqualTo(RunState.Status.CLOSED);
        var root = named("Example Root R1");
        var policy = named("Example Policy P1");
        assertThat(root).isInstanceOf(Generation.Enabled.class);
        assertThat(policy).isInstanceOf(Generation.Enabled.class);
        var rootCertificate = certificate(root.caCertificate().orElseThrow().der());
        rootCertificate.verify(rootCertificate.getPublicKey());
        certificate(policy.caCertificate().orElseThrow().der())
                .verify(rootCertificate.getPublicKey());
        for (var result : state.results().values()) {
            if (result instanceof CeremonyResult.CrlSigned(var linted, _, var der)) {
                var issuer = linted.content().issuer().identity();
                crl(der).verify(
                                issuer.equals(root.identity())
                                        ? rootCertificate.getPublicKey()
                                        : certificate(policy.caCertificate().orElseThrow().der())
                                                .getPublicKey());
            }
        }
        assertThat(vault.crls.sealed()).hasSize(4);
        vault.now = vault.now.plus(Duration.ofDays(100));
        assertThat(vault.crls.release(vault.now, new Actor.Installation("test"))).hasSize(3);
        assertThat(vault.root.awaitSigner().state()).isEqualTo(ShareStatus.State.LOCKED);
        assertThat(vault.ledger.packages(9)).isEmpty();

        // Whom two people have pinned since is sent everything when the token is open again.
        var online = TestParty.make().publicKey();
        vault.pinOnline(online);
        vault.hold(
                Vault.HEAD.replace("2026-12-01T09:00:00Z", vault.now.toString())
                        + "  - crl: {ca: Example Root R1, lifetime: 120d}\n");
        var sent = vault.ledger.carried(KeptPackage.Direction.SENT, Contents.Results.KIND);
        assertThat(sent).extracting(each -> each.sequence()).containsExactly(1L, 2L);
        var minutes =
                sent.stream()
                        .map(each -> ExchangePackage.read(each.octets(), _ -> true))
                        .peek(each ->
                                assertThat(each.manifest().route().to())
                                        .isEqualTo(PartyId.ofPublicKey(online)))
                        .map(each -> each.file(ceremonyIn(each) + ".minutes.pdf"))
                        .map(pdf -> pdf.first(5))
                        .toList();
        assertThat(minutes).hasSize(2).containsOnly(Octets.ofHex("255044462d"));
        // An auditor who has nothing but the package and the key's fingerprint finds it in order.
        for (var each : sent) {
            assertThat(Inspection.of(each.octets(), vault.exchangeKey().sha256()).findings())
                    .hasSizeGreaterThan(20)
                    .extracting(RecordFinding::verdict)
                    .containsOnly(RecordFinding.Verdict.OK);
        }
    }

    private static String ceremonyIn(ExchangePackage exchanged) {
        return ((Contents.Results) exchanged.manifest().contents())
                .ceremonies()
                .getFirst()
                .ceremony();
    }

    @Test
    void aRehearsalGoesThroughTheSameStepsAndLeavesNothing() {
        var ceremony = vault.authorised(Vault.CREATION);

        var rehearsed =
                vault.finish(vault.conduct.open(vault.actor("Alice"), ceremony, RunKind.REHEARSAL));

        assertThat(rehearsed.status()).isEqualTo(RunState.Status.CLOSED);
        assertThat(vault.authorities.generations()).isEmpty();
        assertThat(vault.root.awaitSigner().state()).isEqualTo(ShareStatus.State.BLANK);
        var real = vault.finish(vault.conduct.open(vault.actor("Alice"), ceremony, RunKind.REAL));
        assertThat(real.status()).isEqualTo(RunState.Status.CLOSED);
        assertThat(RunComparison.of(rehearsed, real).sentence())
                .isEqualTo("6 of 6 to-be-signed bodies are equal but for the keys");
    }

    @Test
    void powerLostBeforeAndAfterEveryEffectResumesAtTheStepAndNeverSignsTwice() {
        var effects =
                Set.of(
                        "open",
                        "append",
                        "split",
                        "close",
                        "settled",
                        "sent",
                        "propose",
                        "offer",
                        "generate",
                        "signOnce",
                        "deactivate");
        var faults = new Faults(effects);
        Runnable restart =
                () ->
                        vault.conduct =
                                vault.conduct(
                                        faults.in(CeremonyStore.class, vault.store()),
                                        faults.in(ExchangeLedger.class, vault.ledger),
                                        signer ->
                                                faults.in(
                                                        org.lineageca.hsm.client.Signer.class,
                                                        signer),
                                        shared ->
                                                faults.in(
                                                        org.lineageca.hsm.client.SharedToken.class,
                                                        shared));
        restart.run();
        vault.pinOnline(TestParty.make().publicKey());
        var ceremony = vault.authorised(Vault.CREATION);
        long run = 0;
        RunState end = null;
        var losses = 0;
        while (end == null) {
            try {
                if (run == 0) {
                    var open = vault.store().unsettled();
                    run =
                            open.isEmpty()
                                    ? vault.conduct.open(
                                            vault.actor("Alice"), ceremony, RunKind.REAL)
                                    : open.getFirst();
                }
                end = vault.finish(run);
            } catch (Faults.PowerLoss e) {
                losses++;
                if (losses == 9 || losses == 60 || losses == 90) {
                    // The signer's machine, too.
                    vault.root.restartSigner();
                }
                vault.root.awaitSigner();
                restart.run();
                faults.turn(false);
                vault.conduct.resume(new Actor.Installation("console"));
                faults.turn(true);
            }
        }
        assertThat(faults.count()).isGreaterThan(60);
        assertThat(end.status()).isEqualTo(RunState.Status.CLOSED);
        var signed = new HashSet<Octets>();
        var digests = new HashSet<Octets>();
        for (var result : end.results().values()) {
            if (result instanceof CeremonyResult.CaCertificateSigned(var linted, _, var der)) {
                signed.add(der);
                digests.add(linted.toBeSigned());
            }
            if (result instanceof CeremonyResult.CrlSigned(var linted, _, var der)) {
                signed.add(der);
                digests.add(linted.toBeSigned());
            }
        }
        assertThat(signed).hasSameSizeAs(digests).hasSize(6);
        assertThat(vault.root.awaitSigner().state()).isNotEqualTo(ShareStatus.State.BLANK);
        assertThat(vault.authorities.generations()).hasSize(2);
        assertThat(vault.crls.sealed()).hasSize(4);
        assertThat(Vault.events(end)).hasAtLeastOneElementOfType(TranscriptEvent.Resumed.class);
        assertThat(vault.ledger.packages(9)).hasSize(1);
    }

    @Test
    void noOneSkipsAStepAndNoOneActsForAnother() {
        var ceremony = vault.authorised(Vault.CREATION);
        var conduct = vault.conduct;
        assertThatThrownBy(() -> conduct.open(vault.actor("Carl"), ceremony, RunKind.REAL))
                .isInstanceOf(IllegalMoveException.class)
                .hasMessageContaining("Only the administrator");
        var run = conduct.open(vault.actor("Alice"), ceremony, RunKind.REAL);
        conduct.join(vault.actor("Alice"), run);
        assertThatThrownBy(() -> conduct.join(vault.actor("Alice"), run))
                .hasMessageContaining("is here already");
        assertThatThrownBy(() -> conduct.join(vault.actor("Clea"), run))
                .hasMessageContaining("no such role");
        assertThatThrownBy(() -> conduct.advance(vault.actor("Alice"), run))
                .hasMessageContaining("Not enough people are here");
        for (var name : List.of("Walter", "Carl", "Cora", "Cees")) {
            conduct.join(vault.actor(name), run);
        }
        assertThatThrownBy(() -> conduct.advance(vault.actor("Walter"), run))
                .hasMessageContaining("Only the Ceremony Administrator");
        conduct.advance(vault.actor("Alice"), run);
        assertThatThrownBy(() -> conduct.advance(vault.actor("Alice"), run))
                .hasMessageContaining("custodians'");
        assertThatThrownBy(() -> conduct.split(vault.actor("Carl"), run))
                .hasMessageContaining("Only the Ceremony Administrator");
        conduct.split(vault.actor("Alice"), run);
        assertThatThrownBy(() -> conduct.takeShare(vault.actor("Walter"), run))
                .hasMessageContaining("no custodian of these shares");
        assertThatThrownBy(() -> conduct.askDeviation(vault.actor("Walter"), run, "no time"))
                .hasMessageContaining("Only the Ceremony Administrator");
        assertThatThrownBy(() -> conduct.witnessDeviation(vault.actor("Walter"), run, "W"))
                .hasMessageContaining("obody asked");
    }

    @Test
    void whoSaysTheyAreHereWhileTheRollCallIsClosedIsOnIt() {
        var ceremony = vault.authorised(Vault.CREATION);
        var conduct = vault.conduct;
        var run = conduct.open(vault.actor("Alice"), ceremony, RunKind.REAL);
        for (var name : List.of("Alice", "Walter", "Carl", "Cora")) {
            conduct.join(vault.actor(name), run);
        }
        vault.meanwhile = () -> conduct.join(vault.actor("Cees"), run);
        var state = conduct.advance(vault.actor("Alice"), run);
        assertThat(state.present()).hasSize(5);
        assertThat(state.entries().getLast().event())
                .isEqualTo(new TranscriptEvent.Done(1, "5 present"));
    }

    @Test
    void anEditVoidsTheApprovals() {
        var ceremony = vault.authorised(Vault.CREATION);
        vault.drafts.revise(
                vault.actor("Alice"),
                ceremony,
                Vault.CREATION.replace("validity: 25y", "validity: 24y"));

        assertThatThrownBy(() -> vault.conduct.open(vault.actor("Alice"), ceremony, RunKind.REAL))
                .isInstanceOf(IllegalMoveException.class)
                .hasMessageContaining("must approve the plan");
    }

    @Test
    void anAbortedCeremonyLeavesNoKey() {
        var run =
                vault.conduct.open(
                        vault.actor("Alice"), vault.authorised(Vault.CREATION), RunKind.REAL);
        while (vault.conduct.view(vault.actor("Alice"), run).state().results().size() < 3) {
            vault.move(run, vault.conduct.view(vault.actor("Alice"), run));
        }

        var aborted = vault.conduct.abort(vault.actor("Walter"), run, "the wrong year");

        assertThat(aborted.status()).isEqualTo(RunState.Status.ABORTED);
        assertThat(aborted.orphans()).isEmpty();
        assertThat(Vault.events(aborted))
                .hasAtLeastOneElementOfType(TranscriptEvent.OrphanDestroyed.class);
        assertThat(vault.authorities.generations()).isEmpty();
    }

    @Test
    void aSecondCeremonyRenewsRollsRevokesAndSharesAnew() throws Exception {
        vault.hold(Vault.CREATION);
        vault.now = vault.now.plus(Duration.ofHours(2));
        var second =
                vault.hold(
                        Vault.HEAD
                                + """
                                  - roll:
                                      ca: policy-p1
                                      key: P256
                                      validity: 14y
                                      successors:
                                        - {key-name: policy-p2, subject: "CN=Example Policy P2,O=Example"}
                                        - {key-name: policy-p3, subject: "CN=Example Policy P3,O=Example"}
                                  - renew: {ca: Example Root R1, validity: 24y}
                                  - ocsp-signer:
                                      ca: Example Root R1
                                      validity: 90d
                                      pkcs10: |
                                        -----BEGIN CERTIFICATE REQUEST-----
                                        MIHNMHYCAQAwFDESMBAGA1UEAwwJcmVzcG9uZGVyMFkwEwYHKoZIzj0CAQYIKoZI
                                        zj0DAQcDQgAEGixQolVbxuMnIcoJZgR/4kYVYogLDjaPc68dScxkZmP+cXWUn4OD
                                        0NOfii1eGgrx6b838tkvoc8OjijO9wyY6aAAMAoGCCqGSM49BAMCA0cAMEQCIFuI
                                        iccfQHo7jokx6eUKCMzh7p67YWSrC2DNj/F5bNt0AiByP3dh+Mj1vBjghMFyCmcx
                                        wAZHzRF0NE/5hl0pfHGPZw==
                                        -----END CERTIFICATE REQUEST-----
                                  - crl: {ca: policy-p1, final: true}
                                  - crl: {ca: Example Root R1, ladder: {count: 2, every: 90d, lifetime: 120d}, revoke: [{certificate: Example Policy P3, reason: cessationOfOperation}, {certificate: Example Policy P1, reason: superseded}]}
                                  - destroy-key: {ca: policy-p1}
                                  - crl: {ca: policy-p2, lifetime: 120d}
                                  - crl: {ca: policy-p3, lifetime: 120d}
                                """
                                        .replace("ca: policy-p1", "ca: Example Policy P1"));

        assertThat(second.status()).isEqualTo(RunState.Status.CLOSED);
        assertThat(named("Example Policy P2")).isInstanceOf(Generation.Staged.class);
        assertThat(named("Example Policy P3")).isInstanceOf(Generation.Revoked.class);
        assertThat(named("Example Policy P1")).isInstanceOf(Generation.Destroyed.class);
        assertThat(second.results().values())
                .hasAtLeastOneElementOfType(CeremonyResult.OcspSignerSigned.class)
                .filteredOn(CeremonyResult.KeyDestroyed.class::isInstance)
                .singleElement()
                .asString()
                .contains("refusal=");
        assertThat(vault.authorities.certificates(named("Example Root R1").identity().id()))
                .hasSize(2);

        var before = vault.shares.size();
        var reshared =
                vault.hold(
                        Vault.HEAD
                                + "  - reshare: {quorum: 2, persons: [Carl, Clea, Cees]}\n"
                                + crossCertificateForElsewhere()
                                + "  - re-key: {ca: Example Root R1, key-name: root-r1-second, key: P256, validity: 20y}\n"
                                + "  - crl: {ca: root-r1-second, lifetime: 120d}\n");
        assertThat(reshared.status()).isEqualTo(RunState.Status.CLOSED);
        assertThat(reshared.results().values())
                .filteredOn(CeremonyResult.CaCertificateSigned.class::isInstance)
                .extracting(result ->
                        ((CeremonyResult.CaCertificateSigned) result)
                                .certificate()
                                .content()
                                .subject()
                                .commonName())
                .contains("Elsewhere CA", "Example Root R1");
        assertThat(vault.shares.size()).isGreaterThan(before);
    }

    private static String crossCertificateForElsewhere() throws Exception {
        var theirs =
                TestAuthority.named("CN=Elsewhere Root,O=Elsewhere")
                        .certify(TestAuthority.named("CN=Elsewhere CA,O=Elsewhere"));
        return """
          - cross-certify:
              issuer: Example Root R1
              validity: 365d
              path-length: 0
              certificate: |
        """
                + Pem.encode("CERTIFICATE", Octets.of(theirs.getEncoded())).indent(9);
    }
}
