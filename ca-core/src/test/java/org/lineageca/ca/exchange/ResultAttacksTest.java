package org.lineageca.ca.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lineageca.ca.exchange.PackageFault.APPROVALS;
import static org.lineageca.ca.exchange.PackageFault.CONFUSABLE;
import static org.lineageca.ca.exchange.PackageFault.NOT_PLANNED;
import static org.lineageca.ca.exchange.PackageFault.OTHER_ISSUER;
import static org.lineageca.ca.exchange.PackageFault.OTHER_KIND;
import static org.lineageca.ca.exchange.PackageFault.PLAN;
import static org.lineageca.ca.exchange.PackageFault.RESULT;
import static org.lineageca.ca.exchange.PackageFault.TRANSCRIPT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.ceremony.Approval;
import org.lineageca.ca.ceremony.CaOrder;
import org.lineageca.ca.ceremony.CeremonyPlan;
import org.lineageca.ca.ceremony.RunKind;
import org.lineageca.ca.ceremony.RunState;
import org.lineageca.ca.path.TestAuthority;
import org.lineageca.octets.Octets;

/** What an offline installation that was taken over could say that it did. */
class ResultAttacksTest {

    private static final String RENEW = "renew: {request: online-12-1, issuer: Root A}";
    private static final Octets MINUTES = Octets.ofHex("25504446");

    private final TestExchange exchange = new TestExchange();
    private final TestInstallation installation = exchange.onlineInstallation();

    @AfterEach
    void theGoodPackageIsTaken() {
        installation.take(sent(packed(renewal(exchange.root))));
    }

    @Test
    void resultsOfACeremonyAreTakenAsItsTranscriptTellsThem() {
        var record = packed(renewal(exchange.root)).record();
        assertThat(record.results())
                .containsExactly(
                        new CarriedResult(
                                CarriedResult.Kind.CA_CERTIFICATE,
                                TestExchange.id(exchange.root),
                                TestExchange.OCCASION,
                                "run-7-1.cer"));
        exchange.onlineInstallation().take(sent(packed(renewal(exchange.root))));
    }

    @Test
    void whatKeysOfTheSameCeremonySignedIsTaken() {
        var plan = creation("CN=Policy CA P1");
        var state = held(plan, RunKind.REAL);
        var packed = packed(state);
        assertThat(packed.record().results())
                .extracting(result -> result.kind().text())
                .containsExactly("key", "ca-certificate", "crl");
        exchange.onlineInstallation().take(sent(packed));
    }

    @Test
    void aNewCaWhoseNameCouldBeTakenForAnotherIsRefused() {
        installation.refuses(
                sent(packed(held(creation("CN=Policy \u0421A P1"), RunKind.REAL))),
                CONFUSABLE,
                "U+0421 CYRILLIC CAPITAL LETTER ES stands among LATIN letters");
    }

    @Test
    void aCertificateByAnotherCaThanWasAskedIsRefused() {
        installation.refuses(
                sent(packed(renewal(exchange.otherRoot))),
                OTHER_ISSUER,
                "asked was " + TestExchange.id(exchange.root));
    }

    @Test
    void aCertificateByACaThatIsNotOursIsRefused() {
        var stranger = TestAuthority.named("CN=Root A");
        var order = order(stranger, TestExchange.OCCASION, exchange.issuing, TestExchange.VALIDITY);
        var plan =
                TestCeremony.plan(
                        TestExchange.NOW,
                        List.of(TestExchange.known(stranger)),
                        List.of(order),
                        RENEW);
        var state =
                TestCeremony.held(
                        plan,
                        RunKind.REAL,
                        exchange.offline,
                        new SoftwareKeys(List.of(stranger)),
                        TestExchange.NOW);
        installation.refuses(sent(packed(state)), OTHER_ISSUER, "which is none of ours");
    }

