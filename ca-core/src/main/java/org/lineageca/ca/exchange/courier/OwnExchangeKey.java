package org.lineageca.ca.exchange.courier;

import java.util.Optional;
import org.lineageca.octets.Octets;

/** Which key this installation signs packages with; the token that holds it may be locked. */
public interface OwnExchangeKey {

    /** DER SubjectPublicKeyInfo; empty before it was generated. */
    Optional<Octets> publicKey();
}
