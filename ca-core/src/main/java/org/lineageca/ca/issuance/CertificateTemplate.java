package org.lineageca.ca.issuance;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * What kind of certificate a profile makes: what follows from its use and no profile may change.
 */
public enum CertificateTemplate {
    ROOT_CA,
    /** A CA that certifies CAs. */
    POLICY_CA,
    ISSUING_CA,
    /**
     * A certificate for the key of a CA that has another one of its own: a cross- or link
     * certificate.
     */
    CROSS_CA,
    /** RFC 6960 4.2.2.2. */
    OCSP_SIGNER,
    TLS_SERVER,
    TLS_CLIENT,
    /** RFC 8551. */
    S_MIME,
    CODE_SIGNING;

    private static final List<String> NEVER =
            List.of(
                    KeyPurposeId.anyExtendedKeyUsage.getId(),
                    KeyPurposeId.id_kp_OCSPSigning.getId(),
                    KeyPurposeId.id_kp_timeStamping.getId());

    /** The bits of {@link KeyUsage} (RFC 5280 4.2.1.3) where no profile says other ones. */
    public int keyUsage() {
        return isCa() ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
    }

    /** The bits a profile may choose from. */
    public int permittedKeyUsage() {
        return switch (this) {
            case ROOT_CA, POLICY_CA, ISSUING_CA, CROSS_CA, OCSP_SIGNER, CODE_SIGNING -> keyUsage();
            case TLS_SERVER, TLS_CLIENT ->
                    KeyUsage.digitalSignature | KeyUsage.keyEncipherment | KeyUsage.keyAgreement;
            case S_MIME ->
                    KeyUsage.digitalSignature
                            | KeyUsage.nonRepudiation
                            | KeyUsage.keyEncipherment
                            | KeyUsage.keyAgreement;
        };
    }

    /** RFC 5280 4.2.1.12; empty for a CA. */
    public List<KeyPurposeId> extendedKeyUsage() {
        return switch (this) {
            case ROOT_CA, POLICY_CA, ISSUING_CA, CROSS_CA -> List.of();
            case OCSP_SIGNER -> List.of(KeyPurposeId.id_kp_OCSPSigning);
            case TLS_SERVER -> List.of(KeyPurposeId.id_kp_serverAuth);
            case TLS_CLIENT -> List.of(KeyPurposeId.id_kp_clientAuth);
            case S_MIME -> List.of(KeyPurposeId.id_kp_emailProtection);
            case CODE_SIGNING -> List.of(KeyPurposeId.id_kp_codeSigning);
        };
    }

    /** Whether a profile may add a purpose to {@link #extendedKeyUsage}, by object identifier. */
    public boolean permitsPurpose(String purpose) {
        if (NEVER.contains(purpose)) {
            return false;
        }
        var serves = purpose.equals(KeyPurposeId.id_kp_serverAuth.getId());
        var signsCode = purpose.equals(KeyPurposeId.id_kp_codeSigning.getId());
        return switch (this) {
            case ROOT_CA, POLICY_CA, ISSUING_CA, CROSS_CA, OCSP_SIGNER -> false;
            case TLS_SERVER -> serves || purpose.equals(KeyPurposeId.id_kp_clientAuth.getId());
            case TLS_CLIENT, S_MIME -> !serves && !signsCode;
            case CODE_SIGNING ->
                    !serves && !purpose.equals(KeyPurposeId.id_kp_emailProtection.getId());
        };
    }

    public boolean isCa() {
        return switch (this) {
            case ROOT_CA, POLICY_CA, ISSUING_CA, CROSS_CA -> true;
            case OCSP_SIGNER, TLS_SERVER, TLS_CLIENT, S_MIME, CODE_SIGNING -> false;
        };
    }

    /** Its name in documents. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What certificates of CAs have on record in the place of a profile: no profile may be named so
     * ({@link CertificateProfile}).
     */
    public static List<String> profilesOfCas() {
        return Stream.of(values())
                .filter(CertificateTemplate::isCa)
                .map(CertificateTemplate::text)
                .toList();
    }

    /** Whether certificates of this kind are asked for by PKCS#10 requests and a profile. */
    public boolean isRequested() {
        return !isCa() && this != OCSP_SIGNER;
    }
}
