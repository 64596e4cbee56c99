package org.lineageca.ca.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedFactorsTest {

    private final Random random = new Random(20_261_122);

    private BigInteger prime() {
        return BigInteger.probablePrime(128, random);
    }

    private BigInteger modulus() {
        return prime().multiply(prime());
    }

    private List<BigInteger> moduli(int size) {
        var moduli = new ArrayList<BigInteger>();
        for (var i = 0; i < size; i++) {
            moduli.add(modulus());
        }
        return moduli;
    }

    @Test
    void aModulusSharesWithAProductThatHasOneOfItsPrimes() {
        var prime = prime();
        var others = moduli(9);
        assertThat(SharedFactors.shares(modulus(), SharedFactors.product(others))).isFalse();
        others.add(prime.multiply(prime()));
        var modulus = prime.multiply(prime());
        assertThat(SharedFactors.shares(modulus, SharedFactors.product(others))).isTrue();
        assertThat(SharedFactors.shares(modulus, BigInteger.ONE)).isFalse();
        assertThat(SharedFactors.shares(modulus, modulus)).isTrue();
        assertThat(SharedFactors.product(List.of())).isEqualTo(BigInteger.ONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 64, 100})
    void whereNothingIsSharedNothingIsFound(int size) {
        var batch = moduli(size);
        var others =
                SharedFactors.product(moduli(20))
                        .mod(SharedFactors.product(batch).max(BigInteger.TWO));
        assertThat(SharedFactors.sharing(batch, others)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 50})
    void pairsWithinABatchAreFoundWhereverTheyAre(int others) {
        var prime = prime();
        var batch = moduli(others);
        var pair = List.of(prime.multiply(prime()), prime.multiply(prime()));
        batch.addAll(pair);
        Collections.shuffle(batch, random);
        var places = SharedFactors.sharing(batch, BigInteger.ONE);
        assertThat(places).extracting(batch::get).containsExactlyInAnyOrderElementsOf(pair);
    }

    @Test
    void whoSharesWithAnOlderOneIsFoundAndNobodyElse() {
        var prime = prime();
        var older = moduli(30);
        older.add(prime.multiply(prime()));
        var batch = moduli(10);
        batch.set(4, prime.multiply(prime()));
        var others = SharedFactors.product(older).mod(SharedFactors.product(batch));
        assertThat(SharedFactors.sharing(batch, others)).containsExactly(4);
    }

    @Test
    void aModulusThatIsThereTwiceSharesBothPrimes() {
        var modulus = modulus();
        var batch = List.of(modulus(), modulus, modulus(), modulus);
        assertThat(SharedFactors.sharing(batch, BigInteger.ONE)).containsExactly(1, 3);
        assertThat(SharedFactors.sharing(List.of(modulus), BigInteger.ZERO)).containsExactly(0);
    }
}
