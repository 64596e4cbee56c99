package org.lineageca.hsm.signer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lineageca.hsm.client.ShareRefusedException;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenKey;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.hsm.pkcs11.Pkcs11Token;
import org.lineageca.hsm.protocol.Outcome;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the token's work on platform threads: a native call would hold a virtual thread's carrier.
 *
 * <p>Changes of the token's keys have a thread of their own, so that signing does not wait for
 * them. Once the token is lost, everything is answered with that.
 */
final class TokenDesk {

    private static final Logger LOG = LoggerFactory.getLogger(TokenDesk.class);

    /** Who asked has given up by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pkcs11Token token;
    private final ExecutorService signing;
    private final ExecutorService administration;
    private final CompletableFuture<TokenUnavailableException> loss = new CompletableFuture<>();

    TokenDesk(Pkcs11Token token, int workers) {
        this.token = token;
        this.signing =
                Executors.newFixedThreadPool(
                        workers, Thread.ofPlatform().name("token-", 1).daemon().factory());
        this.administration =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("token-administration").daemon().factory());
    }

    /** Completes when the token is lost; this process is then of no more use. */
    CompletableFuture<TokenUnavailableException> loss() {
        return loss;
    }

    String token() {
        return token.label();
    }

    /** Hands in a request; {@code answer} is called once, on one of the desk's threads. */
    void submit(Request request, Consumer<Reply> answer) {
        var arrived = System.nanoTime();
        var executor = request.changesToken() ? administration : signing;
        try {
            executor.execute(() -> answer.accept(reply(request, arrived)));
        } catch (RejectedExecutionException ending) {
            answer.accept(unavailable("its signer is being stopped"));
        }
    }

    /** A test signature now, on the caller's thread. */
    void check() {
        try {
            token.checkHealth();
        } catch (TokenUnavailableException e) {
            loss.complete(e);
        }
    }

    /** Declares the signer of no more use. */
    void fail(String why) {
        loss.complete(new TokenUnavailableException(token.label(), why, null));
    }

    /** Lets a change of a key that is under way be finished, and takes no more. */
    void stop() throws InterruptedException {
        administration.shutdown();
        if (!loss.isDone() && !administration.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("ended while a key was being generated, narrowed or destroyed");
        }
    }

    private Reply reply(Request request, long arrived) {
        var lost = loss.getNow(null);
        if (lost != null) {
            return new Reply.Failed(Outcome.Failure.of(lost));
        }
        if (request.isRepeatable() && System.nanoTime() - arrived > PATIENCE.toNanos()) {
            return unavailable(
                    "its signer has more to do than it can, the request waited "
                            + PATIENCE.toSeconds()
                            + " s");
        }
        try {
            return switch (request) {
                case Request.Sign sign -> new Reply.Signed(sign(sign.entries()));
                case Request.Generate generate ->
                        new Reply.Generated(
                                token.generate(
                                        generate.label(),
                                        generate.algorithm(),
                                        generate.purposes()));
                case Request.ListKeys list -> page(list.after());
                case Request.Restrict restrict ->
                        new Reply.Restricted(token.restrict(restrict.key(), restrict.purposes()));
                case Request.Destroy destroy -> {
                    token.destroy(destroy.key());
                    yield new Reply.Destroyed();
                }
                case Request.CheckHealth _ -> new Reply.Healthy(token.checkHealth());
                case Request.SignOnce _ ->
                        throw new SigningRefusedException(
                                "The signer of token '%s' keeps no journal, so it cannot sign once. Nothing was signed. Start it with --journal."
                                        .formatted(token.label()));
                case Request.OfShares _ ->
                        throw new ShareRefusedException(
                                "The signer of token '%s' was given its PIN and takes no shares. Start it with --shared."
                                        .formatted(token.label()));
            };
        } catch (RuntimeException e) {
            return new Reply.Failed(failure(e));
        }
    }

    private static Reply unavailable(String why) {
        return new Reply.Failed(new Outcome.Failure(Outcome.Kind.UNAVAILABLE, why));
    }

    private List<Outcome> sign(List<Request.Entry> entries) {
        var outcomes = new ArrayList<Outcome>(entries.size());
        for (var entry : entries) {
            outcomes.add(sign(entry));
        }
        return outcomes;
    }

    private Outcome sign(Request.Entry entry) {
        try {
            return new Outcome.Signature(
                    token.sign(entry.key(), entry.purpose(), entry.algorithm(), entry.digest()));
        } catch (RuntimeException e) {
            return failure(e);
        }
    }

    /**
     * What a caller is told. A failure nobody foresaw must not end the thread, nor say it worked.
     */
    private Outcome.Failure failure(RuntimeException e) {
        switch (e) {
            case TokenUnavailableException unavailable -> loss.complete(unavailable);
            case SigningRefusedException _ -> LOG.warn("refused: {}", e.getMessage());
            case UnknownKeyException _ -> LOG.warn("refused: {}", e.getMessage());
            default -> LOG.error("a request failed unexpectedly", e);
        }
        return Outcome.Failure.of(e);
    }

    private Reply page(String after) {
        var rest = token.keys().stream().filter(key -> key.label().compareTo(after) > 0).toList();
        List<TokenKey> page = rest.subList(0, Math.min(rest.size(), Reply.Keys.PAGE));
        return new Reply.Keys(page, page.size() < rest.size());
    }
}
