package org.lineageca.ca.guard;

import java.math.BigInteger;
import java.util.Optional;
import org.lineageca.ca.x509.PublicKeyCheck;
import org.lineageca.ca.x509.RsaModulus;
import org.lineageca.octets.Octets;

/**
 * What a public key itself shows of its weakness (BR 6.1.1.3). The tests of an RSA key take about a
 * millisecond, those of an EC key next to nothing.
 *
 * @param known moduli that are refused because they are known
 */
public record WeakKeys(KnownModuli known) {

    private static final String SOURCE = "BR 6.1.1.3";

    /**
     * The first weakness found.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     */
    public Optional<KeyFlaw> find(Octets publicKey) {
        var unacceptable = PublicKeyCheck.problem(publicKey);
        return unacceptable.isPresent()
                ? unacceptable.map(problem ->
                        new KeyFlaw(KeyFlaw.Kind.UNACCEPTABLE, problem, "BR 6.1.5, 6.1.6"))
                : RsaModulus.of(publicKey).flatMap(this::findIn);
    }

    /** The first weakness of an RSA modulus of anybody, whatever else its key is. */
    public Optional<KeyFlaw> findIn(BigInteger modulus) {
        if (known.has(modulus)) {
            return flaw(
                    KeyFlaw.Kind.KNOWN_MODULUS,
                    "the RSA modulus is on a list of those that a broken generator gives, such as Debian's of 2006 to 2008; make a new key",
                    "CVE-2008-0166, " + SOURCE);
        }
        if (RocaFingerprint.isOn(modulus)) {
            return flaw(
                    KeyFlaw.Kind.ROCA,
                    "the RSA key was made by a library whose keys can be factored (ROCA); make one in software, or update the device's firmware first",
                    "CVE-2017-15361, " + SOURCE);
        }
        if (SmallFactors.has(modulus)) {
            return flaw(
                    KeyFlaw.Kind.SMALL_FACTOR,
                    "the RSA modulus has a prime factor below 65536; make a new key with other software",
                    "BR 6.1.6");
        }
        return ClosePrimes.are(modulus)
                ? flaw(
                        KeyFlaw.Kind.CLOSE_PRIMES,
                        "the primes of the RSA key lie so close together that Fermat's method finds them; make a new key with other software",
                        SOURCE)
                : Optional.empty();
    }

    private static Optional<KeyFlaw> flaw(KeyFlaw.Kind kind, String text, String source) {
        return Optional.of(new KeyFlaw(kind, text, source));
    }
}
