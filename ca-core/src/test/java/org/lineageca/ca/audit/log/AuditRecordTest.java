package org.lineageca.ca.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineageca.octets.Octets;

/** What a leaf is made from. */
final class AuditRecordTest {

    private static final Instant AT = Instant.parse("2026-11-21T08:00:00.123456Z");

    private static String text(Octets entry) {
        return new String(entry.toArray(), StandardCharsets.UTF_8);
    }

    private static AuditRecord with(String details) {
        return new AuditRecord(7, AT, "officer", "HoldReleased", details);
    }

    @Test
    void anEntryIsCanonicalJson() {
        var entry = with("{\"serial\": \"0a\", \"because\": \"a \\\"mistake\\\"\"}").entry();

        assertThat(text(entry))
                .isEqualTo(
                        "{\"actor\":\"officer\",\"at\":\"2026-11-21T08:00:00.123456Z\",\"details\":{\"because\":\"a \\\"mistake\\\"\",\"serial\":\"0a\"},\"kind\":\"HoldReleased\",\"sequence\":7}");
        assertThat(LoggedEvent.of(entry)).isEqualTo(new LoggedEvent(7, AT));
    }

    /** As nobody writes them but who goes behind our back. */
    @Test
    void differentRowsHaveDifferentEntries() {
        assertThat(
                        Stream.of(
                                        with("{}"),
                                        with("{\"a\": \"1\"}"),
                                        with("{\"a\": 1}"),
                                        with("{\"a\": null}"),
                                        with("{\"a\": [\"1\"]}"),
                                        with("[\"a\", \"1\"]"),
                                        with("\"a\""),
                                        with("null"),
                                        new AuditRecord(-7, AT, "officer", "HoldReleased", "{}"),
                                        new AuditRecord(
                                                Long.MAX_VALUE,
                                                AT,
                                                "officer",
                                                "HoldReleased",
                                                "{}"),
                                        new AuditRecord(
                                                7, Instant.MAX, "officer", "HoldReleased", "{}"))
                                .map(AuditRecord::entry))
                .doesNotHaveDuplicates();
    }

    @Test
    void anEventTooLongForAnEntryIsInTheLogByItsDigest() {
        var entry = with("{\"a\": \"%s\"}".formatted("x".repeat(70_000))).entry();
        var other = with("{\"a\": \"%s\"}".formatted("x".repeat(70_001))).entry();

        assertThat(text(entry)).contains("\"eventSha256\":\"").doesNotContain("xxx");
        assertThat(entry).isNotEqualTo(other);
        assertThat(LoggedEvent.of(entry).sequence()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"sequence\":1}", "{\"sequence\":\"1\",\"at\":\"x\"}", "x"})
    void otherOctetsAreNoEntry(String text) {
        assertThatThrownBy(() -> LoggedEvent.of(Octets.of(text.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEventPutBetweenOldOnesIsAtOddsWithItsNumberOrItsPlace() {
        var order = new LeafOrder();
        for (var leaf = 0; leaf < 10; leaf++) {
            // Every second number is missing, and each event is an hour after the one before it.
            order.add(leaf, new LoggedEvent(leaf * 2L, AT.plusSeconds(3600L * leaf)));
        }
        assertThat(order.misplaced(0)).isEmpty();
        assertThat(order.duplicates()).isEmpty();

        order.add(10, new LoggedEvent(7, AT.plusSeconds(3600L * 10)));
        order.add(11, new LoggedEvent(9, AT.plusSeconds(3600L * 4)));

        assertThat(order.misplaced(10))
                .anySatisfy(problem -> assertThat(problem).contains("leaf 10 has number 7"))
                .anySatisfy(problem -> assertThat(problem).contains("leaf 11 (event 9)"));
        assertThat(order.misplaced(12)).isEmpty();
    }

    @Test
    void aLateCommitIsInOrderAndASecondLeafIsNot() {
        var order = new LeafOrder();
        order.add(0, new LoggedEvent(1, AT));
        order.add(1, new LoggedEvent(3, AT.plusSeconds(2)));
        order.add(2, new LoggedEvent(2, AT.plusSeconds(1)));
        assertThat(order.misplaced(0)).isEmpty();

        order.add(3, new LoggedEvent(3, AT.plusSeconds(3)));

        assertThat(order.duplicates()).containsExactly("leaves 1 and 3 are both of event 3");
    }
}
