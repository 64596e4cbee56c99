package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.DecidedAct;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.ceremony.conduct.Vault;
import org.lineageca.ca.exchange.courier.ExportRequests;
import org.lineageca.ca.exchange.courier.ImportResults;
import org.lineageca.ca.exchange.courier.PinPartner;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.store.JooqExchangeLedger;
import org.lineageca.ca.token.TokenExchangeKey;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * A root and a policy CA made in ceremonies, on a token that nobody here reaches, certify the CAs
 * that issue here.
 */
final class OfflineRootTest {

    private static final Actor FIRST = new Actor.Principal("first", TrustedRole.Officer);
    private static final Actor SECOND = new Actor.Principal("second", TrustedRole.Administrator);
    private final Vault vault = new Vault();
    private final TestPki pki = new TestPki();
    private final TokenExchangeKey ownKey = new TokenExchangeKey(pki.signer);
    private final JooqExchangeLedger ledger = new JooqExchangeLedger(pki.database());

    @AfterEach
    void close() {
        vault.close();
    }

    @Test
    void itsIssuingCasAreStagedRenewedAndRolledWhileTheRootStaysOffline() throws Exception {
        pki.delegates.issue(ACTOR, pki.issuing.issuer(), pki.responderKey(), Duration.ofDays(30));
        pki.advance(Duration.ofDays(10).plusHours(2));
        vault.pinOnline(ownKey.publicKey());
        vault.hold(Vault.CREATION);
        var pin = new PinPartner(ledger, () -> Optional.of(ownKey.publicKey()), pki.clock);
        pin.propose(FIRST, "vault", vault.exchangeKey());
        pin.confirm(SECOND, "vault", vault.exchangeKey().sha256());
        imports().take(FIRST, vault.results(1));
        var policy = named("Example Policy P1");
        assertThat(policy).isInstanceOf(Generation.Enabled.class);
        assertThat(policy.identity().key().token()).isEqualTo("offline");

        var below = new Certifier.Parent(policy.identity().id());
        done(new ActRequest.Roll(issuing(), null, null, null, 2, below), 2);
        var staged = stagedNames();
        assertThat(staged).hasSize(3);
        passIssuingTo(staged.getFirst());

        pki.advance(Duration.ofDays(1));
        vault.at(pki.clock.instant());
        done(new ActRequest.Renew(named(staged.getFirst()).identity().id(), null), 3);
        assertThat(pki.authorities.certificates(named(staged.getFirst()).identity().id()))
                .hasSize(2);

        // A roll from a spare needs nobody who is offline.
        passIssuingTo(staged.get(1));
    }

    @Test
    void aCaThatMayNotCertifyIsRefusedWhenItIsPlanned() {
        var itself = new Certifier.Parent(issuing());
        assertThatThrownBy(() ->
                        pki.decide.propose(
                                FIRST, new ActRequest.Roll(issuing(), null, null, null, 0, itself)))
                .hasMessageContaining("permits no CA below it");
        assertThatThrownBy(() ->
                        pki.decide.propose(
                                FIRST,
                                new ActRequest.Rekey(
                                        issuing(), null, null, new Certifier.Itself())))
                .hasMessageContaining("cannot be a root");
    }

    /** Two people decide; what it needs of the root is carried there and back. */
    private void done(ActRequest request, long number) {
        var proposed = pki.decide.propose(FIRST, request);
        assertThat(pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest()))
                .isInstanceOf(DecidedAct.Approved.class);
        var names =
                vault.take(
                        new ExportRequests(
                                        ledger,
                                        pki.offlineWork,
                                        pki.authorities,
                                        pki.signing,
                                        ownKey,
                                        pki.clock)
                                .export(FIRST, "vault")
                                .octets());
        var step =
                request instanceof ActRequest.Renew
                        ? "  - renew: {request: %s, issuer: Example Policy P1}\n"
                                .formatted(names.getFirst())
                        : "  - roll: {requests: [%s], issuer: Example Policy P1}\n"
                                .formatted(String.join(", ", names));
        vault.hold(Vault.HEAD.replace("2026-12-01T09:00:00Z", vaultTime()) + step);
        imports().take(FIRST, vault.results(number));
        assertThat(pki.perform.performOpen()).singleElement().isInstanceOf(DecidedAct.Done.class);
    }

    private String vaultTime() {
        return pki.clock.instant().toString();
    }

    private void passIssuingTo(String name) throws GeneralSecurityException {
        var cutOver = new ActRequest.CutOver(named(name).identity().id(), null, false);
        var proposed = pki.decide.propose(FIRST, cutOver);
        pki.decide.approve(SECOND, proposed.id(), proposed.plan().digest());
        assertThat(named(name)).isInstanceOf(Generation.Enabled.class);
        var chain = pki.issue.issue(ACTOR, "tls-server", TestRequests.server("a.example")).chain();
        assertThat(chain).hasSize(3);
        verify(chain, named("Example Root R1").caCertificate().orElseThrow().der());
    }

    /** As a relying party would that knows nothing but the offline root. */
    private void verify(List<Octets> chain, Octets root) throws GeneralSecurityException {
        var factory = CertificateFactory.getInstance("X.509");
        var certificates = new ArrayList<X509Certificate>();
        for (var der : chain) {
            certificates.add(certificate(factory, der));
        }
        var parameters =
                new PKIXParameters(Set.of(new TrustAnchor(certificate(factory, root), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(pki.clock.instant().plusSeconds(60)));
        CertPathValidator.getInstance("PKIX")
                .validate(factory.generateCertPath(certificates), parameters);
    }

    private static X509Certificate certificate(CertificateFactory factory, Octets der)
            throws GeneralSecurityException {
        return (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    private List<String> stagedNames() {
        return pki.authorities.generations().stream()
                .filter(Generation.Staged.class::isInstance)
                .map(generation -> generation.identity().name().commonName())
                .sorted()
                .toList();
    }

    private Generation named(String commonName) {
        return pki.authorities.generations().stream()
                .filter(each -> each.identity().name().commonName().equals(commonName))
                .findFirst()
                .orElseThrow();
    }

    private GenerationId issuing() {
        return pki.issuing.identity().id();
    }

    private ImportResults imports() {
        return new ImportResults(ledger, ownKey, pki.authorities, pki.certificates, pki.clock);
    }
}
