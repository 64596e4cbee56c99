package org.lineageca.ca.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.softhsm.TemporaryToken;
import org.lineageca.octets.Octets;

/** What is made on a real token, as the JDK reads it. */
final class ShadowAuthorityTest {

    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    private static final RehearsalPlan PLAN =
            new RehearsalPlan(
                    new RehearsalPlan.Authority(
                            DistinguishedName.of("CN=Root,O=Example"),
                            KeyAlgorithm.P384,
                            Duration.ofDays(7300)),
                    new RehearsalPlan.Authority(
                            DistinguishedName.of("CN=Issuing 1,O=Example"),
                            KeyAlgorithm.P256,
                            Duration.ofDays(1825)),
                    DistinguishedName.of("CN=Issuing 2,O=Example"));

    private static TemporaryToken token;
    private static ShadowAuthority shadow;

    @BeforeAll
    static void start() throws GeneralSecurityException {
        token = TemporaryToken.start("rehearsal");
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var leaf = Octets.of(generator.generateKeyPair().getPublic().getEncoded());
        shadow =
                new ShadowAuthority(
                        new TokenSigning(Map.of("rehearsal", token.signer())),
                        new SecureRandom(),
                        PLAN,
                        ShadowKeys.generate(token.signer(), PLAN, leaf),
                        InstantSource.system().instant());
    }

    @AfterAll
    static void stop() {
        token.close();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void aLayoutIsWhatItIsCalled(Layout layout) throws Exception {
        var hierarchy = shadow.build(layout);
        var before = certificate(Objects.requireNonNull(hierarchy.issuing().get(Side.OLD)));
        var after = certificate(Objects.requireNonNull(hierarchy.issuing().get(Side.NEW)));

        assertThat(before.getSubjectX500Principal().equals(after.getSubjectX500Principal()))
                .isEqualTo(layout != Layout.ROLL);
        assertThat(before.getPublicKey().equals(after.getPublicKey()))
                .isEqualTo(layout == Layout.RENEWAL);
        assertThat(before).isNotEqualTo(after);
        assertThat(hierarchy.crls())
                .hasSize(layout == Layout.RENEWAL || layout == Layout.REKEY_ONE_CRL ? 1 : 2);
        for (var der : hierarchy.crls().values()) {
            var critical = crl(der).getCriticalExtensionOIDs();
            if (layout == Layout.REKEY_OWN_URL) {
                assertThat(critical).containsExactly(ISSUING_DISTRIBUTION_POINT);
            } else {
                assertThat(critical).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void ofEachGenerationOneLeafIsGoodAndOneIsOnACrl(Layout layout) throws Exception {
        var hierarchy = shadow.build(layout);
        assertThat(hierarchy.leaves()).hasSize(4);
        for (var leaf : hierarchy.leaves()) {
            var certificate = certificate(leaf.certificate());
            certificate.verify(certificate(leaf.issuer()).getPublicKey());
            var listed = false;
            for (var der : hierarchy.crls().values()) {
                listed |= crl(der).isRevoked(certificate);
            }
            assertThat(listed).isEqualTo(leaf.revoked());
        }
    }

    @Test
    void theOrderOfTheEvidenceIsTheOneAskedFor() {
        var hierarchy = shadow.build(Layout.ROLL);
        var one = hierarchy.evidence(Side.OLD);
        var other = hierarchy.evidence(Side.NEW);
        assertThat(one.crls()).hasSize(3).startsWith(hierarchy.rootCrl());
        assertThat(other.crls())
                .containsExactly(one.crls().get(0), one.crls().get(2), one.crls().get(1));
        assertThat(other.issuing()).isEqualTo(one.issuing().reversed());
    }

    @Test
    void theMatrixHasEveryVerifierThatIsPresentAndNamesTheOthers() {
        Verifier credulous =
                new Fake("credulous", new Presence.Present("1"), Answer.Judgement.ACCEPTED);
        Verifier absent =
                new Fake(
                        "absent",
                        new Presence.Absent("there is no program absent", "absent-tools"),
                        Answer.Judgement.REFUSED);
        var jdk = new JdkVerifier(JdkVerifier.Knowledge.SENT);
        var progress = new ArrayList<String>();

        var matrix = VerifierMatrix.of(shadow, List.of(jdk, credulous, absent), progress::add);

        assertThat(progress).hasSameSizeAs(Layout.values());
        assertThat(matrix.columns())
                .extracting(VerifierMatrix.Column::name)
                .containsExactly("JDK", "credulous");
        assertThat(matrix.cells())
                .hasSize(10)
                .allSatisfy(cell -> assertThat(cell.trials()).hasSize(8));
        assertThat(matrix.failing(Layout.ROLL))
                .extracting(cell -> cell.column().name())
                .containsExactly("credulous");
        assertThat(MatrixText.of(matrix))
                .contains(
                        "absent was not tried: there is no program absent. Debian package: absent-tools.")
                .contains("revoked certificate of the old generation accepted");
        assertThat(MatrixJson.of(matrix, Act.ROLL))
                .contains("\"act\" : \"roll\"", "\"ok\" : false", "\"package\" : \"absent-tools\"");
    }

    private record Fake(String name, Presence presence, Answer.Judgement judgement)
            implements Verifier {

        @Override
        public List<Answer> judge(Evidence evidence) {
            return evidence.leaves().stream().map(_ -> new Answer(judgement, "", "")).toList();
        }
    }

    private static X509Certificate certificate(Octets der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }

    private static X509CRL crl(Octets der) throws GeneralSecurityException {
        return (X509CRL)
                CertificateFactory.getInstance("X.509")
                        .generateCRL(new ByteArrayInputStream(der.toArray()));
    }
}
