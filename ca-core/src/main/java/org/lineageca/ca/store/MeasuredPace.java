package org.lineageca.ca.store;

import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.lineageca.ca.mass.Outlook;

/** The rate of the last lists, by what their steps took. */
final class MeasuredPace {

    private static final int LAST = 3;

    private MeasuredPace() {}

    /**
     * Looks at the newest.
     *
     * @param isTelling which of them tell something
     * @param assumed where there is none
     */
    static Outlook.Pace of(
            DSLContext database,
            Table<?> table,
            TableField<?, Integer> done,
            TableField<?, Double> seconds,
            Condition isTelling,
            OrderField<?> newest,
            Outlook.Pace assumed) {
        var last =
                DSL.select(done, seconds)
                        .from(table)
                        .where(isTelling)
                        .and(seconds.gt(0.0))
                        .orderBy(newest)
                        .limit(LAST)
                        .asTable("last");
        var rate =
                database.select(
                                DSL.field(
                                        "sum({0}) / sum({1})",
                                        Double.class, last.field(done), last.field(seconds)))
                        .from(last)
                        .fetchSingle()
                        .value1();
        return rate == null ? assumed : new Outlook.Pace(rate, true);
    }
}
