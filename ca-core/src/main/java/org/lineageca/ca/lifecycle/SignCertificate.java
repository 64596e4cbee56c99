package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.octets.Octets;

/**
 * The one way a certificate comes to be: encode, lint, commit the intent, sign, record (DESIGN 3.4
 * and 3.6).
 */
public final class SignCertificate {

    private final CertificateStore certificates;
    private final TokenSigning signing;
    private final InstantSource clock;

    public SignCertificate(
            CertificateStore certificates, TokenSigning signing, InstantSource clock) {
        this.certificates = certificates;
        this.signing = signing;
        this.clock = clock;
    }

    /**
     * Signs a certificate.
     *
     * @param requestSha256 of the request that asked for it; null where nobody did from outside
     * @return its DER, recorded
     */
    public Octets sign(CertificateContent content, @Nullable Octets requestSha256, Actor actor) {
        // Linted before anything is committed, so that what is refused leaves nothing behind.
        var linted = CertificateRules.PROFILE.admit(content, TbsCertificateEncoder.encode(content));
        switch (certificates.intend(linted, requestSha256, clock.instant(), actor)) {
            case CertificateStore.Intent.Committed() -> {}
            case CertificateStore.Intent.Duplicate(var existing) ->
                    throw new RefusedException(
                            Refusal.DUPLICATE,
                            "This very request was answered before, by certificate "
                                    + existing
                                    + ", which is still good. Nothing was issued. Fetch that one, or make a new request with a new key.");
            case CertificateStore.Intent.IssuerMoved() ->
                    throw new RefusedException(
                            Refusal.CANNOT_ISSUE,
                            "Generation "
                                    + content.generation()
                                    + " has just stopped issuing. Nothing was issued. Send the request again.");
        }
        var der = signing.signCertificate(linted);
        certificates.record(linted, der, clock.instant(), actor);
        return der;
    }
}
