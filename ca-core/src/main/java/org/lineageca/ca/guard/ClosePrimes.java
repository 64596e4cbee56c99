package org.lineageca.ca.guard;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * Whether Fermat's method finds the factors of a modulus within a hundred rounds, as it does where
 * its primes lie close together (BR 6.1.1.3, CVE-2022-26320).
 */
final class ClosePrimes {

    private static final int ROUNDS = 100;

    /** 3² · 5 · 7 · 11 · 13: of the numbers modulo it 1 in 21 is a square. */
    private static final int SIEVE = 45_045;

    private static final BigInteger SIEVE_MODULUS = BigInteger.valueOf(SIEVE);
    private static final int LOW_BITS = 64;
    private static final BitSet SQUARES = squares(SIEVE);
    private static final BitSet LOW_SQUARES = squares(LOW_BITS);

    private ClosePrimes() {}

    static boolean are(BigInteger modulus) {
        var root = modulus.sqrt();
        if (root.multiply(root).equals(modulus)) {
            return true;
        }
        var middle = root.add(BigInteger.ONE);
        var difference = middle.multiply(middle).subtract(modulus);
        var step = middle.shiftLeft(1).add(BigInteger.ONE);
        for (var round = 0; round < ROUNDS; round++) {
            if (isSquare(difference)) {
                return true;
            }
            difference = difference.add(step);
            step = step.add(BigInteger.TWO);
        }
        return false;
    }

    /** Roots are costly: most numbers are told apart by what is left of them. */
    private static boolean isSquare(BigInteger number) {
        if (!LOW_SQUARES.get(number.intValue() & (LOW_BITS - 1))
                || !SQUARES.get(number.mod(SIEVE_MODULUS).intValue())) {
            return false;
        }
        var root = number.sqrt();
        return root.multiply(root).equals(number);
    }

    private static BitSet squares(int modulus) {
        var squares = new BitSet(modulus);
        for (var number = 0L; number < modulus; number++) {
            squares.set((int) (number * number % modulus));
        }
        return squares;
    }
}
