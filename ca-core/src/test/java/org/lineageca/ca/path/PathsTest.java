package org.lineageca.ca.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.path.TestAuthority.NOW;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lineageca.ca.path.ExploredPath.Outcome;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

class PathsTest {

    private final TestAuthority root = TestAuthority.named("CN=Root,O=Example");
    private final TestAuthority issuing = TestAuthority.named("CN=Issuing,O=Example");
    private final X509Certificate rootCertificate = root.root();
    private final X509Certificate issuingCertificate = root.certify(issuing);
    private final X509Certificate leaf = issuing.leaf("www.example.org");

    private static List<PathCertificate> given(X509Certificate... certificates) {
        return Arrays.stream(certificates)
                .map(certificate -> PathCertificate.of(certificate, Origin.GIVEN))
                .toList();
    }

    private static List<ExploredPath> explore(
            X509Certificate target,
            List<PathCertificate> anchors,
            List<PathCertificate> pool,
            X509CRL... crls) {
        return new PathValidation(NOW, List.of(crls))
                .judge(PathSearch.find(given(target).getFirst(), anchors, pool).paths());
    }

    private static List<Outcome> outcomes(List<ExploredPath> paths) {
        return paths.stream().map(ExploredPath::outcome).toList();
    }

    private static Finding finding(ExploredPath path) {
        var finding = path.finding();
        assertThat(finding).isNotNull();
        return java.util.Objects.requireNonNull(finding);
    }

    private static void assertRefused(
            ExploredPath path, PathReason reason, int index, String... words) {
        assertThat(path.outcome()).isNotEqualTo(Outcome.VALID);
        assertThat(finding(path).reason()).as(finding(path).sentence()).isEqualTo(reason);
        assertThat(finding(path).index()).isEqualTo(index);
        assertThat(finding(path).sentence()).contains(words);
    }

    @Test
    void aCertificateOverItsIssuerToTheRootIsValid() {
        var paths =
                explore(
                        leaf,
                        given(rootCertificate),
                        given(issuingCertificate),
                        issuing.crl(),
                        root.crl());
        assertThat(outcomes(paths)).containsExactly(Outcome.VALID);
        assertThat(paths.getFirst().certificates())
                .extracting(PathCertificate::certificate)
                .containsExactly(leaf, issuingCertificate, rootCertificate);
        assertThat(paths.getFirst().notes()).isEmpty();
        assertThat(paths.getFirst().isAnchor(2)).isTrue();
    }

    @Test
    void bothCertificatesOfARenewedCaAreWaysUp() {
        var renewed = root.certify(issuing, root.usual().until(NOW.plusSeconds(10L * 31_536_000)));
        var pool =
                List.of(
                        PathCertificate.of(issuingCertificate, Origin.OWN),
                        PathCertificate.of(renewed, Origin.RENEWED));
        var paths = explore(leaf, given(rootCertificate), pool, issuing.crl(), root.crl());
        assertThat(outcomes(paths)).containsExactly(Outcome.VALID, Outcome.VALID);
        assertThat(paths)
                .extracting(ExploredPath::over)
                .containsExactlyInAnyOrder(
                        List.of(Origin.OWN, Origin.GIVEN), List.of(Origin.RENEWED, Origin.GIVEN));
    }

    @Test
    void afterAReKeyTheOtherKeyOfTheNameIsListedAsTheWrongOne() {
        var rekeyed = TestAuthority.named("CN=Issuing,O=Example");
        var paths =
                explore(
                        leaf,
                        given(rootCertificate),
                        given(root.certify(rekeyed), issuingCertificate));
        assertThat(outcomes(paths)).containsExactly(Outcome.VALID, Outcome.INVALID);
        assertRefused(
                paths.getLast(),
                PathReason.SIGNATURE,
                0,
                "CN=www.example.org was not made by the key of CN=Issuing,O=Example");
    }

