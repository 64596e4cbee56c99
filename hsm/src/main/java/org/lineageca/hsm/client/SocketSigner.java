package org.lineageca.hsm.client;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.protocol.Outcome;
import org.lineageca.hsm.protocol.Reply;
import org.lineageca.hsm.protocol.Request;
import org.lineageca.octets.Octets;

/**
 * The signer behind a Unix-domain socket.
 *
 * <p>It connects when first used, and again whenever the signer was restarted. Signatures,
 * look-ups, narrowing and health checks that a restart interrupts are asked for again within their
 * time; generation and destruction never are, nor what hands out or takes in shares. Any number of
 * threads, virtual ones too, may share it.
 */
public final class SocketSigner implements Signer, SharedToken, AutoCloseable {

    /** Two seconds less what it takes to tell the caller. */
    private static final Duration LIMIT = Duration.ofMillis(1_800);

    /** For what a token, or an RSA key drawn in Java, takes its time for. */
    private static final Duration LONG_LIMIT = Duration.ofSeconds(58);

    private static final Octets NO_KEY = Octets.of(new byte[0]);

    private final String token;
    private final CallQueue queue;
    private final Duration limit;
    private @Nullable OneTimeKey drawn;

    private SocketSigner(String token, CallQueue queue, Duration limit) {
        this.token = token;
        this.queue = queue;
        this.limit = limit;
    }

    /**
     * A client that connects when it is first asked for something.
     *
     * @param token the label of the token the signer must have
     */
    public static SocketSigner of(Path socket, String token) {
        return of(socket, token, LIMIT);
    }

