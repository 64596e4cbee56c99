package org.lineageca.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What of {@code ./lineage kill} needs no installation. */
class RandomKillsTest {

    @Test
    void optionsChangeHowMuchAndNothingElse() {
        var sizes = RandomKills.sizes(List.of("--moments=15", "--seed=7"));
        assertThat(sizes).isEqualTo(new RandomKills.Sizes(15, 7));
        assertThat(RandomKills.sizes(List.of()).moments()).isEqualTo(1_000);
        for (var wrong : List.of("--moments=0", "--moments=many", "--seed", "15")) {
            assertThatThrownBy(() -> RandomKills.sizes(List.of(wrong)))
                    .hasMessage("'" + wrong + "' is none of --moments=N, --seed=N");
        }
    }
}
