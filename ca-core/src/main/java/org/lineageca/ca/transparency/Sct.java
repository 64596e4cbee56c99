package org.lineageca.ca.transparency;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/**
 * A signed certificate timestamp: a log's promise to make a certificate public (RFC 6962 3.2).
 *
 * @param timestamp whole milliseconds
 * @param extensions of the timestamp; empty with the logs there are
 * @param algorithm ECDSA or RSA with SHA-256 (RFC 6962 2.1.4)
 * @param signature its value
 */
public record Sct(
        LogId log,
        Instant timestamp,
        Octets extensions,
        SignatureAlgorithm algorithm,
        Octets signature) {

    private static final int V1 = 0;
    private static final int SHA256 = 4;
    private static final int RSA = 1;
    private static final int ECDSA = 3;

    public Sct {
        if (!timestamp.truncatedTo(ChronoUnit.MILLIS).equals(timestamp)
                || timestamp.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException(
                    "the time of an SCT is in whole milliseconds since 1970, got " + timestamp);
        }
        var _ = identifier(algorithm);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none of version 1; saying why
     */
    public static Sct decode(Octets octets) {
        var reader = new TlsReader(octets);
        var version = reader.number(1);
        if (version != V1) {
            throw new IllegalArgumentException("it is of version " + (version + 1) + ", not 1");
        }
        var log = new LogId(reader.fixed(LogId.LENGTH));
        var timestamp = Instant.ofEpochMilli(reader.number(8));
        var extensions = reader.vector(2);
        var signed = Signed.last(reader);
        return new Sct(log, timestamp, extensions, signed.algorithm(), signed.value());
    }

    /**
     * The same from what a log answers: it gives the parts.
     *
     * @param signature a DigitallySigned (RFC 5246 4.7)
     */
    public static Sct ofParts(LogId log, long timestamp, Octets extensions, Octets signature) {
        var signed = Signed.last(new TlsReader(signature));
        return new Sct(
                log,
                Instant.ofEpochMilli(timestamp),
                extensions,
                signed.algorithm(),
                signed.value());
    }

    /** DigitallySigned. */
    private record Signed(long hash, long kind, Octets value) {

        /** Nothing may follow it. */
        static Signed last(TlsReader reader) {
            var signed = new Signed(reader.number(1), reader.number(1), reader.vector(2));
            reader.requireEnd();
            return signed;
        }

        SignatureAlgorithm algorithm() {
            if (hash == SHA256 && kind == ECDSA) {
                return SignatureAlgorithm.ECDSA_SHA256;
            }
            if (hash == SHA256 && kind == RSA) {
                return SignatureAlgorithm.RSA_PKCS1_SHA256;
            }
            throw new IllegalArgumentException(
                    "it is signed with algorithm "
                            + hash
                            + "/"
                            + kind
                            + ", not with SHA-256 and ECDSA or RSA (RFC 6962 2.1.4)");
        }
    }

    private static int identifier(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ECDSA_SHA256 -> ECDSA;
            case RSA_PKCS1_SHA256 -> RSA;
            case ECDSA_SHA384, RSA_PKCS1_SHA384, RSA_PSS_SHA256, RSA_PSS_SHA384 ->
                    throw new IllegalArgumentException("no log signs with " + algorithm);
        };
    }

    public Octets encoded() {
        return new TlsWriter()
                .number(1, V1)
                .fixed(log.sha256())
                .number(8, timestamp.toEpochMilli())
                .vector(2, extensions)
                .number(1, SHA256)
                .number(1, identifier(algorithm))
                .vector(2, signature)
                .octets();
    }
}
