package org.lineageca.ca.crl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.lint.rules.CrlRules;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.ca.x509.SignedStructure;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

class CrlEncoderTest {

    private static final String URI = "http://crl.example/0011223344556677/complete.crl";
    private static final Instant THIS_UPDATE = Instant.parse("2026-11-21T08:00:00Z");
    private static final Instant NEXT_UPDATE = Instant.parse("2026-11-28T08:00:00Z");

    /** The generator point of P-256 as a public key: nothing is signed with it. */
    private static final Octets PUBLIC_KEY =
            Octets.ofHex(
                    "3059301306072a8648ce3d020106082a8648ce3d03010703420004"
                            + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

    private static final List<RevocationEntry> ENTRIES =
            List.of(
                    new RevocationEntry(serial(1), THIS_UPDATE, RevocationReason.UNSPECIFIED, null),
                    new RevocationEntry(
                            serial(0x80),
                            THIS_UPDATE,
                            RevocationReason.KEY_COMPROMISE,
                            Instant.parse("2026-11-01T00:00:00Z")));

    @Test
    void encodesEntriesByteForByte() throws IOException {
        assertThat(encoded(ENTRIES, false)).isEqualTo(golden("entries"));
    }

    @Test
    void leavesTheListOutWhenItIsEmpty() throws IOException {
        assertThat(encoded(List.of(), false)).isEqualTo(golden("empty"));
    }

    @Test
    void statesItsScopeCriticallyAndWithoutIndirectCrl() throws IOException {
        var der = encoded(List.of(), true);
        assertThat(der).isEqualTo(golden("scoped"));
        assertThat(der.toHex()).doesNotContain("8401ff").contains("551d1c0101ff");
    }

    @Test
    void isReadByTheJdkAsWasMeant() throws Exception {
        var content = content(ENTRIES, true);
        var signed =
                SignedStructure.assemble(
                        CrlEncoder.encode(content, ENTRIES),
                        SignatureAlgorithm.ECDSA_SHA256,
                        Octets.ofHex("30060201010201ff"));
        var crl =
                (X509CRL)
                        CertificateFactory.getInstance("X.509")
                                .generateCRL(new ByteArrayInputStream(signed.toArray()));
        assertThat(crl.getThisUpdate()).isEqualTo(Date.from(THIS_UPDATE));
        assertThat(crl.getNextUpdate()).isEqualTo(Date.from(NEXT_UPDATE));
        assertThat(crl.getCriticalExtensionOIDs()).containsExactly("2.5.29.28");
        assertThat(crl.getRevokedCertificate(BigInteger.ONE).hasExtensions()).isFalse();
        var compromised = crl.getRevokedCertificate(BigInteger.valueOf(0x80));
        assertThat(compromised.getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.KEY_COMPROMISE);
    }

    @Test
    void isRefusedByTheLintWhenEntriesDoNotAscend() {
        var content = content(ENTRIES, false);
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(() ->
                                CrlRules.PROFILE.admit(
                                        content, CrlEncoder.encode(content, ENTRIES.reversed()))))
                .hasMessageContaining("crl_entries_ascend");
    }

    @Test
    void isRefusedByTheLintWhenTheOctetsAreNotThoseOfTheContent() {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(() ->
                                CrlRules.PROFILE.admit(
                                        content(ENTRIES, true), encoded(List.of(), false))))
                .hasMessageContaining("crl_entries_ascend")
                .hasMessageContaining("crl_scope_is_stated");
    }

    private static Octets encoded(List<RevocationEntry> entries, boolean statesScope) {
        return CrlEncoder.encode(content(entries, statesScope), entries);
    }

    private static SerialNumber serial(long value) {
        return new SerialNumber(BigInteger.valueOf(value));
    }

    private static Octets golden(String name) throws IOException {
        try (var file =
                Objects.requireNonNull(
                        CrlEncoderTest.class.getResourceAsStream("/crl/" + name + ".der"), name)) {
            return Octets.of(file.readAllBytes());
        }
    }

    private static TbsCertList content(
            List<RevocationEntry> entries, boolean criticalDistributionPoint) {
        var name = DistinguishedName.of("CN=Test CA,O=Example");
        var identity =
                new GenerationIdentity(
                        name,
                        1,
                        "tests",
                        null,
                        KeyHandle.of("test", PUBLIC_KEY),
                        KeyAlgorithm.P256,
                        new RelyingPartyUris(URI, "http://crl.example/ca.crt", null));
        var certificate =
                new CaCertificate(
                        Octets.ofHex("00"),
                        name,
                        name,
                        serial(7),
                        THIS_UPDATE,
                        NEXT_UPDATE,
                        PUBLIC_KEY,
                        KeyIdentifier.ofPublicKey(PUBLIC_KEY));
        return new TbsCertList(
                new Issuer(identity, certificate),
                new CrlScope.Complete(URI),
                new CrlNumber(42),
                THIS_UPDATE,
                NEXT_UPDATE,
                CrlExtent.of(entries),
                CrlExtensions.plain(criticalDistributionPoint));
    }
}
