package org.lineageca.ca.authority;

import java.time.Instant;
import java.util.Optional;
import org.lineageca.ca.x509.CaCertificate;

/**
 * One key generation of an authority, in one of its states (DESIGN 1). A move that is not legal in
 * a state does not exist on its type.
 *
 * <p>{@code since} is when the state was entered.
 */
public sealed interface Generation {

    GenerationIdentity identity();

    Instant since();

    /** Its present certificate, where it has one. */
    default Optional<CaCertificate> caCertificate() {
        return switch (this) {
            case AwaitingCertificate _ -> Optional.empty();
            case CrlSigning signing -> Optional.of(signing.certificate());
            case Retired retired -> Optional.of(retired.certificate());
            case Destroyed destroyed -> Optional.of(destroyed.certificate());
        };
    }

    /** The name of the state, as it is stored and shown. */
    default String state() {
        return getClass().getSimpleName();
    }

    /** Whether its key is certified no more: it is revoked, or gone. */
    default boolean isEnded() {
        return this instanceof Revoked || this instanceof Destroyed;
    }

    /** A generation that may sign CRLs; only these yield an {@link Issuer}. */
    sealed interface CrlSigning extends Generation permits Staged, Enabled, Disabled, Revoked {
        CaCertificate certificate();

        default Issuer crlIssuer() {
            return new Issuer(identity(), certificate());
        }
    }

    /** The key exists; no certificate over it does. */
    record AwaitingCertificate(GenerationIdentity identity, Instant since) implements Generation {

        /**
         * Takes its first certificate.
         *
         * @throws IllegalArgumentException if the certificate is over another key or name
         */
        public Staged certified(CaCertificate certificate, Instant at) {
            identity.requireOver(certificate);
            return new Staged(identity, certificate, at);
        }
    }

    /** Published and trusted; signs CRLs, issues nothing yet. */
    record Staged(GenerationIdentity identity, CaCertificate certificate, Instant since)
            implements CrlSigning {

        public Enabled enabled(Instant at) {
            return new Enabled(identity, certificate, at);
        }

        public Revoked revoked(Instant at) {
            return new Revoked(identity, certificate, at);
        }
    }

    /** Issues. One at a time in a lineage. */
    record Enabled(GenerationIdentity identity, CaCertificate certificate, Instant since)
            implements CrlSigning {

        /** What new certificates are issued by. */
        public Issuer issuer() {
            return crlIssuer();
        }

        public Disabled disabled(Instant at) {
            return new Disabled(identity, certificate, at);
        }

        public Revoked revoked(Instant at) {
            return new Revoked(identity, certificate, at);
        }
    }

    /** Signs CRLs and OCSP signers only, until the last certificate it issued has expired. */
    record Disabled(GenerationIdentity identity, CaCertificate certificate, Instant since)
            implements CrlSigning {

        public Retired retired(Instant at) {
            return new Retired(identity, certificate, at);
        }

        public Revoked revoked(Instant at) {
            return new Revoked(identity, certificate, at);
        }
    }

    /** Owes nothing more; its last CRL is out. */
    record Retired(GenerationIdentity identity, CaCertificate certificate, Instant since)
            implements Generation {

        public Destroyed destroyed(Instant at) {
            return new Destroyed(identity, certificate, at);
        }

        public Revoked revoked(Instant at) {
            return new Revoked(identity, certificate, at);
        }
    }

    /** The key is gone. */
    record Destroyed(GenerationIdentity identity, CaCertificate certificate, Instant since)
            implements Generation {}

    /**
     * Its certificate was revoked. It issues nothing, but still says in CRLs and OCSP what it had
     * issued, until that has expired or its key is destroyed (BR 4.9.7).
     */
    record Revoked(GenerationIdentity identity, CaCertificate certificate, Instant since)
            implements CrlSigning {

        public Destroyed destroyed(Instant at) {
            return new Destroyed(identity, certificate, at);
        }
    }
}
