package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
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
            Lane<CertificateOrder, CompletableFuture<Signature>> intents,
            Lane<CertificateStore.SignedOrder, CertificateStore.Recording> recordings) {}

    /** What the token returned, if it was asked. */
    private sealed interface Signature {
        record Made(CertificateStore.SignedOrder signed) implements Signature {}

        record Missing(Outcome why) implements Signature {}
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
        return switch (lane.intents().ask(order).join()) {
            case Signature.Missing(var why) -> why;
            case Signature.Made(var signed) -> outcome(signed, lane.recordings().ask(signed));
        };
    }

    private Lane<CertificateOrder, CompletableFuture<Signature>> intentLane() {
        return new Lane<>(LARGEST, this::promise);
    }

    /** What was committed together is asked of the token together: it shares a frame. */
    private List<CompletableFuture<Signature>> promise(List<CertificateOrder> orders) {
        var intents = ledger.promise().apply(orders, clock.instant());
        return IntStream.range(0, orders.size())
                .mapToObj(i -> begin(orders.get(i), intents.get(i)))
                .toList();
    }

    private Lane<CertificateStore.SignedOrder, CertificateStore.Recording> recordingLane() {
        return new Lane<>(LARGEST, signed -> ledger.keep().apply(signed, clock.instant()));
    }

    private CompletableFuture<Signature> begin(
            CertificateOrder order, CertificateStore.Intent intent) {
        return switch (intent) {
            case CertificateStore.Intent.Committed() ->
                    signing.beginCertificate(order.linted())
                            .handle((der, failure) -> signature(order, der, failure));
            case CertificateStore.Intent.Duplicate(var existing) ->
                    missing(new Outcome.Duplicate(existing));
            case CertificateStore.Intent.IssuerMoved() -> missing(new Outcome.IssuerMoved());
            case CertificateStore.Intent.Failed(var why) -> missing(new Outcome.Failed(why));
        };
    }

    private static CompletableFuture<Signature> missing(Outcome why) {
        return CompletableFuture.completedFuture(new Signature.Missing(why));
    }

    private static Signature signature(
            CertificateOrder order, @Nullable Octets der, @Nullable Throwable failure) {
        if (der != null) {
            return new Signature.Made(new CertificateStore.SignedOrder(order, der));
        }
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return new Signature.Missing(
                new Outcome.Failed(
                        cause instanceof RuntimeException why
                                ? why
                                : new IllegalStateException(
                                        "the signer's client broke down", cause)));
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
