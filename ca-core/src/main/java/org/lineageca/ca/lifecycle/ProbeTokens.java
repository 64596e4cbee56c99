package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.access.Permission;
import org.lineageca.ca.token.SharedTokens;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.hsm.client.ShareStatus;
import org.lineageca.hsm.client.Signer;
import org.lineageca.hsm.client.TokenUnavailableException;

/** Has each token within reach make a test signature, which its signer verifies. */
public final class ProbeTokens {

    /** What one token answered, and when. */
    public sealed interface Probe {

        /** Its label. */
        String token();

        Instant at();

        /**
         * It signed.
         *
         * @param latency of the test signature
         * @param keys how many lie on it
         * @param signatures how many its signer has made since it started
         */
        record Signed(String token, Instant at, Duration latency, int keys, long signatures)
                implements Probe {}

        /** Its custodians have not opened it, so it need not sign. */
        record Closed(String token, Instant at) implements Probe {}

        /** It does not sign. */
        record Failed(String token, Instant at, String why) implements Probe {}
    }

    private final TokenSigning signing;
    private final SharedTokens shared;
    private final InstantSource clock;

    public ProbeTokens(TokenSigning signing, SharedTokens shared, InstantSource clock) {
        this.signing = signing;
        this.shared = shared;
        this.clock = clock;
    }

    /** By label. Takes two seconds for each token that does not answer. */
    public List<Probe> probe(Actor actor) {
        actor.require(Permission.VIEW);
        return signing.signers().stream()
                .sorted(Comparator.comparing(Signer::token))
                .map(this::probe)
                .toList();
    }

    private Probe probe(Signer signer) {
        try {
            if (!isToSign(signer.token())) {
                return new Probe.Closed(signer.token(), clock.instant());
            }
            var health = signer.health();
            return new Probe.Signed(
                    signer.token(),
                    clock.instant(),
                    health.latency(),
                    health.keys(),
                    health.signed());
        } catch (TokenUnavailableException e) {
            return new Probe.Failed(signer.token(), clock.instant(), e.why());
        }
    }

    private boolean isToSign(String token) {
        var opened = shared.find(token);
        return opened.isEmpty() || opened.get().status().state() == ShareStatus.State.ACTIVE;
    }
}
