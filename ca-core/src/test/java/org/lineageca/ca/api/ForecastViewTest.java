package org.lineageca.ca.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.forecast.CrlForecast;
import org.lineageca.ca.forecast.ExpiredEntries;
import org.lineageca.ca.forecast.PublishedCrl;
import org.lineageca.ca.forecast.RevocationHistory;

class ForecastViewTest {

    @Test
    void isWrittenAsDocumented() throws IOException {
        var today = LocalDate.parse("2026-11-21");
        var forecast =
                CrlForecast.of(
                        new RevocationHistory(
                                today,
                                today.minusDays(10),
                                List.of(new RevocationHistory.Day(today.minusDays(1), 3, 2)),
                                new TreeMap<>(Map.of(5, 3L)),
                                new TreeMap<>(Map.of(today.plusDays(4), 2L)),
                                List.of(new PublishedCrl(today, 2, 500))),
                        1,
                        new CrlBudget(2L, null),
                        ExpiredEntries.STAY,
                        90,
                        today.plusDays(1));
        try (var context = ApplicationContext.run()) {
            var json =
                    context.getBean(ObjectMapper.class)
                            .writeValueAsString(ForecastView.of(forecast, 9));
            assertThat(json)
                    .contains("\"budget\":{\"entries\":2}")
                    .contains("\"crossing\":{\"earliest\":\"2026-11-22\"}")
                    .contains("\"tooLittleHistory\":true")
                    .contains("\"certificatesOut\":9")
                    .contains("{\"day\":\"2026-11-20\",\"lineage\":3,\"generation\":2}")
                    .contains("{\"expiry\":\"2026-11-25\",\"count\":2}")
                    .contains(
                            "{\"day\":\"2026-11-22\",\"late\":2,\"expected\":2,\"early\":3,\"lateBytes\":500,\"expectedBytes\":500,\"earlyBytes\":549}");
        }
    }
}
