package org.lineageca.ca.lifecycle;

import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.lint.Linted;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.octets.Octets;

/** A certificate that is to be signed. */
public record CertificateOrder(Linted<CertificateContent> linted, RequestOrigin origin) {

    public CertificateContent content() {
        return linted.content();
    }

    /** Whose key signs it. */
    public GenerationId generation() {
        return content().generation();
    }

    /**
     * SHA-256 of the PKCS#10 request, or of the certificate that it repeats; null where nobody
     * asked from outside.
     */
    public @Nullable Octets request() {
        return origin.request();
    }

    /** Whose place it takes; null where it stands for itself. */
    public @Nullable Replaced replaced() {
        return origin.replaced();
    }

    public Actor actor() {
        return origin.actor();
    }
}