    @Test
    void aCertificateForAnotherKeyOrForLongerIsRefused() {
        var other = TestAuthority.named(exchange.issuing.name());
        installation.refuses(
                sent(
                        packed(
                                renewal(
                                        order(
                                                exchange.root,
                                                TestExchange.OCCASION,
                                                other,
                                                TestExchange.VALIDITY)))),
                RESULT,
                "for another subject or key than was asked for");
        exchange.onlineInstallation(TestExchange.VALIDITY.minusSeconds(1))
                .refuses(
                        sent(packed(renewal(exchange.root))),
                        RESULT,
                        "is valid for longer than was asked for");
    }

    @Test
    void aCertificateNobodyAskedForIsRefused() {
        var occasion = Octets.ofHex("").sha256();
        installation.refuses(
                sent(
                        packed(
                                renewal(
                                        order(
                                                exchange.root,
                                                occasion,
                                                exchange.issuing,
                                                TestExchange.VALIDITY)))),
                NOT_PLANNED,
                "for which none is awaited");
    }

    @Test
    void aRehearsalIsRefused() {
        var plan =
                TestCeremony.plan(
                        TestExchange.NOW,
                        List.of(TestExchange.known(exchange.root)),
                        List.of(),
                        "crl: {ca: Root A, lifetime: 120d}");
        installation.refuses(
                sent(packed(held(plan, RunKind.REHEARSAL))),
                TRANSCRIPT,
                "is of a rehearsal, or of a ceremony that did not end");
    }

    @Test
    void aTranscriptThatWasEditedIsRefused() {
        var packed = packed(renewal(exchange.root));
        installation.refuses(
                sent(edited(packed, "run-7.transcript", text -> text.replace("\"wa\"", "\"wb\""))),
                TRANSCRIPT,
                "is not chained to the one before it");
        installation.refuses(
                sent(
                        edited(
                                packed,
                                "run-7.transcript",
                                text ->
                                        text.substring(
                                                0, text.lastIndexOf("{\"kind\":\"Closed\"")))),
                TRANSCRIPT,
                "a ceremony that did not end");
        installation.refuses(
                sent(edited(packed, "run-7.transcript", text -> text + "\n")),
                TRANSCRIPT,
                "is not accepted");
    }

    @Test
    void aTranscriptSignedByAnotherKeyIsRefused() {
        var state = renewal(exchange.root);
        var forged =
                CarriedCeremony.pack(
                        "run-7",
                        state,
                        consents(state.plan()),
                        TestCeremony.signature(state, TestParty.make()),
                        MINUTES);
        installation.refuses(sent(forged), TRANSCRIPT, "is not signed by the key");
        var elsewhere =
                TestCeremony.held(
                        state.plan(),
                        RunKind.REAL,
                        TestParty.make(),
                        new SoftwareKeys(List.of(exchange.root)),
                        TestExchange.NOW);
        installation.refuses(sent(packed(elsewhere)), TRANSCRIPT, "is not signed by the key");
    }

    @Test
    void aPlanThatDoesNotFollowFromItsScriptIsRefused() {
        var packed = packed(renewal(exchange.root));
        installation.refuses(
                sent(edited(packed, "run-7.script.yml", text -> text.replace("Root A", "Root B"))),
                PLAN,
                "is not accepted");
        var title = edited(packed, "run-7.script.yml", text -> text.replace("Of the", "Of other"));
        installation.refuses(sent(title), PLAN, "script and record make another plan");
    }

    @Test
    void resultsThatTheTranscriptDoesNotTellOfAreRefused() throws Exception {
        var packed = packed(renewal(exchange.root));
        var files = new HashMap<>(packed.files());
        files.put("run-7-1.cer", Octets.of(exchange.root.certify(exchange.issuing).getEncoded()));
        installation.refuses(
                sent(new CarriedCeremony.Packed(packed.record(), files)),
                RESULT,
                "are not those that its transcript tells of");
    }

