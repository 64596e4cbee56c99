package org.lineageca.ca.exchange;

import static org.lineageca.ca.exchange.PackageFault.APPROVALS;
import static org.lineageca.ca.exchange.PackageFault.NOT_PLANNED;
import static org.lineageca.ca.exchange.PackageFault.OTHER_ISSUER;
import static org.lineageca.ca.exchange.PackageFault.OTHER_KIND;
import static org.lineageca.ca.exchange.PackageFault.RESULT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.path.TestAuthority;
import org.lineageca.octets.Octets;

class ResultAttacksTest {

    private static final Octets PLAN = Octets.of("plan".getBytes(StandardCharsets.US_ASCII));

    private static final Duration DECADE = Duration.ofDays(3651);

    private final TestExchange exchange = new TestExchange();
    private final TestInstallation installation = exchange.onlineInstallation(DECADE);

    @AfterEach
    void theGoodPackageIsTaken() {
        installation.take(renewed(exchange.root, exchange.root, exchange.issuing));
    }

    @Test
    void aCertificateByAnotherCaIsRefused() {
        installation.refuses(
                renewed(exchange.root, exchange.otherRoot, exchange.issuing),
                RESULT,
                "is no certificate by that generation");
        installation.refuses(
                renewed(exchange.otherRoot, exchange.otherRoot, exchange.issuing),
                OTHER_ISSUER,
                "asked was " + TestExchange.id(exchange.root));
        var stranger = TestAuthority.named("CN=Root A");
        installation.refuses(
                renewed(stranger, stranger, exchange.issuing), OTHER_ISSUER, "none of ours");
    }

    @Test
    void aCertificateForAnotherKeyIsRefused() {
        var other = TestAuthority.named(exchange.issuing.name());
        installation.refuses(
                renewed(exchange.root, exchange.root, other),
                RESULT,
                "for another subject or key than was asked for");
    }

    @Test
    void aCertificateThatIsValidForLongerIsRefused() {
        exchange.onlineInstallation(TestExchange.VALIDITY)
                .refuses(
                        renewed(exchange.root, exchange.root, exchange.issuing),
                        RESULT,
                        "is valid for longer than was asked for");
    }

    @Test
    void aCertificateNobodyAskedForIsRefused() {
        var result =
                result(
                        CarriedResult.Kind.CA_CERTIFICATE,
                        exchange.root,
                        Octets.ofHex("").sha256(),
                        "result-1.cer");
        installation.refuses(
                sent(
                        List.of(result),
                        Map.of(
                                "result-1.cer",
                                TestExchange.certificate(exchange.root, exchange.issuing))),
                NOT_PLANNED,
                "for which no certificate is awaited");
    }

    @Test
    void aCrlByAnotherCaIsRefused() throws Exception {
        var result = result(CarriedResult.Kind.CRL, exchange.root, null, "result-1.crl");
        var good = Octets.of(exchange.root.crl().getEncoded());
        exchange.onlineInstallation(DECADE)
                .take(sent(List.of(result), Map.of("result-1.crl", good)));
        var bad = Octets.of(exchange.otherRoot.crl().getEncoded());
        installation.refuses(
                sent(List.of(result), Map.of("result-1.crl", bad)),
                RESULT,
                "is no CRL by that generation");
    }

    @Test
    void whatAKeyOfTheSameCeremonySignedIsTaken() {
        var policy = TestAuthority.named("CN=Policy CA");
        var key = result(CarriedResult.Kind.KEY, policy, null, "result-1.spki");
        var certificate = result(CarriedResult.Kind.CA_CERTIFICATE, policy, null, "result-2.cer");
        var files =
                Map.of(
                        "result-1.spki",
                        TestExchange.publicKey(policy),
                        "result-2.cer",
                        TestExchange.certificate(policy, TestAuthority.named("CN=Below")));
        exchange.onlineInstallation(DECADE).take(sent(List.of(key, certificate), files));
        installation.refuses(
                sent(List.of(certificate, key), files), OTHER_ISSUER, "which is none of ours");
        installation.refuses(
                sent(
                        List.of(
                                result(
                                        CarriedResult.Kind.KEY,
                                        exchange.root,
                                        null,
                                        "result-1.spki"),
                                certificate),
                        files),
                RESULT,
                "is another key than it says");
    }

    @Test
    void aCeremonyOfOnePersonIsRefused() {
        var record =
                record(List.of(), List.of(new Consent("anna", TestExchange.NOW, PLAN.sha256())));
        installation.refuses(sent(record, Map.of()), APPROVALS, "1 of at least 2 people");
    }

    @Test
    void resultsAreNotTakenOffline() {
        var offline =
                new TestInstallation(
                        exchange.online,
                        exchange.offline,
                        Contents.Requests.KIND,
                        exchange.offlineGenerations(),
                        Map.of());
        offline.refuses(
                renewed(exchange.root, exchange.root, exchange.issuing),
                OTHER_KIND,
                "carries results");
    }

    /** The certificate that is awaited, or one in its stead. */
    private Octets renewed(TestAuthority said, TestAuthority issuer, TestAuthority subject) {
        var certificate = TestExchange.certificate(issuer, subject);
        return sent(
                List.of(
                        result(
                                CarriedResult.Kind.CA_CERTIFICATE,
                                said,
                                TestExchange.OCCASION,
                                "result-1.cer")),
                Map.of("result-1.cer", certificate));
    }

    private Octets sent(List<CarriedResult> results, Map<String, Octets> files) {
        return sent(
                record(
                        results,
                        List.of(
                                new Consent("anna", TestExchange.NOW, PLAN.sha256()),
                                new Consent("ben", TestExchange.NOW, PLAN.sha256()))),
                files);
    }

    private Octets sent(CeremonyRecord record, Map<String, Octets> files) {
        var all = new HashMap<>(files);
        all.put("script.yml", Octets.ofHex("00"));
        all.put("ceremony.plan", PLAN);
        all.put("transcript", Octets.ofHex("01"));
        all.put("minutes.pdf", Octets.ofHex("02"));
        return ExchangePackage.write(
                        ChainPosition.START.next(exchange.offline.id(), exchange.online.id()),
                        TestExchange.NOW,
                        new Contents.Results(List.of(record)),
                        all,
                        exchange.offline)
                .octets();
    }

    private static CeremonyRecord record(List<CarriedResult> results, List<Consent> approvals) {
        return new CeremonyRecord(
                "root-2026",
                "script.yml",
                "ceremony.plan",
                approvals,
                "transcript",
                "minutes.pdf",
                results);
    }

    private static CarriedResult result(
            CarriedResult.Kind kind,
            TestAuthority generation,
            @Nullable Octets occasion,
            String file) {
        return new CarriedResult(kind, TestExchange.id(generation), occasion, file);
    }
}
