package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.guard.KeyFlaw;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * What is on record about public keys, each named by the SHA-256 of its SubjectPublicKeyInfo. Each
 * method is one transaction.
 */
public interface KeyLedger {

    /**
     * A key that is not certified any more.
     *
     * @param source who blocked it, or the certificate whose revocation did
     */
    record BlockedKey(Octets sha256, String why, Instant since, String source) {}

    /** Something against a key. */
    record Standing(Octets sha256, KeyFlaw flaw) {}

    /** What there is against each of some keys: nothing, or one flaw or more. */
    List<Standing> standing(Collection<Octets> sha256);

    /**
     * Blocks a key, with an audit event.
     *
     * @return false if it was blocked before; then nothing has changed
     */
    boolean block(BlockedKey key, Actor actor);

    /**
     * The newest first.
     *
     * @param after go on behind this one; null from the newest on
     */
    List<BlockedKey> blocked(@Nullable Octets after, int limit);

    /** Certificates over the key of one, without that one; newest first. */
    List<CertificateRecord> sameKey(GenerationId generation, SerialNumber serial, int limit);

    /** Certificates over a key; newest first. */
    List<CertificateRecord> certificates(Octets sha256, int limit);
}