    @Test
    void aCeremonyOfOnePersonIsRefused() {
        var state = renewal(exchange.root);
        installation.refuses(
                sent(packed(state, consents(state.plan()).subList(0, 1))),
                APPROVALS,
                "1 of at least 2 people");
        var other = new Consent("walter", TestExchange.NOW, Octets.ofHex("").sha256());
        installation.refuses(
                sent(packed(state, List.of(consents(state.plan()).getFirst(), other))),
                APPROVALS,
                "walter stands for a plan of ceremony run-7 with the SHA-256 e3b0c442");
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
        offline.refuses(sent(packed(renewal(exchange.root))), OTHER_KIND, "carries results");
    }

    private CeremonyPlan creation(String subject) {
        return TestCeremony.plan(
                TestExchange.NOW,
                List.of(TestExchange.known(exchange.root)),
                List.of(),
                "create-ca: {key-name: policy, role: policy, issuer: Root A, subject: '"
                        + subject
                        + "', key: P256, validity: 1000d, path-length: 1,"
                        + " crl: {period: 90d, lifetime: 120d}}",
                "crl: {ca: policy, lifetime: 120d}");
    }

    private RunState renewal(TestAuthority issuer) {
        return renewal(
                order(issuer, TestExchange.OCCASION, exchange.issuing, TestExchange.VALIDITY));
    }

    private RunState renewal(CaOrder order) {
        var isOther = order.issuer().equals(TestExchange.id(exchange.otherRoot));
        var plan =
                TestCeremony.plan(
                        TestExchange.NOW,
                        List.of(
                                TestExchange.known(exchange.root),
                                TestExchange.known(exchange.otherRoot)),
                        List.of(order),
                        isOther ? RENEW.replace("Root A", "Root B") : RENEW);
        return held(plan, RunKind.REAL);
    }

    private RunState held(CeremonyPlan plan, RunKind kind) {
        return TestCeremony.held(
                plan,
                kind,
                exchange.offline,
                new SoftwareKeys(List.of(exchange.root, exchange.otherRoot)),
                TestExchange.NOW);
    }

    private static CaOrder order(
            TestAuthority issuer, Octets occasion, TestAuthority subject, Duration validity) {
        var order = TestExchange.order(issuer, subject, validity, occasion);
        return new CaOrder(
                "online-12-1",
                order.issuer(),
                order.template(),
                order.subject(),
                order.publicKey(),
                order.publicKey(),
                order.constraints(),
                order.validity(),
                order.occasion());
    }

    private CarriedCeremony.Packed packed(RunState state) {
        return packed(state, consents(state.plan()));
    }

    private CarriedCeremony.Packed packed(RunState state, List<Consent> consents) {
        return CarriedCeremony.pack(
                "run-7", state, consents, TestCeremony.signature(state, exchange.offline), MINUTES);
    }

    private static List<Consent> consents(CeremonyPlan plan) {
        var consents = new ArrayList<Consent>();
        for (Approval approval : TestCeremony.approvals(plan, TestExchange.NOW)) {
            consents.add(new Consent(approval.approver(), approval.at(), approval.planDigest()));
        }
        return consents;
    }

    private static CarriedCeremony.Packed edited(
            CarriedCeremony.Packed packed, String file, UnaryOperator<String> edit) {
        var files = new HashMap<>(packed.files());
        files.computeIfPresent(
                file,
                (_, content) ->
                        Octets.of(
                                edit.apply(new String(content.toArray(), StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)));
        return new CarriedCeremony.Packed(packed.record(), files);
    }

    private Octets sent(CarriedCeremony.Packed packed) {
        return ExchangePackage.write(
                        ChainPosition.START.next(exchange.offline.id(), exchange.online.id()),
                        TestExchange.NOW,
                        new Contents.Results(List.of(packed.record())),
                        packed.files(),
                        exchange.offline)
                .octets();
    }
}
