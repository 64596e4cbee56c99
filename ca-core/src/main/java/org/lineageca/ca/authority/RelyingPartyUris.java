package org.lineageca.ca.authority;

import org.jspecify.annotations.Nullable;

/**
 * Where relying parties find what they need to check a certificate of one generation. Fixed when
 * the generation is created, stable for ever.
 *
 * @param crl of the complete CRL (cRLDistributionPoints, RFC 5280 4.2.1.13)
 * @param caIssuers of the generation's own certificate (RFC 5280 4.2.2.1)
 * @param ocsp of the responder (RFC 5280 4.2.2.1); null where none speaks for the generation
 */
public record RelyingPartyUris(String crl, String caIssuers, @Nullable String ocsp) {

    /** URIs keyed by the generation's label under the publisher's and the responder's base URLs. */
    public static RelyingPartyUris under(
            String publisher, @Nullable String responder, String label) {
        return new RelyingPartyUris(
                publisher + "/" + label + "/complete.crl",
                publisher + "/" + label + "/ca.crt",
                responder == null ? null : responder + "/ocsp/" + label);
    }

    /** The publisher's base URL, for a successor. */
    public String publisher() {
        return withoutSegments(crl);
    }

    /** The responder's base URL, for a successor. */
    public @Nullable String responder() {
        return ocsp == null ? null : withoutSegments(ocsp);
    }

    /** Both kinds end with two segments, one of them the label. */
    private static String withoutSegments(String uri) {
        return uri.substring(0, uri.lastIndexOf('/', uri.lastIndexOf('/') - 1));
    }
}
