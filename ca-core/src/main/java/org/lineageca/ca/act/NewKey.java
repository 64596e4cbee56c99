package org.lineageca.ca.act;

import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.hsm.client.KeyAlgorithm;

/**
 * A key that is to be generated.
 *
 * @param name the authority's subject
 * @param number 1 for the first key of that authority
 * @param token the label of the token it will lie on
 * @param label of the key on that token; not used there before
 */
public record NewKey(
        DistinguishedName name, int number, String token, String label, KeyAlgorithm algorithm) {}
