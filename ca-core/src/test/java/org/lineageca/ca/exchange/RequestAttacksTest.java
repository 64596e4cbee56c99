package org.lineageca.ca.exchange;

import static org.lineageca.ca.exchange.PackageFault.APPROVALS;
import static org.lineageca.ca.exchange.PackageFault.CONFUSABLE;
import static org.lineageca.ca.exchange.PackageFault.NOT_PLANNED;
import static org.lineageca.ca.exchange.PackageFault.OLD_GENERATION;
import static org.lineageca.ca.exchange.PackageFault.OTHER_ISSUER;
import static org.lineageca.ca.exchange.PackageFault.OTHER_KIND;
import static org.lineageca.ca.exchange.PackageFault.PLAN;
import static org.lineageca.ca.exchange.PackageFault.POSSESSION;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineageca.ca.act.Act;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.act.NewKey;
import org.lineageca.ca.act.Plan;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.issuance.CertificateTemplate;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.path.TestAuthority;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/** What a partner that was taken over could ask for: signed as it should be, and still refused. */
class RequestAttacksTest {

    private final TestExchange exchange = new TestExchange();
    private final TestInstallation installation = exchange.offlineInstallation();

    @AfterEach
    void theGoodPackageIsTaken() {
        installation.take(exchange.first(exchange.renewal()));
    }

    @Test
    void oneCaInTheSteadOfAnotherIsRefused() {
        refused(
                issuedBy(TestExchange.id(exchange.otherRoot)),
                OTHER_ISSUER,
                "its present certificate is by CN=Root A");
    }

    @Test
    void aCaThatIsNotOursIsRefused() {
        var stranger = TestAuthority.named("CN=Root A");
        refused(issuedBy(TestExchange.id(stranger)), OTHER_ISSUER, "which is none of ours");
    }

    @Test
    void anOldGenerationIsRefused() {
        refused(
                issuedBy(TestExchange.id(exchange.oldRoot)),
                OLD_GENERATION,
                "of CN=Root A, which is Disabled; generation "
                        + TestExchange.id(exchange.root)
                        + " issues now");
    }

    @Test
    void onePersonTwiceIsRefused() {
        var digest = exchange.plan().digest();
        approved(digest, APPROVALS, "alice stands for act 12 twice", "alice", "alice");
        approved(digest, APPROVALS, "Alice stands for act 12 twice", "alice", "Alice");
        approved(digest, APPROVALS, "1 of at least 2 people", "alice");
        approved(
                digest,
                CONFUSABLE,
                "U+0430 CYRILLIC SMALL LETTER A stands among LATIN letters",
                "alice",
                "\u0430lice");
    }

    @Test
    void anApprovalOfAnotherPlanIsRefused() {
        approved(
                Octets.ofHex("").sha256(),
                APPROVALS,
                "bob stands for a plan of act 12 with the SHA-256 e3b0c44298fc",
                "alice",
                "bob");
    }

    @Test
    void aPlanThatIsNoneIsRefused() {
        var draft = exchange.renewal();
        var files = new HashMap<>(draft.files());
        files.put("act-12.plan", octets(exchange.plan().text() + "and: more\n"));
        refused(new TestExchange.Draft(draft.contents(), files), PLAN, "cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=TLS Issuing \u0421A | U+0421 CYRILLIC CAPITAL LETTER ES stands among LATIN letters",
                "CN=TLS Issuing\u200b CA | U+200B ZERO WIDTH SPACE is not seen",
                "CN=\uff34LS Issuing CA | is another way to write 'TLS Issuing CA'"
            })
    void aNameThatCouldBeTakenForAnotherIsRefused(String name, String why) {
        var successor = TestAuthority.named(name);
        refused(roll(successor, successor), CONFUSABLE, why);
    }

