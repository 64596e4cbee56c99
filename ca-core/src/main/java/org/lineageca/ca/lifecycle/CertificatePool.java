package org.lineageca.ca.lifecycle;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** The CA certificates and CRLs known here, of whichever state. */
public interface CertificatePool {

    /** CRLs longer than this are not given out: they would not fit the memory many times over. */
    int MAX_CRL_OCTETS = 4 << 20;

    /**
     * A certificate over a key of ours.
     *
     * @param isCross a cross- or link certificate, not the generation's own
     * @param state of the generation
     * @param lineage the role the generation fills; null for a root
     */
    record Ours(
            Octets der,
            GenerationId generation,
            boolean isCross,
            String state,
            @Nullable String lineage) {}

    /** A certificate of a CA that is not ours. */
    record Foreign(Octets der, boolean isAnchor) {}

    /** In the order they were recorded. */
    List<Ours> ours();

    /** In the order they were recorded. */
    List<Foreign> foreign();

    /** The newest CRL (DER) of each scope of each generation of authorities of these names. */
    List<Octets> newestCrls(Collection<DistinguishedName> issuers);
}
