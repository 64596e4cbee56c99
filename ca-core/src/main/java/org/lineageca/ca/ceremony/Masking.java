package org.lineageca.ca.ceremony;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.KeyIdentifier;
import org.lineageca.octets.Octets;

/**
 * Exchanges keys in to-be-signed octets, wherever something follows from them: the
 * SubjectPublicKeyInfo, the key identifier, and the generation's label in URIs. So what was planned
 * with stand-ins, rehearsed on one token and signed on another can be compared to the bit.
 */
public final class Masking {

    private Masking() {}

    /**
     * Exchanges.
     *
     * @param keys what to put for what; both DER SubjectPublicKeyInfo, of the same kind
     */
    public static Octets apply(Octets toBeSigned, Map<Octets, Octets> keys) {
        var octets = toBeSigned.toArray();
        for (var pair : keys.entrySet()) {
            octets = exchange(octets, pair.getKey(), pair.getValue());
        }
        return Octets.of(octets);
    }

    private static byte[] exchange(byte[] octets, Octets from, Octets to) {
        var keys = replace(octets, from.toArray(), to.toArray());
        var identifiers =
                replace(
                        keys,
                        KeyIdentifier.ofPublicKey(from).value().toArray(),
                        KeyIdentifier.ofPublicKey(to).value().toArray());
        return replace(identifiers, label(from), label(to));
    }

    private static byte[] label(Octets publicKey) {
        return GenerationId.ofPublicKey(publicKey).label().getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] replace(byte[] octets, byte[] from, byte[] to) {
        var out = new ByteArrayOutputStream(octets.length);
        for (var at = 0; at < octets.length; ) {
            if (at + from.length <= octets.length
                    && Arrays.equals(octets, at, at + from.length, from, 0, from.length)) {
                out.writeBytes(to);
                at += from.length;
            } else {
                out.write(octets[at++]);
            }
        }
        return out.toByteArray();
    }
}