    @Test
    void aReKeyedRootIsReachedOverItsLinkCertificate() {
        var newRoot = TestAuthority.named("CN=Root,O=Example");
        var link = root.certify(newRoot);
        var newLeafIssuer = newRoot.certify(issuing);
        var paths =
                explore(
                        leaf,
                        given(rootCertificate),
                        List.of(
                                PathCertificate.of(newLeafIssuer, Origin.OWN),
                                PathCertificate.of(link, Origin.LINK),
                                PathCertificate.of(newRoot.root(), Origin.OWN)));
        assertThat(paths.getFirst().outcome()).isEqualTo(Outcome.VALID);
        assertThat(paths.getFirst().over()).containsExactly(Origin.OWN, Origin.LINK, Origin.GIVEN);
        // Straight to the old root, whose key did not sign; and up to the new one, which is no
        // anchor.
        assertThat(paths.stream().skip(1).map(path -> finding(path).reason()))
                .containsExactly(PathReason.SIGNATURE, PathReason.UNTRUSTED);
    }

    @Test
    void aWrongAnchorOfTheSameNameIsRefusedByItsSignature() {
        var impostor = TestAuthority.named("CN=Root,O=Example");
        var paths = explore(leaf, given(impostor.root()), given(issuingCertificate));
        assertRefused(paths.getFirst(), PathReason.SIGNATURE, 1, "CN=Issuing,O=Example");
    }

    @Test
    void aCrossCertificateLeadsToASecondAnchor() {
        var partner = TestAuthority.named("CN=Partner Root,O=Partner");
        var partnerRoot = partner.root();
        var cross = PathCertificate.of(partner.certify(root), Origin.CROSS);
        var pool = new ArrayList<>(given(issuingCertificate));
        pool.add(cross);
        var both = explore(leaf, given(rootCertificate, partnerRoot), pool);
        assertThat(outcomes(both)).containsExactly(Outcome.VALID, Outcome.VALID);
        assertThat(both.getLast().certificates()).hasSize(4);
        assertThat(both.getLast().over()).contains(Origin.CROSS);

        var onlyPartner = explore(leaf, given(partnerRoot), pool);
        assertThat(outcomes(onlyPartner)).containsExactly(Outcome.VALID);
    }

    @Test
    void anExpiredOrEarlyIntermediateIsNamedWithItsDate() {
        var expired = root.certify(issuing, root.usual().until(NOW.minusSeconds(1)));
        assertRefused(
                explore(leaf, given(rootCertificate), given(expired)).getFirst(),
                PathReason.EXPIRED,
                1,
                "CN=Issuing,O=Example expired on 2026-11-21T07:59:59Z");
        var early = root.certify(issuing, root.usual().from(NOW.plusSeconds(60)));
        assertRefused(
                explore(leaf, given(rootCertificate), given(early)).getFirst(),
                PathReason.NOT_YET_VALID,
                1,
                "is not valid before 2026-11-21T08:01:00Z");
    }

    @Test
    void oneCaTooManyBreaksThePathLength() {
        var middle = TestAuthority.named("CN=Middle,O=Example");
        var paths =
                explore(
                        leaf,
                        given(rootCertificate),
                        given(
                                root.certify(middle, root.usual().pathLength(0)),
                                middle.certify(issuing)));
        assertRefused(
                paths.getFirst(), PathReason.PATH_LENGTH, 1, "CN=Issuing", "pathLenConstraint");
    }

    @Test
    void aNameOutsideTheConstraintsIsRefused() {
        var confined = root.certify(issuing, root.usual().permitted("example.com"));
        assertRefused(
                explore(leaf, given(rootCertificate), given(confined)).getFirst(),
                PathReason.NAME_CONSTRAINTS,
                0,
                "CN=www.example.org",
                "nameConstraints");
        assertThat(
                        outcomes(
                                explore(
                                        issuing.leaf("www.example.com"),
                                        given(rootCertificate),
                                        given(confined))))
                .containsExactly(Outcome.VALID);
    }

