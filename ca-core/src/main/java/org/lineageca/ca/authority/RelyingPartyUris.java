package org.lineageca.ca.authority;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.SerialNumber;

/**
 * Where relying parties find what they need to check a certificate of one generation. What a
 * certificate has named is served for as long as the generation owes anything.
 *
 * @param crl of the complete CRL (cRLDistributionPoints, RFC 5280 4.2.1.13)
 * @param caIssuers of the generation's own certificate (RFC 5280 4.2.2.1)
 * @param ocsp of the responder (RFC 5280 4.2.2.1); null where none speaks for the generation
 * @param cas the CRL that new certificates of CAs name; null: the complete one
 * @param shards those that other new certificates are spread over; none: the complete one
 */
public record RelyingPartyUris(
        String crl,
        String caIssuers,
        @Nullable String ocsp,
        @Nullable CrlPointer cas,
        List<CrlPointer> shards) {

    private static final String COMPLETE = "complete";

    public RelyingPartyUris {
        shards = List.copyOf(shards);
    }

    /** Where all certificates name the complete CRL. */
    public RelyingPartyUris(String crl, String caIssuers, @Nullable String ocsp) {
        this(crl, caIssuers, ocsp, null, List.of());
    }

    /** URIs keyed by the generation's label under the publisher's and the responder's base URLs. */
    public static RelyingPartyUris under(
            String publisher, @Nullable String responder, String label) {
        return new RelyingPartyUris(
                publisher + "/" + label + "/" + COMPLETE + ".crl",
                publisher + "/" + label + "/ca.crt",
                responder == null ? null : responder + "/ocsp/" + label);
    }

    /** The CRL that a new certificate names. */
    public CrlPointer pointer(SerialNumber serial, boolean isCa) {
        if (isCa && cas != null) {
            return cas;
        }
        if (isCa || shards.isEmpty()) {
            return new CrlPointer(COMPLETE, crl);
        }
        return shards.get(serial.value().mod(BigInteger.valueOf(shards.size())).intValueExact());
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
