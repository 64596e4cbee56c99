package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lineageca.ca.authority.Generation;
import org.lineageca.ca.authority.Issuer;
import org.lineageca.ca.issuance.ChainLimits;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.octets.Octets;

/** The CAs above a generation and what they allow, read anew every few seconds. */
final class KnownChains {

    /** Another certificate of a CA further up does not end the one that was there. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /**
     * What is above a generation.
     *
     * @param certificates of the CAs between it and the root
     */
    record Chain(List<CaCertificate> certificates, ChainLimits limits) {}

    private record Known(Chain chain, Instant until) {}

    private final AuthorityStore authorities;
    private final InstantSource clock;

    /** By the certificate of the generation, so that a new one is looked at at once. */
    private final Map<Octets, Known> known = new ConcurrentHashMap<>();

    KnownChains(AuthorityStore authorities, InstantSource clock) {
        this.authorities = authorities;
        this.clock = clock;
    }

    Chain above(Issuer issuer) {
        var now = clock.instant();
        var key = issuer.certificate().der();
        var present = known.get(key);
        if (present != null && now.isBefore(present.until)) {
            return present.chain;
        }
        known.values().removeIf(other -> !now.isBefore(other.until));
        var chain = read(issuer);
        known.put(key, new Known(chain, now.plus(FRESH)));
        return chain;
    }

    private Chain read(Issuer issuer) {
        var between = authorities.chainAbove(issuer.generation());
        var above = new ArrayList<CaCertificate>();
        above.add(issuer.certificate());
        above.addAll(between);
        authorities
                .find(issuer.generation())
                .flatMap(this::root)
                .filter(root -> !above.contains(root))
                .ifPresent(above::add);
        return new Chain(between, ChainLimits.of(above));
    }

    /** The chain a server sends is without it. */
    private Optional<CaCertificate> root(Generation generation) {
        var top = generation;
        while (true) {
            var parent = Optional.ofNullable(top.identity().parent()).flatMap(authorities::find);
            if (parent.isEmpty()) {
                return top.caCertificate().filter(CaCertificate::isSelfSigned);
            }
            top = parent.get();
        }
    }
}
