package org.lineageca.ca.forecast;

import java.math.BigInteger;
import java.time.Instant;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.authority.RelyingPartyUris;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/** Generations of one lineage, named by a number. */
final class TestGenerations {

    static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");

    private TestGenerations() {}

    static GenerationIdentity identity(int number) {
        return new GenerationIdentity(
                name(number),
                1,
                "tests",
                null,
                KeyHandle.of("test", key(number)),
                KeyAlgorithm.P256,
                RelyingPartyUris.under("http://crl.example", null, "" + number));
    }

    static Generation.Staged staged(int number, Instant notAfter) {
        var certificate =
                new CaCertificate(
                        Octets.ofHex("00"),
                        name(number),
                        DistinguishedName.of("CN=Root"),
                        new SerialNumber(BigInteger.valueOf(number)),
                        BEGIN,
                        notAfter,
                        key(number),
                        new KeyIdentifier(Octets.ofHex("00".repeat(20))));
        return new Generation.Staged(identity(number), certificate, BEGIN);
    }

    static Generation.Enabled enabled(int number, Instant notAfter) {
        return staged(number, notAfter).enabled(BEGIN);
    }

    private static DistinguishedName name(int number) {
        return DistinguishedName.of("CN=Test Issuing CA " + number);
    }

    private static Octets key(int number) {
        return Octets.ofHex("3000%04x".formatted(number));
    }
}
