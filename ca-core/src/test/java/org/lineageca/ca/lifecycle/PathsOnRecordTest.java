package org.lineageca.ca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lineageca.ca.lifecycle.TestPki.ACTOR;
import static org.lineageca.db.Tables.CA_CERTIFICATE;
import static org.lineageca.db.Tables.FOREIGN_CERTIFICATE;
import static org.lineageca.db.Tables.GENERATION;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TestRequests;
import org.lineageca.ca.lifecycle.AcceptableCas.Position;
import org.lineageca.ca.path.CertificateBundle;
import org.lineageca.ca.path.Exploration;
import org.lineageca.ca.path.ExploredPath.Outcome;
import org.lineageca.ca.path.Origin;
import org.lineageca.ca.path.PathReason;
import org.lineageca.ca.path.TestAuthority;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.store.JooqCertificatePool;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.Pem;
import org.lineageca.octets.Octets;

class PathsOnRecordTest {

    /** Rows as a test wants them. */
    private record Rows(List<Ours> ours, List<Foreign> foreign) implements CertificatePool {
        @Override
        public List<Octets> newestCrls(Collection<DistinguishedName> issuers) {
            return List.of();
        }
    }

    @Test
    void pathsGoOverWhatIsOnRecordAndSeeItsCrls() {
        var pki = new TestPki();
        var pool = new JooqCertificatePool(pki.database());
        var paths = new ExplorePaths(pool, pki.clock);
        var issued = pki.issue.issue(ACTOR, "tls-server", TestRequests.server("p.example"));
        var chain = text(Pem.chain(issued.chain()));

        var good = paths.explore(ACTOR, question(chain, null, null));
        assertThat(good.paths()).hasSize(1);
        assertThat(good.paths().getFirst().outcome()).isEqualTo(Outcome.VALID);
        assertThat(good.paths().getFirst().over()).containsExactly(Origin.OWN);
        assertThat(good.paths().getFirst().notes()).isEmpty();

        var early =
                paths.explore(
                        ACTOR, question(chain, null, pki.clock.instant().minusSeconds(86_400)));
        assertThat(first(early)).isEqualTo(PathReason.NOT_YET_VALID);

        var stranger = TestAuthority.named("CN=Stranger");
        var astray = paths.explore(ACTOR, question(chain, der(stranger.root()), null));
        assertThat(first(astray)).isEqualTo(PathReason.UNTRUSTED);

        var partner = crossCertified(pki);
        var both = paths.explore(ACTOR, question(chain, null, null));
        assertThat(both.count(Outcome.VALID)).isEqualTo(2);
        assertThat(both.paths().getLast().over())
                .containsExactly(Origin.OWN, Origin.CROSS, Origin.FOREIGN);
        var byPartner = paths.explore(ACTOR, question(chain, der(partner), null));
        assertThat(byPartner.count(Outcome.VALID)).isEqualTo(1);

        pki.revoke.revoke(
                ACTOR,
                new CertificateReference.BySerial(issued.serial()),
                RevocationReason.KEY_COMPROMISE,
                null);
        pki.advance(Duration.ofSeconds(1));
        pki.crls.issueAll(ACTOR);
        var revoked = paths.explore(ACTOR, question(chain, null, null));
        assertThat(revoked.count(Outcome.VALID)).isZero();
        assertThat(first(revoked)).isEqualTo(PathReason.REVOKED);
    }

    /** The partner's root is on record as an anchor, and so is what it certified: our root. */
    private static X509Certificate crossCertified(TestPki pki) {
        var partner = TestAuthority.named("CN=Partner Root");
        var root = CertificateBundle.one(pki.root.certificate().der());
        var ours =
                new TestAuthority(
                        root.getSubjectX500Principal().getName(),
                        new java.security.KeyPair(root.getPublicKey(), null));
        var cross = der(partner.certify(ours));
        var certificate = partner.root();
        var now = pki.clock.instant();
        pki.database()
                .insertInto(FOREIGN_CERTIFICATE)
                .set(FOREIGN_CERTIFICATE.SHA256, der(certificate).sha256().toArray())
                .set(
                        FOREIGN_CERTIFICATE.SUBJECT,
                        certificate.getSubjectX500Principal().getEncoded())
                .set(FOREIGN_CERTIFICATE.DER, der(certificate).toArray())
                .set(FOREIGN_CERTIFICATE.IS_ANCHOR, true)
                .set(FOREIGN_CERTIFICATE.RECORDED_AT, now)
                .execute();
        var generation =
                pki.database()
                        .select(GENERATION.GENERATION_ID)
                        .from(GENERATION)
                        .where(GENERATION.LABEL.eq(pki.root.identity().id().label()))
                        .fetchSingle()
                        .value1();
        pki.database()
                .insertInto(CA_CERTIFICATE)
                .set(CA_CERTIFICATE.GENERATION_ID, generation)
                .set(CA_CERTIFICATE.SHA256, cross.sha256().toArray())
                .set(CA_CERTIFICATE.SERIAL, new byte[] {1})
                .set(CA_CERTIFICATE.NOT_BEFORE, now)
                .set(CA_CERTIFICATE.NOT_AFTER, now.plusSeconds(86_400))
                .set(CA_CERTIFICATE.DER, cross.toArray())
                .set(CA_CERTIFICATE.RECORDED_AT, now)
                .set(CA_CERTIFICATE.IS_CROSS, true)
                .execute();
        return certificate;
    }

