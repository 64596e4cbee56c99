package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/** The delegated OCSP signing certificates (RFC 6960 4.2.2.2) that responders may use. */
public interface OcspSignerStore {

    /** One of them. */
    record OcspSigner(
            GenerationId generation,
            SerialNumber serial,
            KeyHandle key,
            Instant notBefore,
            Instant notAfter,
            Octets der) {

        /** From when on it is renewed: a twentieth of its life before half of it is over. */
        public Instant renewFrom() {
            return notBefore.plus(
                    Duration.between(notBefore, notAfter).multipliedBy(9).dividedBy(20));
        }

        /** How long it is valid, its last second included. */
        Duration validity() {
            return Duration.between(notBefore, notAfter).plusSeconds(1);
        }
    }

    void add(OcspSigner signer);

    /** The newest of each generation. */
    List<OcspSigner> newest();

    /** Writes down that a responder's key was replaced by another. */
    void succeeded(KeyHandle key, KeyHandle successor, int generations, Instant at, Actor actor);

    /**
     * Writes down that a responder's key is gone.
     *
     * @param refusal what its token answered when it was asked to sign with it afterwards
     */
    void destroyed(KeyHandle key, String refusal, Instant at, Actor actor);
}
