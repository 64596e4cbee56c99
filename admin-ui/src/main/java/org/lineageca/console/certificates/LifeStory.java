package org.lineageca.console.certificates;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.lifecycle.CertificateChronicle.Change;
import org.lineageca.ca.lifecycle.CertificateChronicle.Turn;
import org.lineageca.ca.lifecycle.ShowCertificate.Shown;
import org.lineageca.ca.lifecycle.ShowTransparency.Transparency;
import org.lineageca.console.freshness.ScopeWords;
import org.lineageca.console.language.Texts;
import org.lineageca.console.picture.StatusLine;
import org.lineageca.console.picture.StatusLine.Moment;
import org.lineageca.console.picture.StatusLine.Span;
import org.lineageca.console.picture.StatusLine.Standing;

/** A certificate's life in words: what happened when, and what it counted as in between. */
final class LifeStory {

    private static final Texts TEXTS = Texts.of(LifeStory.class);

    private LifeStory() {}

    static StatusLine of(Shown shown, Optional<Transparency> transparency, Instant now) {
        var certificate = shown.certificate();
        var moments = new ArrayList<Moment>();
        moments.add(
                new Moment(
                        certificate.intendedAt(),
                        TEXTS.say("asked-for"),
                        certificate.intendedBy(),
                        TEXTS.say("from-here-on-it-counts")));
        transparency.ifPresent(known ->
                moments.add(
                        new Moment(
                                known.precertificateAt(),
                                TEXTS.say("precertificate-signed"),
                                "",
                                TEXTS.say("sent-to-transparency-logs"))));
        var signed = shown.life().signedAt();
        if (signed != null) {
            moments.add(
                    new Moment(
                            signed,
                            TEXTS.say("issued"),
                            "",
                            TEXTS.say("the-signature-was-recorded")));
        }
        shown.life().turns().forEach(turn -> moments.add(moment(turn)));
        shown.life()
                .told()
                .forEach(told ->
                        moments.add(
                                new Moment(
                                        told.thisUpdate(),
                                        TEXTS.say("told-by-crl", told.number()),
                                        "",
                                        ScopeWords.ofPlace(told.place()))));
        var notAfter = certificate.notAfter();
        moments.add(
                new Moment(
                        notAfter,
                        now.isAfter(notAfter) ? TEXTS.say("expired") : TEXTS.say("will-expire"),
                        "",
                        ""));
        moments.sort(Comparator.comparing(Moment::at));
        return new StatusLine(spans(shown), moments);
    }

    private static Moment moment(Turn turn) {
        var reason = turn.reason();
        var what =
                switch (turn.change()) {
                    case HELD -> TEXTS.say("put-on-hold");
                    case RELEASED -> TEXTS.say("released");
                    case REVOKED ->
                            reason == null
                                    ? TEXTS.say("was-revoked")
                                    : TEXTS.say("was-revoked-because", reason.label());
                };
        return new Moment(turn.at(), what, turn.actor(), turn.because());
    }

    /** Whatever happened before it was valid or after, the bar shows its validity. */
    private static List<Span> spans(Shown shown) {
        var spans = new ArrayList<Span>();
        var from = shown.certificate().notBefore();
        var until = shown.certificate().notAfter();
        var standing = Standing.GOOD;
        for (var turn : shown.life().turns()) {
            var at = turn.at().isAfter(until) ? until : turn.at();
            if (at.isAfter(from)) {
                spans.add(new Span(standing, from, at));
                from = at;
            }
            standing = standing(turn.change());
        }
        if (from.isBefore(until) || spans.isEmpty()) {
            spans.add(new Span(standing, from, until));
        }
        return spans;
    }

    private static Standing standing(Change change) {
        return switch (change) {
            case HELD -> Standing.HELD;
            case RELEASED -> Standing.GOOD;
            case REVOKED -> Standing.REVOKED;
        };
    }
}
