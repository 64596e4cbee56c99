package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.lineageca.ca.lifecycle.CertificateStore.Intent;
import org.lineageca.ca.lifecycle.CertificateStore.Recording;
import org.lineageca.ca.lifecycle.CertificateStore.SignedOrder;

/**
 * Where what is to be signed is promised, and what the token returned is kept; for many of one
 * generation in one transaction.
 *
 * @param promise as {@link CertificateStore#intend}
 * @param keep as {@link CertificateStore#record(List, Instant)}
 */
record SigningLedger(
        BiFunction<List<CertificateOrder>, Instant, List<Intent>> promise,
        BiFunction<List<SignedOrder>, Instant, List<Recording>> keep) {}