    /**
     * The same for whoever may wait longer.
     *
     * @param limit for a call that is not expected to take its time
     */
    public static SocketSigner of(Path socket, String token, Duration limit) {
        return new SocketSigner(token, CallQueue.start(socket, token), limit);
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public CompletableFuture<Octets> signAsync(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        Request request;
        try {
            request = signature(key, purpose, algorithm, digest);
        } catch (UnknownKeyException | SigningRefusedException e) {
            return CompletableFuture.failedFuture(e);
        }
        return submit(request, limit).reply().thenApply(this::signatureOf);
    }

    @Override
    public Octets sign(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        return signatureOf(await(signature(key, purpose, algorithm, digest), limit));
    }

    @Override
    public Octets signOnce(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        var request = new Request.SignOnce(entry(key, purpose, algorithm, digest));
        return signatureOf(await(request, limit));
    }

    @Override
    public Octets signCheckpoint(KeyHandle key, Checkpoint checkpoint) {
        checkToken(key);
        return signatureOf(await(new Request.SignCheckpoint(key.keyId(), checkpoint), limit));
    }

    @Override
    public Optional<LastCheckpoint> lastCheckpoint(String origin) {
        var reply = await(new Request.RecallCheckpoint(origin), limit);
        return Optional.ofNullable(expect(Reply.Recalled.class, reply).last());
    }

    @Override
    public TokenKey generate(String label, KeyAlgorithm algorithm, Set<KeyPurpose> purposes) {
        if (label.length() > Request.Generate.LONGEST_LABEL) {
            throw new SigningRefusedException(
                    "A key label has 1 to 64 of a-z, 0-9 and hyphen, got %d characters. No key was generated."
                            .formatted(label.length()));
        }
        var request = new Request.Generate(label, algorithm, purposes);
        return expect(Reply.Generated.class, await(request, LONG_LIMIT)).key();
    }

    @Override
    public List<TokenKey> keys() {
        var keys = new ArrayList<TokenKey>();
        var after = "";
        while (true) {
            var page = expect(Reply.Keys.class, await(new Request.ListKeys(after), limit));
            keys.addAll(page.keys());
            if (!page.more()) {
                return List.copyOf(keys);
            }
            after = page.keys().getLast().label();
        }
    }

    @Override
    public Optional<TokenKey> findByLabel(String label) {
        return find(key -> key.label().equals(label));
    }

    @Override
    public Optional<TokenKey> findById(KeyId id) {
        return find(key -> key.handle().keyId().equals(id));
    }

    @Override
    public TokenKey restrict(KeyHandle key, Set<KeyPurpose> purposes) {
        checkToken(key);
        var request = new Request.Restrict(key.keyId(), purposes);
        return expect(Reply.Restricted.class, await(request, limit)).key();
    }

    @Override
    public void destroy(KeyHandle key) {
        checkToken(key);
        expect(Reply.Destroyed.class, await(new Request.Destroy(key.keyId()), limit));
    }

    @Override
    public SignerHealth health() {
        return expect(Reply.Healthy.class, await(new Request.CheckHealth(), limit)).health();
    }

    @Override
    public ShareStatus status() {
        return expect(Reply.Status.class, await(new Request.AskStatus(), limit)).status();
    }

    @Override
    public List<IssuedShare> propose(int quorum, List<ShareRecipient> recipients) {
        if (recipients.stream().allMatch(recipient -> recipient.certificate() != null)) {
            var proposed = propose(new Request.Propose(quorum, recipients, NO_KEY));
            return proposed.shares().stream().map(share -> enveloped(proposed, share)).toList();
        }
        var key = cardKey();
        var proposed = propose(new Request.Propose(quorum, recipients, key.publicKey()));
        return proposed.shares().stream()
                .map(share ->
                        share.enveloped() ? enveloped(proposed, share) : card(proposed, share, key))
                .toList();
    }

    @Override
    public ShareStatus offer(Octets sealedShare) {
        if (sealedShare.length() > Request.Offer.LONGEST) {
            throw new ShareRefusedException(
                    "%d bytes are no sealed share. Nothing was sent. Seal the text of one share."
                            .formatted(sealedShare.length()));
        }
        return expect(Reply.Status.class, await(new Request.Offer(sealedShare), LONG_LIMIT))
                .status();
    }

    @Override
    public void deactivate() {
        expect(Reply.Deactivated.class, await(new Request.Deactivate(), limit));
    }

    /** Ends what is under way with TokenUnavailableException. */
    @Override
    public void close() {
        queue.close();
    }

    /** What the signer seals cards to; drawn when the first are asked for. */
    private synchronized OneTimeKey cardKey() {
        if (drawn == null) {
            drawn = OneTimeKey.draw(new SecureRandom());
        }
        return drawn;
    }

    private Reply.Proposed propose(Request.Propose request) {
        return expect(Reply.Proposed.class, await(request, LONG_LIMIT));
    }

    private static IssuedShare enveloped(Reply.Proposed proposed, Reply.SealedShare share) {
        return new IssuedShare.Enveloped(
                proposed.set(), share.index(), share.recipient(), share.content());
    }

    private static IssuedShare card(
            Reply.Proposed proposed, Reply.SealedShare share, OneTimeKey cardKey) {
        var text = cardKey.open(share.content());
        try {
            return new IssuedShare.Card(
                    proposed.set(),
                    share.index(),
                    share.recipient(),
                    new String(text, StandardCharsets.US_ASCII));
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private Request signature(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        return new Request.Sign(List.of(entry(key, purpose, algorithm, digest)));
    }

    private Request.Entry entry(
            KeyHandle key, KeyPurpose purpose, SignatureAlgorithm algorithm, Octets digest) {
        checkToken(key);
        if (digest.length() > Request.Entry.LONGEST_DIGEST) {
            throw new SigningRefusedException(
                    "%s signs a digest of %d bytes, got %d bytes. Nothing was signed. Hash the data and send the digest."
                            .formatted(algorithm, algorithm.digestLength(), digest.length()));
        }
        return new Request.Entry(key.keyId(), purpose, algorithm, digest);
    }

    private Call submit(Request request, Duration limit) {
        var call = new Call(request, limit);
        queue.add(call);
        return call;
    }

    private Reply await(Request request, Duration limit) {
        try {
            return submit(request, limit).reply().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TokenUnavailableException(token, "the caller was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call never completes exceptionally", e);
        }
    }

    private Octets signatureOf(Reply reply) {
        return switch (expect(Reply.Signed.class, reply).outcomes().getFirst()) {
            case Outcome.Signature signature -> signature.value();
            case Outcome.Failure failure -> throw failure.toException(token);
        };
    }

    private <T extends Reply> T expect(Class<T> type, Reply reply) {
        if (reply instanceof Reply.Failed(var failure)) {
            throw failure.toException(token);
        }
        if (!type.isInstance(reply)) {
            throw new TokenUnavailableException(
                    token, "its signer answered something else than was asked", null);
        }
        return type.cast(reply);
    }

    private Optional<TokenKey> find(Predicate<TokenKey> wanted) {
        return keys().stream().filter(wanted).findFirst();
    }

    private void checkToken(KeyHandle key) {
        if (!key.token().equals(token)) {
            throw new UnknownKeyException(
                    "Key %s is on token '%s', asked for at the signer of '%s'. Nothing was done. Ask the signer of its own token."
                            .formatted(key.keyId(), key.token(), token));
        }
    }
}