    @Test
    void aRevokedIntermediateIsSeenInTheCrlAndAMissingCrlIsSaid() {
        var anchors = given(rootCertificate);
        var pool = given(issuingCertificate);
        assertRefused(
                explore(leaf, anchors, pool, root.crl(issuingCertificate)).getFirst(),
                PathReason.REVOKED,
                1,
                "CN=Issuing,O=Example was revoked by CN=Root,O=Example on",
                "KEY_COMPROMISE");
        var unchecked = explore(leaf, anchors, pool, root.crl()).getFirst();
        assertThat(unchecked.outcome()).isEqualTo(Outcome.VALID);
        assertThat(unchecked.notes())
                .singleElement()
                .asString()
                .startsWith("Revocation not checked for CN=www.example.org: no CRL of CN=Issuing");
        // A CRL of the same name by another key says nothing about certificates of this one.
        var otherKey = TestAuthority.named("CN=Issuing,O=Example");
        assertThat(explore(leaf, anchors, pool, root.crl(), otherKey.crl(leaf)).getFirst().notes())
                .isEqualTo(unchecked.notes());
    }

    @Test
    void aPathWithoutItsIssuerIsShownAsFarAsItGoes() {
        var nowhere = explore(leaf, given(rootCertificate), List.of());
        assertThat(outcomes(nowhere)).containsExactly(Outcome.INCOMPLETE);
        assertRefused(
                nowhere.getFirst(),
                PathReason.ISSUER_NOT_FOUND,
                0,
                "issuer not found: CN=Issuing,O=Example");
        var other = TestAuthority.named("CN=Other,O=Example");
        var untrusted =
                explore(leaf, given(other.root()), given(issuingCertificate, rootCertificate));
        assertThat(untrusted.getFirst().certificates()).hasSize(3);
        assertRefused(
                untrusted.getFirst(), PathReason.UNTRUSTED, 2, "not one of the trust anchors");
    }

    @Test
    void keyIdentifiersThatDoNotMatchAreListedAndSaid() {
        var other = TestAuthority.named("CN=Other");
        var misnamed = root.certify(issuing, root.usual().naming(other));
        assertRefused(
                explore(leaf, given(rootCertificate), given(misnamed)).getFirst(),
                PathReason.KEY_IDENTIFIER,
                1,
                "names another key");
        var misnamedLeaf = issuing.leaf("www.example.org", issuing.usual().naming(other));
        var path =
                explore(misnamedLeaf, given(rootCertificate), given(issuingCertificate)).getFirst();
        assertThat(path.outcome()).isEqualTo(Outcome.VALID);
        assertThat(path.notes())
                .anySatisfy(note -> assertThat(note).contains("some verifiers refuse this"));
    }

    @Test
    void anIssuerFoundByItsKeyAloneDoesNotChainByName() {
        var renamed = new TestAuthority("CN=Renamed,O=Example", issuing.keys());
        var path = explore(leaf, given(rootCertificate), given(root.certify(renamed))).getFirst();
        assertRefused(path, PathReason.NAME_CHAINING, 0, "not CN=Renamed,O=Example");
    }

    @Test
    void anIssuerThatIsNoCaIsRefused() {
        var notCa = root.leaf("not-a-ca.example");
        var paths =
                explore(
                        new TestAuthority("CN=not-a-ca.example", issuing.keys())
                                .leaf("www.example.org"),
                        given(rootCertificate),
                        given(notCa));
        assertThat(finding(paths.getFirst()).reason()).isEqualTo(PathReason.NOT_A_CA);
    }

    @Test
    void anAnchorNeedsNothingAbove() {
        var path = explore(rootCertificate, given(rootCertificate), List.of()).getFirst();
        assertThat(path.outcome()).isEqualTo(Outcome.VALID);
        assertThat(path.notes()).containsExactly("It is a trust anchor itself.");
        var old = root.certify(root, root.usual().until(NOW.minusSeconds(1)));
        assertThat(explore(leaf, given(old), given(issuingCertificate)).getFirst().notes())
                .anySatisfy(note -> assertThat(note).startsWith("The trust anchor expired on"));
    }

