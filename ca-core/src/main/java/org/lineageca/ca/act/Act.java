package org.lineageca.ca.act;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/**
 * One thing done to an authority, a profile, a person, or many certificates, that needs two people.
 * Everything open is settled in it.
 */
public sealed interface Act {

    /** A new certificate for the same key and subject, nothing else changed (RFC 3647 4.6). */
    record Renew(GenerationId generation, Duration validity) implements Act {}

    /** A new certificate for the same key and subject with other constraints (RFC 3647 4.8). */
    record Modify(GenerationId generation, Duration validity, CaConstraints constraints)
            implements Act {}

    /**
     * New authorities, each with a new key and a new subject, staged to take over from a
     * predecessor one after the other; all but the first are spares.
     */
    record Roll(GenerationId predecessor, List<NewKey> keys, Certifier certifier, Duration validity)
            implements Act {
        public Roll {
            keys = List.copyOf(keys);
            if (keys.isEmpty() || keys.size() > 8) {
                throw new IllegalArgumentException("a roll makes 1 to 8 keys, got " + keys.size());
            }
        }
    }

    /** A new key under the predecessor's subject (RFC 3647 4.7); link certificates for a root. */
    record Rekey(GenerationId predecessor, NewKey key, Certifier certifier, Duration validity)
            implements Act {}

    /**
     * Issuing passes from one generation to a staged one.
     *
     * @param from the generation that issues now; null where none does
     * @param notBefore when; null for at once
     * @param whenNeeded also before that, as soon as a certificate is asked for that would outlive
     *     {@code from}
     */
    record CutOver(
            @Nullable GenerationId from,
            GenerationId to,
            @Nullable Instant notBefore,
            boolean whenNeeded)
            implements Act {}

    /** Issuing stops and nobody takes over. */
    record Disable(GenerationId generation) implements Act {}

    /**
     * A certificate by one of our generations for the key of another CA, ours or not (RFC 5280 3.2,
     * "cross-certificates").
     *
     * @param subject SHA-256 of a certificate of the CA that is certified
     */
    record CrossCertify(
            GenerationId issuer, Octets subject, Duration validity, CaConstraints constraints)
            implements Act {}

    /**
     * A self-signed certificate that is not ours becomes one that external certificates may chain
     * to.
     */
    record TrustAnchor(Octets certificate) implements Act {}

    /**
     * A CA's certificates are revoked and it stops issuing.
     *
     * @param invalidityDate since when its key is suspected; null if not known
     * @param withCertificates whether all certificates it issued are revoked too
     */
    record RevokeCa(
            GenerationId generation,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            boolean withCertificates)
            implements Act {}

    /**
     * The certificates of a list are revoked.
     *
     * @param batch the list's number on record
     * @param certificates how many are on it
     * @param list its {@link org.lineageca.ca.revocation.ListDigest}
     * @param invalidityDate since when their keys are suspected; null if not known
     */
    record RevokeCertificates(
            long batch,
            int certificates,
            Octets list,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            Terms terms)
            implements Act {

        /**
         * What else two people agree on.
         *
         * @param isDrill whether everything is gone through and nothing revoked
         * @param expected what it was foreseen to bring about when it was proposed, in sentences
         */
        public record Terms(boolean isDrill, List<String> expected) {

            public static final Terms NONE = new Terms(false, List.of());

            public Terms {
                expected = List.copyOf(expected);
            }
        }
    }

    /**
     * The certificates of a list are made anew with the same key and names, where their profile
     * allows it.
     *
     * @param batch the list's number on record
     * @param certificates how many are on it
     * @param list its {@link org.lineageca.ca.revocation.ListDigest}
     * @param reason a line for people
     * @param deadline until when the old ones should be out of use; null where that is open
     * @param expected what it was foreseen to bring about when it was proposed, in sentences
     */
    record ReissueCertificates(
            long batch,
            int certificates,
            Octets list,
            String reason,
            @Nullable Instant deadline,
            List<String> expected)
            implements Act {
        public ReissueCertificates {
            expected = List.copyOf(expected);
        }
    }

    /** The last CRL is issued; nothing is owed any more. */
    record Retire(GenerationId generation) implements Act {}

    /** The private key is destroyed. */
    record DestroyKey(GenerationId generation) implements Act {}

    /**
     * A profile gets its next version, or comes to be.
     *
     * @param version the one the document says
     * @param replaces SHA-256 of the document in force; null where no profile has that name
     * @param document YAML, each line ended by a line feed
     */
    record ChangeProfile(String profile, int version, @Nullable Octets replaces, String document)
            implements Act {
        public ChangeProfile {
            if (!document.endsWith("\n")) {
                throw new IllegalArgumentException("the last line of the document has no end");
            }
        }
    }

    /** Something changes about one of the people, or somebody comes to be one. */
    record ChangePeople(String person, PersonChange change) implements Act {}

    /** Whether it is about this person, who then does not approve it. */
    default boolean isAbout(String person) {
        return this instanceof ChangePeople(var who, _) && who.equals(person);
    }

    /** Its name in plans and commands. */
    default String kind() {
        return switch (this) {
            case Renew _ -> "renew";
            case Modify _ -> "modify";
            case Roll _ -> "roll";
            case Rekey _ -> "re-key";
            case CutOver _ -> "cut-over";
            case Disable _ -> "disable";
            case CrossCertify _ -> "cross-certify";
            case TrustAnchor _ -> "trust-anchor";
            case RevokeCa _ -> "revoke-ca";
            case RevokeCertificates _ -> "revoke-certificates";
            case ReissueCertificates _ -> "reissue-certificates";
            case Retire _ -> "retire";
            case DestroyKey _ -> "destroy-key";
            case ChangeProfile _ -> "change-profile";
            case ChangePeople _ -> "change-people";
        };
    }
}
