package org.lineageca.ocsp.answer;

import org.jspecify.annotations.Nullable;
import org.lineageca.ocsp.protocol.CrlReference;

/**
 * Who answers, and how.
 *
 * @param crl the issuer's newest CRL, where answers are to name it
 */
public record Answering(Delegate delegate, AnswerPolicy policy, @Nullable CrlReference crl) {}
