package org.lineageca.ocsp.answer;

import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.protocol.CrlReference;

/**
 * Who answers, and how.
 *
 * @param period what the source of the statuses says of its age
 * @param crl the issuer's newest CRL, where answers are to name it
 */
public record Answering(
        Delegate delegate, AnswerPolicy policy, Period period, @Nullable CrlReference crl) {}
