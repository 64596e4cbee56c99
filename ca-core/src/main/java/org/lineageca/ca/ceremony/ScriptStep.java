package org.lineageca.ca.ceremony;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.yaml.Place;
import org.lineageca.hsm.client.KeyAlgorithm;
import org.lineageca.octets.Octets;

/**
 * One thing a ceremony is to do, as the script says it. CAs are named by the {@code key-name} they
 * were given in the script, by the label of their generation, or by their common name.
 */
public sealed interface ScriptStep {

    /** Where it stands in the script. */
    Place place();

    /** The token gets its random PIN, split among the custodians. */
    record InitialiseToken(Place place) implements ScriptStep {}

    /** The PIN is changed and split anew. */
    record Reshare(Place place, int quorum, List<String> custodians) implements ScriptStep {}

    /**
     * A CA whose key is on the ceremony's own token.
     *
     * @param role the lineage it begins or joins; null for a root
     * @param issuer null for a root
     */
    record CreateCa(
            Place place,
            NewCa ca,
            @Nullable String role,
            @Nullable String issuer,
            KeyAlgorithm key,
            Duration validity,
            CaConstraints constraints,
            CrlSchedule crl)
            implements ScriptStep {}

    /** What a new CA is called: in the script, and in its certificate. */
    record NewCa(String keyName, DistinguishedName subject) {}

    /** Another certificate for a CA of our own, over the same key. */
    record Renew(Place place, String ca, Duration validity) implements ScriptStep {}

    /** A new key under the same name. */
    record Rekey(Place place, String ca, String keyName, KeyAlgorithm key, Duration validity)
            implements ScriptStep {}

    /** New CAs to take over: the first is the next one, the others are spares. */
    record Roll(Place place, String ca, List<NewCa> successors, KeyAlgorithm key, Duration validity)
            implements ScriptStep {

        public Roll {
            successors = List.copyOf(successors);
        }
    }

    /**
     * Certificates for what another installation asked for in an exchange package.
     *
     * @param requests their ids
     */
    record Certify(Place place, Operation operation, List<String> requests, String issuer)
            implements ScriptStep {

        public Certify {
            requests = List.copyOf(requests);
        }
    }

    /** What a request must be about. */
    enum Operation {
        /** A first certificate over a new key, under whatever name. */
        ISSUE_CA,
        /** The same key and name as a certificate we signed before. */
        RENEW,
        /** The same name as before, another key. */
        RE_KEY,
        /** Names that were not there before: a successor and its spares. */
        ROLL
    }

    /**
     * A certificate for a CA that asks with a PKCS#10 request in the script itself.
     *
     * @param pkcs10 DER
     */
    record CertifyRequest(
            Place place,
            Octets pkcs10,
            DistinguishedName subject,
            String issuer,
            Duration validity,
            CaConstraints constraints)
            implements ScriptStep {}

    /** A certificate for a CA that has one of its own. */
    record CrossCertify(
            Place place,
            CaCertificate subject,
            String issuer,
            Duration validity,
            CaConstraints constraints)
            implements ScriptStep {}

    /**
     * CRLs of a CA, the first as of the ceremony, the others ahead of time.
     *
     * @param count at least 1
     * @param every from one thisUpdate to the next
     * @param lifetime from thisUpdate to nextUpdate; null for the last CRL of a CA
     */
    record Crls(
            Place place,
            String ca,
            int count,
            Duration every,
            @Nullable Duration lifetime,
            List<Revocation> revocations)
            implements ScriptStep {

        public Crls {
            revocations = List.copyOf(revocations);
        }
    }

    /**
     * A certificate that is revoked by the CRL it stands in.
     *
     * @param certificate its serial number, or the common name of the one certificate of that name
     */
    record Revocation(
            Place place,
            String certificate,
            RevocationReason reason,
            @Nullable Instant invalidityDate) {}

    /**
     * A delegate that answers OCSP for a CA (RFC 6960 4.2.2.2).
     *
     * @param pkcs10 DER, proving possession of the responder's key
     */
    record OcspSigner(Place place, String ca, Octets pkcs10, Duration validity)
            implements ScriptStep {}

    /** The end of a key. */
    record DestroyKey(Place place, String ca) implements ScriptStep {}
}
