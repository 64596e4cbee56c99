package org.lineageca.ca.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SerialNumberTest {

    @Test
    void isPositiveAndFitsSixteenOctets() {
        var seed = 20261121L;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        for (var i = 0; i < 10_000; i++) {
            var serial = SerialNumber.random(random);
            assertThat(serial.value().signum()).isPositive();
            assertThat(serial.octets().length()).isLessThanOrEqualTo(16);
        }
    }

    @Test
    void roundTripsThroughItsOctetsWithATopBitSet() {
        var serial = new SerialNumber(new BigInteger("80ff", 16));
        assertThat(serial.octets().toHex()).isEqualTo("0080ff");
        assertThat(serial.hex()).isEqualTo("80ff");
        assertThat(SerialNumber.ofOctets(serial.octets())).isEqualTo(serial);
    }

    @Test
    void isReadAsPeoplePasteIt() {
        var expected = new SerialNumber(new BigInteger("0a1b2c", 16));
        assertThat(SerialNumber.ofHex(" 0A:1B:2C ")).isEqualTo(expected);
        assertThat(SerialNumber.ofHex("0x0a1b2c")).isEqualTo(expected);
        assertThatThrownBy(() -> SerialNumber.ofHex("xyz")).hasMessageContaining("hexadecimal");
        assertThatThrownBy(() -> SerialNumber.ofHex("0")).hasMessageContaining("positive");
        assertThatThrownBy(() -> SerialNumber.ofHex("ff".repeat(20)))
                .hasMessageContaining("20 octets");
    }
}
