package org.lineageca.ca.lint.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x509.Time;

/**
 * A Time (RFC 5280 4.1.2.5) with the characters it is written in.
 *
 * @param isUtc whether it is a UTCTime, else a GeneralizedTime
 */
record EncodedTime(boolean isUtc, String text, Instant instant) {

    private static final int UTC_TIME = 0x17;
    private static final int UTC_DIGITS = 12;
    private static final int GENERALIZED_DIGITS = 14;
    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

    static EncodedTime of(ASN1Encodable time) {
        try {
            var encoded = time.toASN1Primitive().getEncoded();
            var isUtc = encoded[0] == UTC_TIME;
            var text =
                    new String(
                            Arrays.copyOfRange(encoded, 2, encoded.length),
                            StandardCharsets.US_ASCII);
            return new EncodedTime(
                    isUtc,
                    text,
                    isPlain(isUtc, text)
                            ? instant(isUtc ? century(text) + text : text)
                            : Time.getInstance(time.toASN1Primitive()).getDate().toInstant());
        } catch (IOException e) {
            throw new IllegalArgumentException("a time has no encoding", e);
        }
    }

    private static boolean isPlain(boolean isUtc, String text) {
        var digits = text.length() - 1;
        return digits == (isUtc ? UTC_DIGITS : GENERALIZED_DIGITS)
                && text.charAt(digits) == 'Z'
                && text.chars().limit(digits).allMatch(each -> each >= '0' && each <= '9');
    }

    private static String century(String text) {
        return text.charAt(0) >= '5' ? "19" : "20";
    }

    /** By hand: Bouncy Castle makes a date format for each. */
    private static Instant instant(String text) {
        try {
            return LocalDateTime.of(
                            number(text, 0, 4),
                            number(text, 4, 6),
                            number(text, 6, 8),
                            number(text, 8, 10),
                            number(text, 10, 12),
                            number(text, 12, 14))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is no time".formatted(text), e);
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** What is wrong with the way it is written. */
    Optional<String> problem() {
        if (!isPlain(isUtc, text)) {
            return Optional.of("'%s' is not written with whole seconds and Z".formatted(text));
        }
        return isUtc == instant.isBefore(YEAR_2050)
                ? Optional.empty()
                : Optional.of(
                        "'%s' is a %s; up to 2049 it is UTCTime, from 2050 on GeneralizedTime"
                                .formatted(text, isUtc ? "UTCTime" : "GeneralizedTime"));
    }
}
