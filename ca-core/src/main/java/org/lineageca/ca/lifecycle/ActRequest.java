package org.lineageca.ca.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.act.Certifier;
import org.lineageca.ca.issuance.CaConstraints;
import org.lineageca.ca.people.PersonChange;
import org.lineageca.ca.revocation.RevocationReason;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.hsm.client.KeyAlgorithm;

/** What an officer asks to be planned; what is null is settled when it is planned. */
public sealed interface ActRequest {

    record Renew(GenerationId generation, @Nullable Duration validity) implements ActRequest {}

    record Modify(GenerationId generation, @Nullable Duration validity, CaConstraints constraints)
            implements ActRequest {}

    /**
     * The next authorities of a lineage.
     *
     * @param predecessor the generation that they are to take over from
     * @param name of the first; null for the naming rule's
     * @param spares how many more to stage
     * @param certifier null for whoever certifies the predecessor
     */
    record Roll(
            GenerationId predecessor,
            @Nullable DistinguishedName name,
            @Nullable KeyAlgorithm algorithm,
            @Nullable Duration validity,
            int spares,
            @Nullable Certifier certifier)
            implements ActRequest {}

    record Rekey(
            GenerationId predecessor,
            @Nullable KeyAlgorithm algorithm,
            @Nullable Duration validity,
            @Nullable Certifier certifier)
            implements ActRequest {}

    record CutOver(GenerationId to, @Nullable Instant notBefore, boolean whenNeeded)
            implements ActRequest {}

    record Disable(GenerationId generation) implements ActRequest {}

    /**
     * A cross-certificate.
     *
     * @param subject a certificate of the CA that is to be certified
     */
    record CrossCertify(
            GenerationId issuer,
            CaCertificate subject,
            @Nullable Duration validity,
            CaConstraints constraints)
            implements ActRequest {}

    record TrustAnchor(CaCertificate certificate) implements ActRequest {}

    record RevokeCa(
            GenerationId generation,
            RevocationReason reason,
            @Nullable Instant invalidityDate,
            boolean withCertificates)
            implements ActRequest {}

    record Retire(GenerationId generation) implements ActRequest {}

    record DestroyKey(GenerationId generation) implements ActRequest {}

    /**
     * The next version of a profile, or the first.
     *
     * @param document YAML
     */
    record ChangeProfile(String document) implements ActRequest {}

    /** Something about one of the people, or somebody new. */
    record ChangePeople(String person, PersonChange change) implements ActRequest {}

    /** Certificates that the plan will speak of and that must be on record for it. */
    default List<CaCertificate> handedIn() {
        return switch (this) {
            case CrossCertify cross -> List.of(cross.subject());
            case TrustAnchor anchor -> List.of(anchor.certificate());
            case Renew _,
                    Modify _,
                    Roll _,
                    Rekey _,
                    CutOver _,
                    Disable _,
                    RevokeCa _,
                    Retire _,
                    DestroyKey _,
                    ChangeProfile _,
                    ChangePeople _ ->
                    List.of();
        };
    }
}
