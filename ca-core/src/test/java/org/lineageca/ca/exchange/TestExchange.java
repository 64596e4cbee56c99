package org.lineageca.ca.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.ceremony.KnownCa;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.path.TestAuthority;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/**
 * Two roots kept offline, one of them at its second key, and an issuing CA kept online whose
 * certificate is to be renewed.
 */
final class TestExchange {

    static final Instant NOW = TestAuthority.NOW;
    static final Duration VALIDITY = Duration.ofDays(1825);
    static final Octets OCCASION = Octets.of(new byte[] {7}).sha256();

    /** A package in the making: contents, and the files they name. */
    record Draft(Contents contents, Map<String, Octets> files) {}

    final TestParty online = TestParty.make();
    final TestParty offline = TestParty.make();
    final TestAuthority oldRoot = TestAuthority.named("CN=Root A");
    final TestAuthority root = TestAuthority.named("CN=Root A");
    final TestAuthority otherRoot = TestAuthority.named("CN=Root B");
    final TestAuthority issuing = TestAuthority.named("CN=TLS Issuing CA 2026-1");

    List<Generation> offlineGenerations() {
        return List.of(enabled(oldRoot, 1).disabled(NOW), enabled(root, 2), enabled(otherRoot, 1));
    }

    TestInstallation offlineInstallation() {
        return new TestInstallation(
                offline, online, Contents.Requests.KIND, offlineGenerations(), Map.of());
    }

    /** Online, the roots are on record too; their token is out of reach. */
    TestInstallation onlineInstallation() {
        return onlineInstallation(VALIDITY);
    }

    /**
     * The same.
     *
     * @param validity that was asked for
     */
    TestInstallation onlineInstallation(Duration validity) {
        return new TestInstallation(
                online,
                offline,
                Contents.Results.KIND,
                offlineGenerations(),
                Map.of(OCCASION, order(root, issuing, validity, OCCASION)));
    }

    Plan plan() {
        return Plan.of(new Act.Renew(id(issuing), VALIDITY));
    }

    RequestedCertificate order() {
        return order(root, issuing, VALIDITY, OCCASION);
    }

    static RequestedCertificate order(
            TestAuthority issuer, TestAuthority subject, Duration validity, Octets occasion) {
        return new RequestedCertificate(
                id(issuer),
                CertificateTemplate.ISSUING_CA,
                DistinguishedName.of(subject.name()),
                publicKey(subject),
                CaConstraints.NONE,
                validity,
                occasion,
                "act-12-1.p10",
                "act-12-1.cer");
    }

    /** As a plan of a ceremony has it. */
    static KnownCa known(TestAuthority authority) {
        var generation = enabled(authority, 1);
        return new KnownCa(
                generation.identity(),
                generation.certificate(),
                generation.state(),
                CrlSchedule.regular(Duration.ofDays(90), Duration.ofDays(120)),
                0,
                false,
                List.of());
    }

    RequestedAct act(Plan plan, RequestedCertificate... orders) {
        return new RequestedAct(
                12,
                "act-12.plan",
                new Consent("alice", NOW, plan.digest()),
                List.of(new Consent("bob", NOW, plan.digest())),
                List.of(orders));
    }

    /** The files that {@link #act} with {@link #order} needs. */
    Map<String, Octets> files(Plan plan) {
        var files = new HashMap<String, Octets>();
        files.put("act-12.plan", Octets.of(plan.text().getBytes(StandardCharsets.UTF_8)));
        files.put(
                "act-12-1.p10",
                TestRequests.request(issuing.keys(), "SHA256withECDSA", issuing.name()));
        files.put("act-12-1.cer", certificate(root, issuing));
        return files;
    }

    Draft renewal() {
        return draft(plan(), act(plan(), order()));
    }

    Draft draft(Plan plan, RequestedAct act) {
        return new Draft(new Contents.Requests(List.of(act)), files(plan));
    }

    /** From online to offline. */
    ExchangePackage.Written sent(Draft draft, ChainPosition after) {
        return ExchangePackage.write(
                after.next(online.id(), offline.id()),
                NOW,
                draft.contents(),
                draft.files(),
                online);
    }

    Octets first(Draft draft) {
        return sent(draft, ChainPosition.START).octets();
    }

    static Octets certificate(TestAuthority issuer, TestAuthority subject) {
        try {
            return Octets.of(issuer.certify(subject).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Octets publicKey(TestAuthority authority) {
        return Octets.of(authority.keys().getPublic().getEncoded());
    }

    static GenerationId id(TestAuthority authority) {
        return GenerationId.ofPublicKey(publicKey(authority));
    }

    private static Generation.Enabled enabled(TestAuthority authority, int number) {
        var identity =
                new GenerationIdentity(
                        DistinguishedName.of(authority.name()),
                        number,
                        null,
                        null,
                        KeyHandle.of("root", publicKey(authority)),
                        KeyAlgorithm.P256,
                        RelyingPartyUris.under("http://crl.example", null, id(authority).label()));
        var certificate = CaCertificate.parse(certificate(authority, authority));
        return new Generation.Staged(identity, certificate, NOW).enabled(NOW);
    }
}
