package org.lineageca.ca.guard;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * RSA moduli that have a prime in common: a greatest common divisor factors both (Heninger et al.,
 * "Mining Your Ps and Qs", 2012; Lenstra et al., "Ron was wrong, Whit is right", 2012). Each has
 * the prime of a generator that was short of entropy.
 */
public final class SharedFactors {

    private SharedFactors() {}

    /** All multiplied, in a tree: factors of like size multiply fastest. One for none. */
    public static BigInteger product(List<BigInteger> moduli) {
        return switch (moduli.size()) {
            case 0 -> BigInteger.ONE;
            case 1 -> moduli.getFirst();
            default -> {
                var half = moduli.size() / 2;
                yield product(moduli.subList(0, half))
                        .multiply(product(moduli.subList(half, moduli.size())));
            }
        };
    }

    /** Whether a modulus has a factor in common with one of others, which are multiplied. */
    public static boolean shares(BigInteger modulus, BigInteger others) {
        return !others.mod(modulus).gcd(modulus).equals(BigInteger.ONE);
    }

    /**
     * Those of a batch that have a factor in common with one another or with others, by Bernstein's
     * remainder tree ("How to find smooth parts of integers", 2004).
     *
     * @param others multiplied, and reduced by the product of the batch
     * @return their places in the batch
     */
    public static List<Integer> sharing(List<BigInteger> batch, BigInteger others) {
        var sharing = new ArrayList<Integer>();
        if (!batch.isEmpty()) {
            descend(batch, 0, others.multiply(product(batch)), sharing);
        }
        return sharing;
    }

    /**
     * What is left of a product by the square of each modulus, over the modulus, are the others.
     */
    private static void descend(
            List<BigInteger> some, int first, BigInteger product, List<Integer> sharing) {
        var own = product(some);
        var rest = product.mod(own.multiply(own));
        if (some.size() > 1) {
            var half = some.size() / 2;
            descend(some.subList(0, half), first, rest, sharing);
            descend(some.subList(half, some.size()), first + half, rest, sharing);
        } else if (shares(own, rest.divide(own))) {
            sharing.add(first);
        }
    }
}
