package org.lineageca.ca.rehearsal;

import java.util.List;
import org.lineageca.octets.Octets;

/**
 * What a relying party is given: the best case, with nothing left to be fetched.
 *
 * @param root the one trust anchor
 * @param issuing the CA certificates that lead to it
 * @param crls in the order they are loaded
 * @param leaves to be judged, each by itself
 */
public record Evidence(
        Octets root, List<Octets> issuing, List<Octets> crls, List<ShadowLeaf> leaves) {

    public Evidence {
        issuing = List.copyOf(issuing);
        crls = List.copyOf(crls);
        leaves = List.copyOf(leaves);
    }
}