    @Test
    void aServerIsToldTheIssuersOfALineageAndTheirRoots() {
        var pki = new TestPki();
        var list = new ListAcceptableCas(new JooqCertificatePool(pki.database()), pki.clock);
        assertThat(list.lineages(ACTOR)).containsExactly(TestPki.LINEAGE);
        var acceptable = list.of(ACTOR, TestPki.LINEAGE);
        assertThat(acceptable.names())
                .extracting(DistinguishedName::toString)
                .containsExactly("CN=Test Issuing,O=Example", "CN=Test Root,O=Example");
        assertThat(acceptable.authorities())
                .extracting(AcceptableCas.Authority::position)
                .containsExactly(Position.ISSUER, Position.ROOT);
        assertThat(CertificateBundle.parse(text(acceptable.pem())))
                .containsExactly(certificate(pki.issuing), certificate(pki.root));
        assertThat(acceptable.ambiguities()).isEmpty();
        assertThat(acceptable.notes()).isEmpty();
        assertThatThrownBy(() -> list.of(ACTOR, "nobody"))
                .hasMessageContaining("There are: servers.");
    }

    @Test
    void twoKeysOfOneNameAreFlaggedAndThoseThatNoLongerSpeakAreLeftOut() {
        var root = TestAuthority.named("CN=Root");
        var old = TestAuthority.named("CN=Issuing");
        var renewed = TestAuthority.named("CN=Issuing");
        var retired = TestAuthority.named("CN=Retired");
        var rows =
                new Rows(
                        List.of(
                                row(root.root(), "Enabled", null),
                                row(root.certify(old), "Disabled", "servers"),
                                row(root.certify(renewed), "Enabled", "servers"),
                                row(root.certify(retired), "Retired", "servers"),
                                row(TestAuthority.named("CN=Gone").certify(old), "Enabled", "x")),
                        List.of());
        var list = new ListAcceptableCas(rows, () -> TestAuthority.NOW);
        var acceptable = list.of(ACTOR, "servers");
        assertThat(acceptable.names())
                .extracting(DistinguishedName::toString)
                .containsExactly("CN=Issuing", "CN=Root");
        assertThat(acceptable.authorities()).hasSize(3);
        assertThat(acceptable.ambiguities())
                .singleElement()
                .satisfies(ambiguity -> {
                    assertThat(ambiguity.name()).hasToString("CN=Issuing");
                    assertThat(ambiguity.generations()).hasSize(2);
                    assertThat(ambiguity.meaning()).contains("never by name");
                });
    }

    @Test
    void whatCannotBeReadOrIsTooMuchIsRefusedWithWhatToDo() {
        var paths = new ExplorePaths(new Rows(List.of(), List.of()), () -> TestAuthority.NOW);
        var leaf = der(TestAuthority.named("CN=Ca").leaf("a.example"));
        assertRefused(Refusal.MALFORMED, paths, question(text("words"), null, null));
        assertRefused(Refusal.MALFORMED, paths, question(leaf, text("words"), null));
        assertRefused(
                Refusal.TOO_LARGE,
                paths,
                question(Octets.of(new byte[ExplorePaths.MAX_OCTETS + 1]), null, null));
        assertRefused(Refusal.INVALID_VALUE, paths, question(leaf, null, Instant.MAX));
        assertThat(first(paths.explore(ACTOR, question(leaf, null, null))))
                .isEqualTo(PathReason.ISSUER_NOT_FOUND);
    }

    private static void assertRefused(
            Refusal refusal, ExplorePaths paths, ExplorePaths.Question question) {
        assertThatThrownBy(() -> paths.explore(ACTOR, question))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> {
                            assertThat(refused.refusal()).isEqualTo(refusal);
                            assertThat(refused).hasMessageContaining("Nothing was looked for");
                        });
    }

    private static ExplorePaths.Question question(
            Octets certificate, @Nullable Octets anchors, @Nullable Instant at) {
        return new ExplorePaths.Question(certificate, anchors, null, at);
    }

    private static PathReason first(Exploration exploration) {
        return Objects.requireNonNull(exploration.paths().getFirst().finding()).reason();
    }

    private static CertificatePool.Ours row(
            X509Certificate certificate, String state, @Nullable String lineage) {
        return new CertificatePool.Ours(
                der(certificate),
                GenerationId.ofPublicKey(Octets.of(certificate.getPublicKey().getEncoded())),
                false,
                state,
                lineage);
    }

    private static X509Certificate certificate(Generation.Enabled generation) {
        return CertificateBundle.one(generation.certificate().der());
    }

    private static Octets der(X509Certificate certificate) {
        try {
            return Octets.of(certificate.getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Octets text(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
