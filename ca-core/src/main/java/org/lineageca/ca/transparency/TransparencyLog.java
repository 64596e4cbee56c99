package org.lineageca.ca.transparency;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.PublicKeyCheck;
import org.lineageca.ca.x509.SignatureCheck;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/**
 * A log of certificate transparency, as the installation knows it.
 *
 * @param name for people
 * @param operator who runs it; policies ask for SCTs of different ones
 * @param publicKey DER SubjectPublicKeyInfo: EC P-256, or RSA of 2048 bits or more (RFC 6962 2.1.4)
 * @param url what {@code ct/v1/…} is added to; ends with a slash
 * @param shard which certificates it takes; null for all
 */
public record TransparencyLog(
        String name,
        String operator,
        Octets publicKey,
        URI url,
        @Nullable Shard shard,
        State state) {

    /**
     * A temporal shard: certificates that end in an interval.
     *
     * @param from the first moment a certificate may end at
     * @param before the first moment after those
     */
    public record Shard(Instant from, Instant before) {
        public Shard {
            if (!from.isBefore(before)) {
                throw new IllegalArgumentException("the interval ends before it begins");
            }
        }
    }

    /** Whether it is asked. */
    public enum State {
        /** It takes certificates. */
        USABLE,
        /** It takes no more; what it promised still counts. */
        READONLY
    }

    private static final Octets P256 =
            Octets.ofHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
    private static final int FEWEST_BITS = 2048;

    /** How far the clocks of a log and ours may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    public TransparencyLog {
        var _ = algorithm(publicKey);
        if (!url.toString().endsWith("/")) {
            throw new IllegalArgumentException("the URL of a log ends with a slash, got " + url);
        }
    }

    /**
     * What the key of a log signs with.
     *
     * @throws IllegalArgumentException if no log has such a key
     */
    static SignatureAlgorithm algorithm(Octets publicKey) {
        if (publicKey.hasAt(0, P256) && PublicKeyCheck.problem(publicKey).isEmpty()) {
            return SignatureAlgorithm.ECDSA_SHA256;
        }
        try {
            var key =
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new X509EncodedKeySpec(publicKey.toArray()));
            if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= FEWEST_BITS) {
                return SignatureAlgorithm.RSA_PKCS1_SHA256;
            }
        } catch (GeneralSecurityException e) {
            throw notALogs(e);
        }
        throw notALogs(null);
    }

    private static IllegalArgumentException notALogs(@Nullable Exception cause) {
        return new IllegalArgumentException(
                "it is neither a key on P-256 nor one of RSA with 2048 bits or more (RFC 6962 2.1.4)",
                cause);
    }

    public LogId id() {
        return LogId.ofPublicKey(publicKey);
    }

    /** Whether it takes a certificate that ends then. */
    public boolean takes(Instant notAfter) {
        return state == State.USABLE
                && (shard == null
                        || (!notAfter.isBefore(shard.from()) && notAfter.isBefore(shard.before())));
    }

    /** What is wrong with a promise of this log about a precertificate; empty if nothing. */
    public Optional<String> problem(Sct sct, PrecertificateEntry entry, Instant now) {
        if (!sct.log().equals(id())) {
            return Optional.of("the SCT is of another log, " + sct.log());
        }
        if (sct.timestamp().isAfter(now.plus(CLOCKS_APART))) {
            return Optional.of("the SCT is of the future, " + sct.timestamp());
        }
        var isSigned =
                sct.algorithm() == algorithm(publicKey)
                        && SignatureCheck.isBy(
                                publicKey, sct.algorithm(), entry.signedIn(sct), sct.signature());
        return isSigned
                ? Optional.empty()
                : Optional.of("the signature of the SCT is not of this log over this certificate");
    }
}
