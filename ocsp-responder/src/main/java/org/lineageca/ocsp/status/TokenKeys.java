package org.lineageca.ocsp.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineageca.hsm.client.KeyId;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenUnavailableException;

/** Which keys lie on the responder's token, as far as it could be asked. */
final class TokenKeys {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final Signer signer;
    private @Nullable Set<KeyId> known;
    private Instant askedAt = Instant.MIN;
    private volatile boolean doubted;

    TokenKeys(Signer signer) {
        this.signer = signer;
    }

    String token() {
        return signer.token();
    }

    /** A key that should be there was not found: ask again. */
    void doubt() {
        doubted = true;
    }

    /**
     * Asks the token if that is due.
     *
     * @return whether something else is known than before
     */
    boolean refresh(boolean due, Instant now) {
        if (!due && !doubted && now.isBefore(askedAt.plus(ASK_AGAIN))) {
            return false;
        }
        doubted = false;
        askedAt = now;
        try {
            var keys =
                    signer.keys().stream()
                            .map(key -> key.handle().keyId())
                            .collect(Collectors.toSet());
            var differs = !keys.equals(known);
            known = keys;
            return differs;
        } catch (TokenUnavailableException e) {
            return false;
        }
    }

    /** Whether the key is there; taken for granted while the token could not be asked. */
    boolean mayHave(KeyId key) {
        return known == null || known.contains(key);
    }
}
