package org.lineageca.ca.guard;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What it costs to compare RSA keys of 2048 bits with a hundred chunks of others, for ADR 0045. A
 * program, not a test: {@code java -cp ca-core/target/test-classes:ca-core/target/classes}.
 */
final class SharedFactorsCost {

    private static final int BITS = 2048;
    private static final int CHUNK = 1_024;
    private static final int CHUNKS = 100;

    private final Random random = new Random(20_261_122);

    public static void main(String[] arguments) {
        var cost = new SharedFactorsCost();
        for (var round = 1; round <= 2; round++) {
            cost.print(round);
        }
    }

    private List<BigInteger> moduli(int size) {
        return Stream.generate(() -> new BigInteger(BITS, random).setBit(BITS - 1).setBit(0))
                .limit(size)
                .toList();
    }

    private void print(int round) {
        var chunk = SharedFactors.product(moduli(CHUNK));
        var one = moduli(1).getFirst();
        var begun = System.nanoTime();
        var found = SharedFactors.shares(one, chunk);
        report(round, "one key with a chunk", begun, found);
        for (var size : List.of(1, 16, 128, CHUNK)) {
            var batch = moduli(size);
            begun = System.nanoTime();
            var product = SharedFactors.product(batch);
            var others = BigInteger.ONE;
            for (var i = 0; i < CHUNKS; i++) {
                others = others.multiply(chunk.mod(product)).mod(product);
            }
            var sharing = SharedFactors.sharing(batch, others);
            report(
                    round,
                    "%d keys with %d chunks".formatted(size, CHUNKS),
                    begun,
                    !sharing.isEmpty());
        }
    }

    private static void report(int round, String what, long begun, boolean found) {
        System.out.printf(
                "round %d: %s: %.1f ms%s%n",
                round,
                what,
                (System.nanoTime() - begun) / 1e6,
                found ? " (a small prime in common)" : "");
    }
}
