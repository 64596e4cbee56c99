package org.lineageca.ca.lifecycle;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.access.Actor;
import org.lineageca.ca.authority.GenerationIdentity;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.issuance.Refusal;
import org.lineageca.ca.issuance.RefusedException;
import org.lineageca.ca.issuance.TbsCertificateEncoder;
import org.lineageca.ca.lint.rules.CertificateRules;
import org.lineageca.ca.token.TokenSigning;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * The one way a certificate comes to be: encode, lint, commit the intent, sign, record (DESIGN 3.4
 * and 3.6).
 */
public final class SignCertificate {

    /** What came of it. */
    public sealed interface Outcome {

        /** It is signed and recorded. */
        record Signed(Octets der) implements Outcome {}

        /** The same request was answered before, by a certificate that is still good. */
        record Duplicate(SerialNumber existing) implements Outcome {}

        /** The generation may not sign this any more; nothing was signed. */
        record IssuerMoved() implements Outcome {}
    }

    private final CertificateStore certificates;
    private final TokenSigning signing;
    private final InstantSource clock;

    public SignCertificate(
            CertificateStore certificates, TokenSigning signing, InstantSource clock) {
        this.certificates = certificates;
        this.signing = signing;
        this.clock = clock;
    }

    /** Whether the token of a generation can be asked from here. */
    boolean reaches(GenerationIdentity signer) {
        return signing.reaches(signer.key().token());
    }

    /** What a generation signed for a request before, here or in a ceremony elsewhere; DER. */
    Optional<Octets> answer(GenerationId signer, Octets request) {
        return certificates.answer(signer, request);
    }

    /**
     * Signs a certificate.
     *
     * @param requestSha256 of the request that asked for it; null where nobody did from outside
     */
    public Outcome sign(CertificateContent content, @Nullable Octets requestSha256, Actor actor) {
        signing.requireOpen();
        // Linted before anything is committed, so that what is refused leaves nothing behind.
        var linted = CertificateRules.PROFILE.admit(content, TbsCertificateEncoder.encode(content));
        return switch (certificates.intend(linted, requestSha256, clock.instant(), actor)) {
            case CertificateStore.Intent.Committed() -> {
                var der = signing.signCertificate(linted);
                certificates.record(linted, der, clock.instant(), actor);
                yield new Outcome.Signed(der);
            }
            case CertificateStore.Intent.Duplicate(var existing) -> new Outcome.Duplicate(existing);
            case CertificateStore.Intent.IssuerMoved() -> new Outcome.IssuerMoved();
        };
    }

    /**
     * Signs a certificate that must come to be at the first attempt or was signed before.
     *
     * @param request names the occasion: asked again, the certificate signed then is returned
     * @throws RefusedException if the generation may not sign it
     */
    public Octets signOnce(CertificateContent content, @Nullable Octets request, Actor actor) {
        return switch (sign(content, request, actor)) {
            case Outcome.Signed(var der) -> der;
            case Outcome.Duplicate(var existing) ->
                    certificates.der(content.generation(), existing).orElseThrow();
            case Outcome.IssuerMoved() ->
                    throw new RefusedException(
                            Refusal.CANNOT_ISSUE,
                            "Generation "
                                    + content.generation()
                                    + " ("
                                    + content.signer().name()
                                    + ") is in a state in which it signs no certificate of kind "
                                    + content.template()
                                    + ". Nothing was signed.");
        };
    }
}
