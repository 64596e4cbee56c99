package org.lineageca.ca.config;

import java.time.Duration;
import java.util.List;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.profile.ProfileDocument;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.hsm.client.KeyAlgorithm;

/** The PKI that is created at the first run: what stands in {@code pki.yml}. */
public record PkiDescription(Root root, List<Issuing> lineages) {

    /** Profiles the installation itself asks for. */
    public static final List<String> OWN_PROFILES = List.of("service", "officer", "machine");

    public PkiDescription {
        lineages = List.copyOf(lineages);
    }

    record Root(DistinguishedName name, KeyAlgorithm key, Duration validity, CrlPolicy crl) {}

    /**
     * A lineage and its first issuing CA.
     *
     * @param ocspSigner the delegate's key and how long its certificate lasts
     */
    record Issuing(
            String role,
            DistinguishedName name,
            KeyAlgorithm key,
            Duration validity,
            CrlPolicy crl,
            OcspSigner ocspSigner,
            List<ProfileDocument> profiles) {
        Issuing {
            profiles = List.copyOf(profiles);
        }
    }

    record OcspSigner(KeyAlgorithm key, Duration validity) {}
}
