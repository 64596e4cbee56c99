package org.lineageca.ca.issuance;

import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What kind of certificate a profile makes: the extensions that follow from its use. */
public enum CertificateTemplate {
    ROOT_CA,
    ISSUING_CA,
    /**
     * A certificate for the key of a CA that has another one of its own: a cross- or link
     * certificate.
     */
    CROSS_CA,
    /** RFC 6960 4.2.2.2. */
    OCSP_SIGNER,
    TLS_SERVER,
    TLS_CLIENT;

    /** The bits of {@link KeyUsage} (RFC 5280 4.2.1.3). */
    public int keyUsage() {
        return isCa() ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
    }

    /** RFC 5280 4.2.1.12; empty for a CA. */
    public List<KeyPurposeId> extendedKeyUsage() {
        return switch (this) {
            case ROOT_CA, ISSUING_CA, CROSS_CA -> List.of();
            case OCSP_SIGNER -> List.of(KeyPurposeId.id_kp_OCSPSigning);
            case TLS_SERVER -> List.of(KeyPurposeId.id_kp_serverAuth);
            case TLS_CLIENT -> List.of(KeyPurposeId.id_kp_clientAuth);
        };
    }

    public boolean isCa() {
        return this == ROOT_CA || this == ISSUING_CA || this == CROSS_CA;
    }
}
