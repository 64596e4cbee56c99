package org.lineageca.ca.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class KeptQueryTest {

    private static List<String> settings(DSLContext database) {
        return database.fetch(
                        "SELECT current_setting('plan_cache_mode') || ' ' || current_setting('enable_seqscan') || ' '"
                                + " || current_setting('jit') AS settings")
                .getValues("settings", String.class);
    }

    /** What other statements of a connection are planned by stays as it was. */
    @Test
    void plansAreKeptForTheOneQueryOnly() {
        var within =
                DSL.concat(
                        KeptQuery.value(String.class),
                        DSL.inline(" "),
                        DSL.function(
                                "current_setting", String.class, DSL.inline("plan_cache_mode")),
                        DSL.inline(" "),
                        KeptQuery.value(String.class));
        var query = new KeptQuery(DSL.select(within.as("within")), 5);
        try (var earlier = new EarlierDatabase("kept_queries", "1")) {
            earlier.jooq()
                    .connection(connection -> {
                        var database = DSL.using(connection);
                        var before = settings(database);
                        for (var word :
                                List.of("one", "two", "three", "four", "five", "six", "seven")) {
                            assertThat(
                                            query.fetch(
                                                    database,
                                                    (_, statement, place) ->
                                                            statement.setString(place, word)))
                                    .extracting(row -> row.get("within", String.class))
                                    .containsExactly(word + " force_generic_plan " + word);
                        }
                        assertThat(settings(database)).isEqualTo(before);
                    });
        }
    }
}
