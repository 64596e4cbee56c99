package org.lineageca.ca.act;

import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** Who signs the certificate of a new generation. */
public sealed interface Certifier {

    /** A generation of our own; its token must be within reach, in a ceremony if it is a root's. */
    record Parent(GenerationId generation) implements Certifier {}

    /** The new generation itself: it is a root. */
    record Itself() implements Certifier {}

    /**
     * A CA that is not ours: it is sent a PKCS#10 request and its certificate is handed in.
     *
     * @param anchor SHA-256 of the trust anchor the certificate must chain to
     */
    record External(Octets anchor) implements Certifier {}
}
