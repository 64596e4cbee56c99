package org.lineageca.ca.ceremony;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.revocation.RevocationEntry;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.octets.Octets;

/** What a step of a run left behind, its signatures verified. */
public sealed interface CeremonyResult {

    record KeyGenerated(GenerationIdentity identity, CrlSchedule schedule)
            implements CeremonyResult {}

    /**
     * A CA certificate.
     *
     * @param occasion by which the act that asked for it finds it again; null where none did
     */
    record CaCertificateSigned(
            Linted<CertificateContent> certificate, @Nullable Octets occasion, Octets der)
            implements CeremonyResult {}

    /**
     * A CRL.
     *
     * @param revocations what is revoked by it, and was not before
     */
    record CrlSigned(Linted<TbsCertList> crl, List<RevocationEntry> revocations, Octets der)
            implements CeremonyResult {

        public CrlSigned {
            revocations = List.copyOf(revocations);
        }
    }

    record OcspSignerSigned(Linted<CertificateContent> certificate, KeyHandle key, Octets der)
            implements CeremonyResult {}

    record KeyDestroyed(GenerationIdentity identity, String refusal) implements CeremonyResult {}
}
