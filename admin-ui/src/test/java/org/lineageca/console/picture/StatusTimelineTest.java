package org.lineageca.console.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineageca.console.picture.StatusLine.Moment;
import org.lineageca.console.picture.StatusLine.Span;
import org.lineageca.console.picture.StatusLine.Standing;
import org.w3c.dom.Element;

class StatusTimelineTest {

    private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(90));
    private static final Instant HELD = BEGIN.plus(Duration.ofDays(10));

    private static final StatusLine LIFE =
            new StatusLine(
                    List.of(
                            new Span(Standing.GOOD, BEGIN, HELD),
                            new Span(Standing.HELD, HELD, END)),
                    List.of(
                            new Moment(BEGIN, "asked for", "A <b> & \"c\"", ""),
                            new Moment(BEGIN, "issued", "", "recorded"),
                            new Moment(HELD, "put on hold", "Officer", ""),
                            new Moment(END, "will expire", "", "")));

    private static SvgReader draw() throws Exception {
        return new SvgReader(StatusTimeline.draw("s", "Life", LIFE, HELD));
    }

    @Test
    void aBarIsAsLongAsTheCertificateCountedAsWhatItSays() throws Exception {
        var bars = draw().ofClass("certificate");
        assertThat(bars).hasSize(2);
        assertThat(bars.getFirst().getAttribute("class")).contains("status-good");
        assertThat(bars.getLast().getAttribute("class")).contains("status-hold");
        assertThat(SvgReader.number(bars.getLast(), "width"))
                .isGreaterThan(7.9 * SvgReader.number(bars.getFirst(), "width"));
        assertThat(bars.getFirst().getAttribute("data-until"))
                .isEqualTo(bars.getLast().getAttribute("data-from"))
                .isEqualTo("2026-11-11T00:00:00Z");
    }

    @Test
    void everyMomentHasANumberAndARowAndNoneHidesAnother() throws Exception {
        var picture = StatusTimeline.draw("s", "Life", LIFE, HELD);
        var circles = new SvgReader(picture).ofClass("moment");
        assertThat(circles.stream().map(circle -> circle.getAttribute("data-at")))
                .containsExactlyElementsOf(
                        picture.table().rows().stream().map(row -> row.get(1)).toList());
        assertThat(circles.stream().map(StatusTimelineTest::place)).doesNotHaveDuplicates();
        assertThat(picture.table().rows().getFirst())
                .containsExactly("1", "2026-11-01T00:00:00Z", "asked for", "A <b> & \"c\"", "–");
        assertThat(new SvgReader(picture).ofClass("moment-number")).hasSize(4);
    }

    private static String place(Element circle) {
        return circle.getAttribute("cx") + " " + circle.getAttribute("cy");
    }

    @Test
    void aLifeOfMinutesIsDrawnToo() throws Exception {
        var until = BEGIN.plusSeconds(300);
        var life =
                new StatusLine(
                        List.of(new Span(Standing.REVOKED, BEGIN, until)),
                        List.of(new Moment(until, "expired", "", "")));
        var drawn = new SvgReader(StatusTimeline.draw("s", "Life", life, until));
        assertThat(drawn.ofClass("status-revoked")).hasSize(1);
        assertThatThrownBy(() -> new StatusLine(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
