package org.lineageca.ca.lifecycle;

import java.math.BigInteger;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.guard.SharedFactors;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.lifecycle.ModulusLedger.Modulus;
import org.lineageca.ca.x509.RsaModulus;
import org.lineageca.octets.Octets;

/**
 * Finds RSA keys that have a prime in common, so that anybody can factor them. A new one is
 * compared with the newest before it is certified, and soon after with all there ever were (ADR
 * 0045).
 */
public final class ScreenModuli {

    /** In a chunk, and compared with everything at a time. */
    private static final int CHUNK = 1_024;

    private static final int NAMED = 20;

    /**
     * Two keys or more that have a prime in common, now blocked.
     *
     * @param keys SHA-256 of each SubjectPublicKeyInfo
     * @param certificates over them, the first of each key
     */
    public record Found(List<Octets> keys, List<CertificateRecord> certificates) {
        public Found {
            keys = List.copyOf(keys);
            certificates = List.copyOf(certificates);
        }
    }

    private final ModulusLedger moduli;
    private final KeyLedger keys;
    private final InstantSource clock;

    public ScreenModuli(ModulusLedger moduli, KeyLedger keys, InstantSource clock) {
        this.moduli = moduli;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Stops what would certify a key that shares a prime with one of the newest, and blocks both.
     * The requester is not told which the other is: it could factor that.
     *
     * @param publicKey DER SubjectPublicKeyInfo
     * @throws RefusedException if it does; nothing was issued then
     */
    void admit(Octets publicKey, Actor actor) {
        shared(publicKey)
                .ifPresent(modulus -> {
                    block(modulus, actor);
                    throw refused();
                });
    }

    /**
     * The same without blocking anything.
     *
     * @throws RefusedException if it does
     */
    void check(Octets publicKey) {
        shared(publicKey)
                .ifPresent(_ -> {
                    throw refused();
                });
    }

    private Optional<Modulus> shared(Octets publicKey) {
        var sha256 = publicKey.sha256();
        return RsaModulus.of(publicKey)
                .filter(modulus -> !moduli.isKnown(sha256) && sharesWithNewest(modulus))
                .map(modulus -> new Modulus(sha256, modulus));
    }

    private static RefusedException refused() {
        return GuardKeys.refused(
                new KeyFlaw(
                        KeyFlaw.Kind.SHARED_FACTOR,
                        "the RSA modulus has a prime factor that another key has, too, as where a device makes keys before it has gathered entropy; make a new key with other software",
                        "BR 6.1.1.3"));
    }

    private boolean sharesWithNewest(BigInteger modulus) {
        var others = BigInteger.ONE;
        for (var other : moduli.unscreened(CHUNK)) {
            others = others.multiply(other.value()).mod(modulus);
        }
        var newest = moduli.product(moduli.chunks()).orElse(BigInteger.ONE);
        return SharedFactors.shares(modulus, others.multiply(newest.mod(modulus)));
    }

    /**
     * Compares keys that were not compared yet, at most a chunk of them, with all others. One at a
     * time may do this.
     *
     * @return those that were found, which are blocked now
     */
    public List<Found> screen(Actor actor) {
        var batch = moduli.unscreened(CHUNK);
        var values = batch.stream().map(Modulus::value).toList();
        var product = SharedFactors.product(values);
        var others = BigInteger.ONE;
        for (var chunk = 1; !batch.isEmpty() && chunk <= moduli.chunks(); chunk++) {
            var older = moduli.product(chunk).orElseThrow();
            others = others.multiply(older.mod(product)).mod(product);
        }
        var found =
                SharedFactors.sharing(values, others).stream()
                        .map(place -> block(batch.get(place), actor))
                        .toList();
        // Only now: cut short, it begins anew, and what is blocked stays blocked.
        moduli.screened(batch, CHUNK);
        return found;
    }

    private Found block(Modulus modulus, Actor actor) {
        var affected = new ArrayList<>(List.of(modulus.sha256()));
        moduli.sharing(modulus.value()).stream()
                .map(Modulus::sha256)
                .filter(other -> !affected.contains(other))
                .forEach(affected::add);
        for (var key : affected) {
            var _ =
                    keys.block(
                            new KeyLedger.BlockedKey(
                                    key,
                                    "it shares a prime factor with another key, so that anybody can factor both",
                                    clock.instant().truncatedTo(ChronoUnit.SECONDS),
                                    "comparison of RSA keys"),
                            actor);
        }
        return new Found(
                affected,
                affected.stream().flatMap(key -> keys.certificates(key, NAMED).stream()).toList());
    }
}