    @Test
    void aRequestSignedByAWeakAlgorithmIsRefused() throws Exception {
        var keys = TestRequests.rsa(2048);
        var weak = new TestAuthority("CN=TLS Issuing CA 2026-2", keys);
        var draft = roll(weak, weak);
        var files = new HashMap<>(draft.files());
        files.put("act-12-1.p10", TestRequests.request(keys, "SHA1withRSA", weak.name()));
        refused(new TestExchange.Draft(draft.contents(), files), POSSESSION, "SHA-256 or better");
        files.put("act-12-1.p10", TestRequests.request(keys, "MD5withRSA", weak.name()));
        refused(new TestExchange.Draft(draft.contents(), files), POSSESSION, "is not accepted");
    }

    @Test
    void aKeyNobodyProvesToHaveIsRefused() throws Exception {
        var successor = TestAuthority.named("CN=TLS Issuing CA 2026-2");
        var other = TestAuthority.named("CN=TLS Issuing CA 2026-2");
        refused(roll(successor, other), POSSESSION, "over another key than the request");
        var draft = roll(successor, successor);
        var files = new HashMap<>(draft.files());
        files.put(
                "act-12-1.p10",
                TestRequests.request(
                        successor.keys(), other.keys(), "SHA256withECDSA", successor.name()));
        refused(
                new TestExchange.Draft(draft.contents(), files),
                POSSESSION,
                "possession of the private key is not proven");
        files.put(
                "act-12-1.p10",
                TestRequests.request(successor.keys(), "SHA256withECDSA", "CN=Another"));
        refused(
                new TestExchange.Draft(draft.contents(), files),
                POSSESSION,
                "for another subject than the request");
    }

    @Test
    void whatDoesNotFollowFromThePlanIsRefused() {
        var order = exchange.order();
        var plan = exchange.plan();
        refused(
                exchange.draft(
                        plan,
                        exchange.act(
                                plan, with(order, order.constraints(), Duration.ofDays(36500)))),
                NOT_PLANNED,
                "is to be valid for");
        refused(
                exchange.draft(
                        plan,
                        exchange.act(
                                plan,
                                with(
                                        order,
                                        new CaConstraints(5, List.of(), List.of()),
                                        TestExchange.VALIDITY))),
                NOT_PLANNED,
                "has other constraints than the plan means");
        var other = Plan.of(new Act.Renew(TestExchange.id(exchange.root), TestExchange.VALIDITY));
        refused(
                exchange.draft(other, exchange.act(other, order)),
                NOT_PLANNED,
                "is over another key than the plan names");
        var retire = Plan.of(new Act.Retire(TestExchange.id(exchange.issuing)));
        refused(
                exchange.draft(retire, exchange.act(retire, order)),
                NOT_PLANNED,
                "follows from no act of kind retire");
        refused(
                exchange.draft(plan, exchange.act(plan, order, order)),
                NOT_PLANNED,
                "on one occasion");
    }

    @Test
    void aPresentCertificateByAStrangerIsRefused() {
        var stranger = TestAuthority.named("CN=Root A");
        var draft = exchange.renewal();
        var files = new HashMap<>(draft.files());
        files.put("act-12-1.cer", TestExchange.certificate(stranger, exchange.issuing));
        refused(
                new TestExchange.Draft(draft.contents(), files),
                NOT_PLANNED,
                "not by any of our keys");
    }

    @Test
    void aRollFollowsFromItsPlan() {
        var successor = TestAuthority.named("CN=TLS Issuing CA 2026-2");
        var draft = roll(successor, successor);
        exchange.offlineInstallation().take(exchange.first(draft));
    }

