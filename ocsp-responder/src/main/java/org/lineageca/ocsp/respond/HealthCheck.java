package org.lineageca.ocsp.respond;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.SigningRefusedException;
import org.lineageca.hsm.client.TokenUnavailableException;
import org.lineageca.hsm.client.UnknownKeyException;
import org.lineageca.ocsp.cache.AnswerCache;
import org.lineageca.ocsp.status.Freshness;
import org.lineageca.ocsp.status.IssuerDirectory;

/** Finds out about the responder's health; asks the signer once a second at most. */
public final class HealthCheck {

    private static final Duration SIGNER_ASKED_EVERY = Duration.ofSeconds(1);

    private final Freshness freshness;
    private final IssuerDirectory directory;
    private final AnswerCache cache;
    private final Signer signer;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private Instant askedAt = Instant.MIN;
    private boolean signerAnswers;

    public HealthCheck(
            Freshness freshness,
            IssuerDirectory directory,
            AnswerCache cache,
            Signer signer,
            InstantSource clock) {
        this.freshness = freshness;
        this.directory = directory;
        this.cache = cache;
        this.signer = signer;
        this.clock = clock;
    }

    /** Waits for the signer, two seconds at most. */
    public Health check() {
        return new Health(
                freshness.isHonest() && directory.isLoaded(),
                freshness.age(),
                signerAnswers(),
                directory.served().all().size(),
                directory.unanswered(),
                cache.size());
    }

    private boolean signerAnswers() {
        asking.lock();
        try {
            var now = clock.instant();
            if (now.isAfter(askedAt.plus(SIGNER_ASKED_EVERY))) {
                signerAnswers = testSignature();
                askedAt = now;
            }
            return signerAnswers;
        } finally {
            asking.unlock();
        }
    }

    private boolean testSignature() {
        try {
            return signer.health().token().equals(signer.token());
        } catch (TokenUnavailableException | SigningRefusedException | UnknownKeyException e) {
            return false;
        }
    }
}
