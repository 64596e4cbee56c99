package org.lineageca.publisher.distribute;

/** What a published file is. */
public enum MediaType {
    /** RFC 2585 4.2. */
    CRL("application/pkix-crl"),
    /** RFC 2585 4.1. */
    CERTIFICATE("application/pkix-cert"),
    /** RFC 5280 4.2.2.1: a certs-only CMS message. */
    CERTS_ONLY("application/pkcs7-mime"),
    /** RFC 8259. */
    JSON("application/json"),

    /** RFC 7468 text; the name servers commonly give it. */
    PEM("application/x-pem-file");

    private final String text;

    MediaType(String text) {
        this.text = text;
    }

    /** As in Content-Type. */
    public String text() {
        return text;
    }
}
