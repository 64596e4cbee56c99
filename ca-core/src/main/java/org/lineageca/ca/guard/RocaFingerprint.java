package org.lineageca.ca.guard;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * The fingerprint of RSA moduli made by Infineon's RSALib (Nemec et al., "The Return of
 * Coppersmith's Attack", 2017, section 2.3): both primes are a multiple of a primorial plus a power
 * of 65537, so their product is a power of 65537 modulo each of its small primes. Of other moduli
 * one in 2^27 looks so.
 */
final class RocaFingerprint {

    private static final int GENERATOR = 65_537;

    /** The primorial of the smallest keys reaches to 167; larger ones only add primes. */
    private static final int[] PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97,
        101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };

    private static final BigInteger PRIMORIAL = primorial();
    private static final BitSet[] POWERS = powers();

    private RocaFingerprint() {}

    static boolean isOn(BigInteger modulus) {
        var rest = modulus.mod(PRIMORIAL);
        for (var i = 0; i < PRIMES.length; i++) {
            if (!POWERS[i].get(rest.mod(BigInteger.valueOf(PRIMES[i])).intValue())) {
                return false;
            }
        }
        return true;
    }

    private static BigInteger primorial() {
        var product = BigInteger.ONE;
        for (var prime : PRIMES) {
            product = product.multiply(BigInteger.valueOf(prime));
        }
        return product;
    }

    private static BitSet[] powers() {
        var powers = new BitSet[PRIMES.length];
        for (var i = 0; i < PRIMES.length; i++) {
            powers[i] = new BitSet(PRIMES[i]);
            for (var power = 1; !powers[i].get(power); power = power * GENERATOR % PRIMES[i]) {
                powers[i].set(power);
            }
        }
        return powers;
    }
}
