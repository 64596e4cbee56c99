package org.lineageca.console.access;

import java.security.cert.X509Certificate;

/** What is asked of a certificate beside whether its person may come in. */
interface SignInTrust {

    /**
     * Whether a certificate that another brings would pass in a handshake of its own. True of those
     * that are let in by nobody, too: why is told elsewhere.
     */
    boolean wouldPass(X509Certificate brought);
}
