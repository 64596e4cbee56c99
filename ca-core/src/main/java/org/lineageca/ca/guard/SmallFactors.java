package org.lineageca.ca.guard;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Whether a modulus has a prime factor below 2^16, by one greatest common divisor with the product
 * of them all (NIST SP 800-89 5.3.3, BR 6.1.6).
 */
final class SmallFactors {

    private static final int LIMIT = 1 << 16;
    private static final BigInteger PRODUCT = SharedFactors.product(primes());

    private SmallFactors() {}

    static boolean has(BigInteger modulus) {
        return SharedFactors.shares(modulus, PRODUCT);
    }

    private static List<BigInteger> primes() {
        var composite = new BitSet(LIMIT);
        var primes = new ArrayList<BigInteger>();
        for (var number = 2; number < LIMIT; number++) {
            if (!composite.get(number)) {
                primes.add(BigInteger.valueOf(number));
                for (var multiple = 2 * number; multiple < LIMIT; multiple += number) {
                    composite.set(multiple);
                }
            }
        }
        return primes;
    }
}
