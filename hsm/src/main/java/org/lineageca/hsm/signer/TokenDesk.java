package org.lineageca.hsm.signer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lineageca.hsm.client.CheckpointRefusedException;
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

    private final TokenAccess access;
    private final SigningRecords records;
    private final ExecutorService signing;
    private final ExecutorService administration;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    TokenDesk(TokenAccess access, SigningRecords records, int workers) {
        this.access = access;
        this.records = records;
        this.signing =
                Executors.newFixedThreadPool(
                        workers, Thread.ofPlatform().name("token-", 1).daemon().factory());
        this.administration =
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("token-administration").daemon().factory());
    }

    /** Completes when the token is lost or was deactivated; this process is then of no more use. */
    CompletableFuture<Ending> ending() {
        return ending;
    }

    String token() {
        return access.label();
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

    /**
     * Waits for a test signature, if the token is open. It takes its turn among the others: some
     * tokens bear no more threads than they were given.
     */
    void check() throws InterruptedException {
        access.forgetIdle();
        try {
            signing.submit(this::makeTestSignature).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the test signature of " + token(), e);
        }
    }

    private void makeTestSignature() {
        try {
            access.token().ifPresent(Pkcs11Token::checkHealth);
        } catch (TokenUnavailableException e) {
            fail(e.why());
        }
    }

    /** Declares the token lost. */
    void fail(String why) {
        ending.complete(new Ending(ExitStatus.TOKEN_UNAVAILABLE, why));
    }

    /** Lets a change of a key that is under way be finished, and takes no more. */
    void stop() throws InterruptedException {
        administration.shutdown();
        if (!ending.isDone() && !administration.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("ended while a key was being generated, narrowed or destroyed");
        }
    }

    private Reply reply(Request request, long arrived) {
        var ended = ending.getNow(null);
        if (ended != null) {
            return unavailable(ended.why());
        }
        if (request.isRepeatable() && System.nanoTime() - arrived > PATIENCE.toNanos()) {
            return unavailable(
                    "its signer has more to do than it can, the request waited "
                            + PATIENCE.toSeconds()
                            + " s");
        }
        try {
            if (request instanceof Request.OfShares ofShares) {
                return answer(ofShares);
            }
            return access.token()
                    .map(token -> reply(token, request))
                    .orElseGet(() -> closed(access.obstacle()));
        } catch (RuntimeException e) {
            return new Reply.Failed(failure(e));
        }
    }

    private Reply reply(Pkcs11Token token, Request request) {
        return switch (request) {
            case Request.Sign sign -> new Reply.Signed(sign(token, sign.entries()));
            case Request.SignOnce(var entry) ->
                    new Reply.Signed(List.of(records.once().sign(token, entry)));
            case Request.SignCheckpoint asked ->
                    new Reply.Signed(List.of(records.checkpoints().sign(token, asked)));
            case Request.RecallCheckpoint(var origin) -> records.checkpoints().recall(origin);
            case Request.Generate generate ->
                    new Reply.Generated(
                            token.generate(
                                    generate.label(), generate.algorithm(), generate.purposes()));
            case Request.ListKeys list -> page(token, list.after());
            case Request.Restrict restrict ->
                    new Reply.Restricted(token.restrict(restrict.key(), restrict.purposes()));
            case Request.Destroy destroy -> {
                token.destroy(destroy.key());
                yield new Reply.Destroyed();
            }
            case Request.CheckHealth _ -> new Reply.Healthy(token.checkHealth());
            case Request.OfShares ofShares -> answer(ofShares);
        };
    }

    private Reply answer(Request.OfShares request) {
        var reply = access.answer(request);
        if (reply instanceof Reply.Deactivated) {
            ending.complete(new Ending(ExitStatus.DEACTIVATED, "it was deactivated"));
        }
        return reply;
    }

    private static Reply closed(String obstacle) {
        return new Reply.Failed(new Outcome.Failure(Outcome.Kind.LOCKED, obstacle));
    }

    private static Reply unavailable(String why) {
        return new Reply.Failed(new Outcome.Failure(Outcome.Kind.UNAVAILABLE, why));
    }

    private List<Outcome> sign(Pkcs11Token token, List<Request.Entry> entries) {
        var outcomes = new ArrayList<Outcome>(entries.size());
        for (var entry : entries) {
            outcomes.add(sign(token, entry));
        }
        return outcomes;
    }

    private Outcome sign(Pkcs11Token token, Request.Entry entry) {
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
            case TokenUnavailableException unavailable -> fail(unavailable.why());
            case ShareRefusedException _ -> LOG.warn("refused: {}", e.getMessage());
            case SigningRefusedException _ -> LOG.warn("refused: {}", e.getMessage());
            case CheckpointRefusedException _ -> LOG.error("refused: {}", e.getMessage());
            case UnknownKeyException _ -> LOG.warn("refused: {}", e.getMessage());
            default -> LOG.error("a request failed unexpectedly", e);
        }
        return Outcome.Failure.of(e);
    }

    private static Reply page(Pkcs11Token token, String after) {
        var rest = token.keys().stream().filter(key -> key.label().compareTo(after) > 0).toList();
        List<TokenKey> page = rest.subList(0, Math.min(rest.size(), Reply.Keys.PAGE));
        return new Reply.Keys(page, page.size() < rest.size());
    }
}
