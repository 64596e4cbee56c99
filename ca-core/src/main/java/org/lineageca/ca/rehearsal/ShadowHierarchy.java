package org.lineageca.ca.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lineageca.octets.Octets;

/**
 * Everything relying parties see of one layout, all of it DER.
 *
 * @param root the trust anchor
 * @param issuing the issuing CA's certificate before and after
 * @param leaves of either side a good and a revoked one
 * @param crls the issuing CA's, by the side that signed; one where one speaks for both
 */
public record ShadowHierarchy(
        Layout layout,
        Octets root,
        Octets rootCrl,
        Map<Side, Octets> issuing,
        List<ShadowLeaf> leaves,
        Map<Side, Octets> crls) {

    public ShadowHierarchy {
        issuing = Map.copyOf(issuing);
        leaves = List.copyOf(leaves);
        crls = Map.copyOf(crls);
    }

    /** What a relying party holds that loaded the CRLs of {@code first} before the others. */
    public Evidence evidence(Side first) {
        var loaded = new ArrayList<Octets>();
        loaded.add(rootCrl);
        var certificates = new ArrayList<Octets>();
        for (var side : List.of(first, first.other())) {
            var crl = crls.get(side);
            if (crl != null) {
                loaded.add(crl);
            }
            var certificate = issuing.get(side);
            if (certificate != null) {
                certificates.add(certificate);
            }
        }
        return new Evidence(root, certificates, loaded, leaves);
    }
}
