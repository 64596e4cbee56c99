package org.lineageca.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.TrustedRole;
import org.lineageca.ca.admission.AdmitPerson;
import org.lineageca.ca.lifecycle.PrincipalStore;
import org.lineageca.ca.store.GenerationKeys;
import org.lineageca.ca.store.JooqAuthorityStore;
import org.lineageca.ca.store.JooqPrincipalStore;
import org.lineageca.ca.store.JooqStandingStore;
import org.lineageca.ca.x509.PinnedCertificate;
import org.lineageca.migrations.TemporaryDatabase;
import org.lineageca.octets.Octets;

/** Who may come in where there is no CA. */
class OfficerTrustTest {

    private static final Actor ACTOR = new Actor.Installation("test");
    private static final Duration VALIDITY = Duration.ofDays(30);
    private static final X509Certificate PROXY = TestCertificates.named("proxy");

    private final TemporaryDatabase postgres = TemporaryDatabase.start();
    private final CloseableDSLContext database =
            DSL.using(postgres.jdbcUrl(), "core", postgres.password());

    private final Instant begin = Instant.parse("2026-11-21T08:00:00Z");
    private Instant now = begin;
    private final InstantSource clock = () -> now;
    private final GenerationKeys keys = new GenerationKeys(database);
    private final PrincipalStore principals = new JooqPrincipalStore(database, keys);
    private final OfficerTrust trust =
            new OfficerTrust(
                    new JooqAuthorityStore(database, keys),
                    principals,
                    new AdmitPerson(new JooqStandingStore(database), clock),
                    new ProxySettings(
                            List.of(SignedInOfficer.fingerprint(PROXY).orElseThrow().toHex())),
                    clock);

    @AfterEach
    void stop() {
        database.close();
        postgres.close();
    }

    private X509Certificate selfSigned(String name) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var subject = new X500Name("CN=" + name);
        var der =
                new X509v3CertificateBuilder(
                                subject,
                                BigInteger.ONE,
                                Date.from(begin),
                                Date.from(begin.plus(VALIDITY)),
                                subject,
                                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(pair.getPrivate()))
                        .getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    private X509Certificate registered(String name, TrustedRole role) throws Exception {
        var certificate = selfSigned(name);
        principals.pin(
                name,
                role,
                PinnedCertificate.parse(Octets.of(certificate.getEncoded())),
                begin,
                ACTOR);
        return certificate;
    }

    private void comesIn(X509Certificate... chain) throws CertificateException {
        trust.checkClientTrusted(chain, "EC");
    }

    @Test
    void aPinnedCertificateComesInByItselfAndIsNamedToBrowsers() throws Exception {
        var anna = registered("anna", TrustedRole.Officer);
        comesIn(anna);
        assertThat(trust.getAcceptedIssuers()).contains(anna);
    }

    @Test
    void anUnknownCertificateIsRefusedAlsoUnderAKnownNameOrBehindAKnownOne() throws Exception {
        var berta = registered("berta", TrustedRole.Officer);
        var impostor = selfSigned("berta");
        assertThatThrownBy(() -> comesIn(impostor))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("not pinned");
        assertThatThrownBy(() -> comesIn(impostor, berta)).isInstanceOf(CertificateException.class);
    }

    @Test
    void theProxyGetsThroughByItsFingerprintWhileItsCertificateIsValidAndIsNamedToNobody()
            throws Exception {
        now = PROXY.getNotBefore().toInstant();
        comesIn(PROXY);
        assertThatThrownBy(() -> comesIn(TestCertificates.named("proxy")))
                .isInstanceOf(CertificateException.class);
        assertThat(trust.getAcceptedIssuers()).doesNotContain(PROXY);
        now = PROXY.getNotBefore().toInstant().minusSeconds(1);
        assertThatThrownBy(() -> comesIn(PROXY))
                .isInstanceOf(CertificateNotYetValidException.class);
        now = PROXY.getNotAfter().toInstant().plusSeconds(1);
        assertThatThrownBy(() -> comesIn(PROXY)).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void whatTheProxyBringsPassesWherePinnedAndElseNeedsARoot() throws Exception {
        assertThat(trust.wouldPass(registered("emma", TrustedRole.Officer))).isTrue();
        // That it is nobody's is told by the page.
        assertThat(trust.wouldPass(selfSigned("emma"))).isTrue();
    }

    /** The handshake could only break off; the page can say why. */
    @Test
    void whoIsRemovedGetsNoFurtherThanToBeToldAndIsNamedToNobody() throws Exception {
        var clara = registered("clara", TrustedRole.Auditor);
        principals.remove("clara", begin, ACTOR);
        comesIn(clara);
        assertThat(trust.getAcceptedIssuers()).doesNotContain(clara);
    }

    @Test
    void nobodyComesInWhileTheDatabaseIsAway() throws Exception {
        var dora = registered("dora", TrustedRole.Administrator);
        database.close();
        assertThatThrownBy(() -> comesIn(dora))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("does not answer");
    }
}
