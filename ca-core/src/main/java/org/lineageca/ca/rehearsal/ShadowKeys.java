package org.lineageca.ca.rehearsal;

import java.util.EnumSet;
import org.lineageca.hsm.client.KeyHandle;
import org.lineageca.hsm.client.KeyPurpose;
import org.lineageca.hsm.client.Signer;
import org.lineageca.octets.Octets;

/**
 * The keys of all layouts.
 *
 * @param leaf DER SubjectPublicKeyInfo of the servers
 */
public record ShadowKeys(KeyHandle root, KeyHandle oldIssuing, KeyHandle newIssuing, Octets leaf) {

    /** Generates those of the CAs on a scratch token. */
    public static ShadowKeys generate(Signer token, RehearsalPlan plan, Octets leaf) {
        var purposes = EnumSet.of(KeyPurpose.CERTIFICATE, KeyPurpose.CRL);
        return new ShadowKeys(
                token.generate("shadow-root", plan.root().algorithm(), purposes).handle(),
                token.generate("shadow-issuing-1", plan.issuing().algorithm(), purposes).handle(),
                token.generate("shadow-issuing-2", plan.issuing().algorithm(), purposes).handle(),
                leaf);
    }
}