    @Test
    @Timeout(300)
    void casThatCertifiedEachOtherDoNotLeadRoundForEver() {
        var a = TestAuthority.named("CN=A");
        var b = TestAuthority.named("CN=B");
        var paths =
                explore(
                        a.leaf("loop.example"),
                        given(rootCertificate),
                        given(b.certify(a), a.certify(b)));
        assertThat(paths).hasSize(1);
        assertRefused(paths.getFirst(), PathReason.LOOP, 2, "round in a circle: CN=A");
    }

    @Test
    @Timeout(300)
    void whereEverybodyCertifiedEverybodyTheSearchIsBounded() {
        var everybody =
                IntStream.range(0, 14).mapToObj(i -> TestAuthority.named("CN=Ca " + i)).toList();
        var pool = new ArrayList<PathCertificate>();
        for (var issuer : everybody) {
            everybody.stream()
                    .filter(subject -> !subject.equals(issuer))
                    .forEach(subject -> pool.addAll(given(issuer.certify(subject))));
        }
        var target = given(everybody.getFirst().leaf("bounds.example")).getFirst();
        var without = PathSearch.find(target, given(rootCertificate), pool);
        assertThat(without.paths()).hasSizeLessThanOrEqualTo(PathSearch.MAX_PATHS);
        assertThat(without.cuts()).isNotEmpty();
        var with = PathSearch.find(target, given(everybody.getLast().root()), pool);
        assertThat(with.paths().stream().filter(CandidatePath.ToAnchor.class::isInstance))
                .hasSize(PathSearch.MAX_PATHS);
        assertThat(with.paths().getFirst().certificates()).hasSize(3);
        assertThat(with.cuts()).anySatisfy(cut -> assertThat(cut).contains("more than 64 ways"));
    }

    @Test
    void depthAndPoolAreBoundedAndTheCutIsSaid() {
        var line = new ArrayList<>(List.of(root));
        IntStream.range(0, PathSearch.MAX_DEPTH)
                .forEach(i -> line.add(TestAuthority.named("CN=Link " + i)));
        var chain = TestAuthority.chain(line).toArray(X509Certificate[]::new);
        var target = given(line.getLast().leaf("deep.example")).getFirst();
        var deep = PathSearch.find(target, given(rootCertificate), given(chain));
        assertThat(deep.paths())
                .singleElement()
                .isInstanceOfSatisfying(
                        CandidatePath.OpenEnd.class,
                        end -> {
                            assertThat(end.finding().reason()).isEqualTo(PathReason.TOO_DEEP);
                            assertThat(end.certificates()).hasSize(PathSearch.MAX_DEPTH);
                        });
        assertThat(deep.cuts())
                .containsExactly(
                        "Not all the way: paths are followed over at most 8 certificates.");

        var crowd =
                new ArrayList<>(
                        IntStream.range(0, PathSearch.MAX_POOL)
                                .mapToObj(i -> given(root.certify(issuing)).getFirst())
                                .toList());
        crowd.addAll(given(issuing.certify(root)));
        var crowded = PathSearch.find(given(leaf).getFirst(), given(rootCertificate), crowd);
        assertThat(crowded.cuts())
                .contains("Of 1001 CA certificates 1000 were looked at.")
                .anySatisfy(cut -> assertThat(cut).contains("more than 64 ways"));
    }

    @Test
    void certificatesAreReadFromPemWithTextAroundAndFromDer() throws Exception {
        var der = Octets.of(leaf.getEncoded());
        assertThat(CertificateBundle.parse(der)).containsExactly(leaf);
        var text =
                "subject=x\n"
                        + Pem.encode("CERTIFICATE", der)
                        + "0 s:CN=y\n"
                        + Pem.encode("CERTIFICATE", Octets.of(rootCertificate.getEncoded()));
        assertThat(CertificateBundle.parse(text(text))).containsExactly(leaf, rootCertificate);
        for (var wrong :
                List.of(
                        "",
                        "words",
                        "-----BEGIN CERTIFICATE-----\nAAAA",
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                        "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n",
                        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
            assertThatThrownBy(() -> CertificateBundle.parse(text(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Octets text(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
