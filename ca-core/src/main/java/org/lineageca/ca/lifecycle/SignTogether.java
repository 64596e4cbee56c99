package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.SignCertificate.Outcome;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * Intent committed, signed, recorded, in this order for each (DESIGN 3.4); the commits are shared.
 *
 * <p>A token that does not answer holds up those it was asked for, and nobody else: no lane is
 * occupied while a signature is awaited, and each generation has its own.
 */
final class SignTogether {

    /** How many share a commit at most: that many take a few milliseconds. */
    private static final int LARGEST = 64;

    private final SigningLedger ledger;
    private final TokenSigning signing;
    private final InstantSource clock;
    private final Map<GenerationId, Lanes> lanes = new ConcurrentHashMap<>();

    /** The two commits of a generation, for those that are asked for one at a time. */
    private record Lanes(
            Lane<CertificateOrder, CertificateStore.Intent> intents,
            Lane<CertificateStore.SignedOrder, CertificateStore.Recording> recordings) {}

    /** What the token returned. */
    private sealed interface Signature {
        record Made(CertificateStore.SignedOrder signed) implements Signature {}

        record Missing(RuntimeException why) implements Signature {}
    }

    SignTogether(SigningLedger ledger, TokenSigning signing, InstantSource clock) {
        this.ledger = ledger;
        this.signing = signing;
        this.clock = clock;
    }

    /** Signs one, with whatever else is asked for at the moment. */
    Outcome sign(CertificateOrder order) {
        var lane =
                lanes.computeIfAbsent(
                        order.generation(), _ -> new Lanes(intentLane(), recordingLane()));
        var intent = lane.intents().ask(order);
        if (!(intent instanceof CertificateStore.Intent.Committed)) {
            return unsigned(intent);
        }
        return switch (begin(order).join()) {
            case Signature.Missing(var why) -> new Outcome.Failed(why);
            case Signature.Made(var signed) -> outcome(signed, lane.recordings().ask(signed));
        };
    }

    private Lane<CertificateOrder, CertificateStore.Intent> intentLane() {
        return new Lane<>(LARGEST, orders -> ledger.promise().apply(orders, clock.instant()));
    }

    private Lane<CertificateStore.SignedOrder, CertificateStore.Recording> recordingLane() {
        return new Lane<>(LARGEST, signed -> ledger.keep().apply(signed, clock.instant()));
    }

    private CompletableFuture<Signature> begin(CertificateOrder order) {
        return signing.beginCertificate(order.linted())
                .handle((der, failure) -> signature(order, der, failure));
    }

    private static Signature signature(
            CertificateOrder order, @Nullable Octets der, @Nullable Throwable failure) {
        if (der != null) {
            return new Signature.Made(new CertificateStore.SignedOrder(order, der));
        }
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return new Signature.Missing(
                cause instanceof RuntimeException why
                        ? why
                        : new IllegalStateException("the signer's client broke down", cause));
    }

    private static Outcome unsigned(CertificateStore.Intent intent) {
        return switch (intent) {
            case CertificateStore.Intent.Committed() ->
                    throw new IllegalStateException("what was promised is to be signed");
            case CertificateStore.Intent.Duplicate(var existing) -> new Outcome.Duplicate(existing);
            case CertificateStore.Intent.IssuerMoved() -> new Outcome.IssuerMoved();
            case CertificateStore.Intent.Failed(var why) -> new Outcome.Failed(why);
        };
    }

    private static Outcome outcome(
            CertificateStore.SignedOrder signed, CertificateStore.Recording recording) {
        return switch (recording) {
            case CertificateStore.Recording.Kept() ->
                    new Outcome.Signed(signed.order().content().serial(), signed.der());
            case CertificateStore.Recording.Failed(var why) -> new Outcome.Failed(why);
        };
    }
}
