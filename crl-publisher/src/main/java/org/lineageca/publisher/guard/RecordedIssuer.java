package org.lineageca.publisher.guard;

/** Who signed a CA certificate, as its row says. */
public sealed interface RecordedIssuer {

    /**
     * A generation of ours.
     *
     * @param name its authority's subject, DER Name
     * @param publicKey its DER SubjectPublicKeyInfo
     */
    record Generation(Octets name, Octets publicKey) implements RecordedIssuer {}

    /** None of our other generations: the certificate is self-signed, or of a CA not ours. */
    record Unrecorded() implements RecordedIssuer {}
}