    @Test
    void aCrossCertificateFollowsFromItsPlan() {
        var foreign = TestAuthority.named("CN=Foreign Root");
        var certificate = TestExchange.certificate(foreign, foreign);
        var constraints = new CaConstraints(1, List.of(), List.of("example.org"));
        var plan =
                Plan.of(
                        new Act.CrossCertify(
                                TestExchange.id(exchange.root),
                                certificate.sha256(),
                                TestExchange.VALIDITY,
                                constraints));
        var order =
                new RequestedCertificate(
                        TestExchange.id(exchange.root),
                        CertificateTemplate.CROSS_CA,
                        DistinguishedName.of(foreign.name()),
                        TestExchange.publicKey(foreign),
                        constraints,
                        TestExchange.VALIDITY,
                        TestExchange.OCCASION,
                        "act-12-1.cer",
                        null);
        var files = new HashMap<String, Octets>();
        files.put("act-12.plan", octets(plan.text()));
        files.put("act-12-1.cer", certificate);
        var contents = new Contents.Requests(List.of(exchange.act(plan, order)));
        exchange.offlineInstallation()
                .take(exchange.first(new TestExchange.Draft(contents, files)));
        files.put("act-12-1.cer", TestExchange.certificate(foreign, exchange.issuing));
        refused(
                new TestExchange.Draft(contents, files),
                NOT_PLANNED,
                "comes without the certificate that the plan names");
    }

    @Test
    void requestsAreNotTakenOnline() {
        var online =
                new TestInstallation(
                        exchange.offline,
                        exchange.online,
                        Contents.Results.KIND,
                        exchange.offlineGenerations(),
                        Map.of());
        online.refuses(
                exchange.first(exchange.renewal()),
                OTHER_KIND,
                "carries requests, this installation takes results");
    }

    private TestExchange.Draft issuedBy(GenerationId issuer) {
        var order = exchange.order();
        var exchanged =
                new RequestedCertificate(
                        issuer,
                        order.template(),
                        order.subject(),
                        order.publicKey(),
                        order.constraints(),
                        order.validity(),
                        order.occasion(),
                        order.proof(),
                        order.present());
        return exchange.draft(exchange.plan(), exchange.act(exchange.plan(), exchanged));
    }

    private static RequestedCertificate with(
            RequestedCertificate order, CaConstraints constraints, Duration validity) {
        return new RequestedCertificate(
                order.issuer(),
                order.template(),
                order.subject(),
                order.publicKey(),
                constraints,
                validity,
                order.occasion(),
                order.proof(),
                order.present());
    }

    /** A roll to a successor whose request is by a key that may be another's. */
    private TestExchange.Draft roll(TestAuthority successor, TestAuthority proof) {
        var name = DistinguishedName.of(successor.name());
        var plan =
                Plan.of(
                        new Act.Roll(
                                TestExchange.id(exchange.issuing),
                                List.of(new NewKey(name, 1, "issuing", "tls-2", KeyAlgorithm.P256)),
                                new Certifier.Parent(TestExchange.id(exchange.root)),
                                TestExchange.VALIDITY));
        var order =
                new RequestedCertificate(
                        TestExchange.id(exchange.root),
                        CertificateTemplate.ISSUING_CA,
                        name,
                        TestExchange.publicKey(successor),
                        CaConstraints.NONE,
                        TestExchange.VALIDITY,
                        TestExchange.id(successor).sha256(),
                        "act-12-1.p10",
                        "act-12-1.cer");
        var files = new HashMap<>(exchange.files(plan));
        var algorithm =
                proof.keys().getPublic().getAlgorithm().equals("RSA")
                        ? "SHA256withRSA"
                        : "SHA256withECDSA";
        files.put("act-12-1.p10", TestRequests.request(proof.keys(), algorithm, proof.name()));
        return new TestExchange.Draft(
                new Contents.Requests(List.of(exchange.act(plan, order))), files);
    }

    /** The first proposes the plan that is carried, the others approve one of that digest. */
    private void approved(Octets digest, PackageFault fault, String why, String... names) {
        var plan = exchange.plan();
        var approvals =
                List.of(names).subList(1, names.length).stream()
                        .map(name -> new Consent(name, TestExchange.NOW, digest))
                        .toList();
        var act =
                new RequestedAct(
                        12,
                        "act-12.plan",
                        new Consent(names[0], TestExchange.NOW, plan.digest()),
                        approvals,
                        List.of(exchange.order()));
        refused(exchange.draft(plan, act), fault, why);
    }

    private void refused(TestExchange.Draft draft, PackageFault fault, String why) {
        installation.refuses(exchange.first(draft), fault, why);
    }

    private static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
