package org.lineageca.publisher.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * CRLs of every scope made by OpenSSL; what it says about them lies beside them. The JDK reads the
 * same in them.
 */
class GoldenScopesTest {

    private static final String PLACE = "http://crl.example.test/0123456789abcdef/";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Octets FIVE = Octets.ofHex("05");

    private static final Map<Integer, CRLReason> REASONS =
            Map.of(
                    0, CRLReason.UNSPECIFIED,
                    1, CRLReason.KEY_COMPROMISE,
                    2, CRLReason.CA_COMPROMISE,
                    4, CRLReason.SUPERSEDED,
                    6, CRLReason.CERTIFICATE_HOLD,
                    8, CRLReason.REMOVE_FROM_CRL);

    private static final SerialRecords FIVE_RELEASED =
            new SerialRecords() {
                @Override
                public Set<Octets> expired(Instant before, List<Octets> serials) {
                    return Set.of();
                }

                @Override
                public Set<Octets> released(List<Octets> serials) {
                    assertThat(serials).containsExactly(FIVE);
                    return Set.of(FIVE);
                }
            };

    @Test
    void readsTheCrlOfCaCertificates() throws Exception {
        var list = list("openssl_ca_scope.der");
        var point = Objects.requireNonNull(list.distributionPoint());
        assertThat(point.limits()).containsExactly("onlyContainsCACerts");
        assertThat(point.uri()).isEqualTo(uri("ca.crl"));
        assertThat(extension("openssl_ca_scope.der", "2.5.29.28")).endsWith("8201ff");
        var right = candidate("openssl_ca_scope.der", "ca", null, null);
        assertThat(reason(right, Published.only(null))).isNull();
        var elsewhere = candidate("openssl_ca_scope.der", "shard-1", null, null);
        assertThat(reason(elsewhere, Published.only(null))).isEqualTo(RefusalReason.SCOPE);
    }

    @Test
    void readsAShardThatNamesItsDeltasAndKeepsWhatExpired() {
        var list = list("openssl_shard.der");
        assertThat(list.extensions().freshest()).isEqualTo(uri("shard-3-delta.crl"));
        assertThat(list.extensions().expiredSince())
                .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(Objects.requireNonNull(list.distributionPoint()).limits()).isEmpty();
        assertThat(reason(shard("shard-3-delta.crl"), Published.only(null))).isNull();
        assertThat(reason(shard("shard-4-delta.crl"), Published.only(null)))
                .isEqualTo(RefusalReason.FRESHEST_CRL);
    }

    @Test
    void readsADeltaThatReleasesAHold() {
        var list = list("openssl_shard_delta.der");
        assertThat(list.base()).isEqualTo(BigInteger.valueOf(42));
        assertThat(list.revoked().removals()).isEqualTo(1);
        var full = new Published(null, list("openssl_shard.der"), null, Map.of());
        var delta = candidate("openssl_shard_delta.der", "shard-3-delta", null, 42L);
        assertThat(reason(delta, full)).isNull();
        assertThat(reason(delta, Published.only(null))).isEqualTo(RefusalReason.DELTA_BASE);
    }

    @ParameterizedTest
    @CsvSource({"openssl_ca_scope.der", "openssl_shard.der", "openssl_shard_delta.der"})
    void theJdkReadsTheSame(String name) throws Exception {
        var list = list(name);
        var jdk = jdk(name);
        assertThat(jdk.getIssuerX500Principal().getEncoded()).isEqualTo(list.issuer().toArray());
        assertThat(jdk.getThisUpdate().toInstant()).isEqualTo(list.thisUpdate());
        assertThat(jdk.getNextUpdate().toInstant()).isEqualTo(list.nextUpdate());
        assertThat(jdk.getRevokedCertificates()).hasSize(list.revoked().count());
        assertThat(jdk.getTBSCertList()).isEqualTo(list.signed().toBeSigned().toArray());
        var walk = SerialWalk.over(list.revoked());
        while (walk.next()) {
            var entry = jdk.getRevokedCertificate(new BigInteger(walk.serial().toArray()));
            assertThat(entry).isNotNull();
            var reason = entry.getRevocationReason();
            assertThat(REASONS.get(walk.reason()))
                    .isEqualTo(Objects.requireNonNullElse(reason, CRLReason.UNSPECIFIED));
        }
        assertThat(jdk.getCriticalExtensionOIDs().contains("2.5.29.27"))
                .isEqualTo(list.base() != null);
    }

    private static CrlCandidate shard(String deltas) {
        return candidate("openssl_shard.der", "shard-3", uri(deltas), null);
    }

    private static CrlCandidate candidate(
            String file, String scope, @Nullable Octets deltas, @Nullable Long base) {
        var list = list(file);
        var uri = file.equals("openssl_ca_scope.der") ? "ca.crl" : "shard-3.crl";
        return new CrlCandidate(
                golden(file),
                CrlScope.of(scope, PLACE + uri).orElseThrow(),
                deltas,
                Objects.requireNonNull(list.number()).longValueExact(),
                base,
                list.revoked().count(),
                list.tbsSha256(),
                FIVE_RELEASED,
                null,
                false);
    }

    private static @Nullable RefusalReason reason(CrlCandidate candidate, Published published) {
        var ca =
                switch (CertificateGuard.read(golden("openssl_scopes.der"))) {
                    case Verdict.Publish<CaCertificate>(var certificate) -> certificate;
                    case Verdict.Refuse<CaCertificate>(_, var why) -> throw new AssertionError(why);
                };
        var issuer = new Issuer(ca.subject(), ca.publicKey(), ca.keyIdentifier(), false);
        return switch (CrlGuard.examine(candidate, published, issuer, Policy.DEFAULT, NOW)) {
            case Verdict.Publish<CertList> _ -> null;
            case Verdict.Refuse<CertList>(var reason, _) -> reason;
        };
    }

    private static Octets uri(String name) {
        return Octets.of((PLACE + name).getBytes(StandardCharsets.US_ASCII));
    }

    private static String extension(String name, String id) throws Exception {
        return Octets.of(jdk(name).getExtensionValue(id)).toHex();
    }

    private static X509CRL jdk(String name) throws Exception {
        var der = new ByteArrayInputStream(golden(name).toArray());
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(der);
    }

    private static CertList list(String name) {
        return switch (CrlGuard.read(golden(name))) {
            case Verdict.Publish<CertList>(var list) -> list;
            case Verdict.Refuse<CertList>(_, var why) -> throw new AssertionError(why);
        };
    }

    private static Octets golden(String name) {
        try (var in = Objects.requireNonNull(GoldenScopesTest.class.getResourceAsStream(name))) {
            return Octets.of(in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
