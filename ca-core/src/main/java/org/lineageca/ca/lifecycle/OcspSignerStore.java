package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.List;
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

        /** When half of its life is over. */
        public Instant halfLife() {
            return notBefore.plus(java.time.Duration.between(notBefore, notAfter).dividedBy(2));
        }
    }

    void add(OcspSigner signer);

    /** The newest of each generation. */
    List<OcspSigner> newest();
}
