package org.lineageca.ca.issuance;

import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.transparency.TransparencyPolicy;

/**
 * The extensions of a certificate that do not depend on who it is for.
 *
 * @param keyUsage bits of {@link org.bouncycastle.asn1.x509.KeyUsage}; those a key cannot be used
 *     for are left out of its certificate
 * @param purposes object identifiers of extendedKeyUsage, in order; empty for none
 * @param policies certificatePolicies of a leaf; those of a CA are among its constraints
 * @param pointers to where its revocation is told
 * @param noRevAvail whether it says that its revocation is told nowhere (RFC 9608)
 * @param mustStaple whether a TLS server must staple an OCSP response (RFC 7633)
 * @param transparency how many SCTs it carries (RFC 6962); null for none
 */
public record ExtensionRules(
        int keyUsage,
        List<String> purposes,
        List<Policy> policies,
        Pointers pointers,
        boolean noRevAvail,
        boolean mustStaple,
        @Nullable TransparencyPolicy transparency) {

    /**
     * A policy (RFC 5280 4.2.1.4).
     *
     * @param cps where the certification practice statement is; null for not said
     */
    public record Policy(String oid, @Nullable String cps) {}

    /** Which of cRLDistributionPoints, id-ad-ocsp and id-ad-caIssuers are there. */
    public record Pointers(boolean crl, boolean ocsp, boolean caIssuers) {}

    public ExtensionRules {
        purposes = List.copyOf(purposes);
        policies = List.copyOf(policies);
        if (noRevAvail && (pointers.crl() || pointers.ocsp())) {
            throw new IllegalArgumentException(
                    "a certificate with noRevAvail points to no CRL and no responder (RFC 9608 3)");
        }
    }

    /** What a kind of certificate has where no profile says otherwise. */
    public static ExtensionRules of(CertificateTemplate template) {
        // A signer of OCSP answers is not itself asked about: it carries ocsp-nocheck (RFC 6960
        // 4.2.2.2.1).
        var asked = template != CertificateTemplate.OCSP_SIGNER;
        return new ExtensionRules(
                template.keyUsage(),
                template.extendedKeyUsage().stream().map(KeyPurposeId::getId).toList(),
                List.of(),
                new Pointers(asked, asked, true),
                false,
                false,
                null);
    }
}
