package org.lineageca.ca.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonIntervalTest {

    /** Halves of chi-square quantiles, as SciPy gives them. */
    @ParameterizedTest
    @CsvSource({
        "0,0,2.9957322735539895",
        "1,0.05129329438755053,4.743864518390577",
        "10,5.425405697091295,16.962219235721903",
        "20,13.254651598346555,29.062018840434014",
        "100,84.13927721831419,118.07927278209706",
        "1000,948.5598493836511,1053.6031221333008",
        "100000,99480.42074678872,100521.71888230444"
    })
    void isGarwoods(long count, double lower, double upper) {
        var interval = PoissonInterval.of(count, 0.9);
        assertThat(interval.lower()).isCloseTo(lower, within(lower * 1e-9));
        assertThat(interval.upper()).isCloseTo(upper, within(upper * 1e-9));
    }
}
