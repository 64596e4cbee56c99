package org.lineageca.ca.issuance;

/**
 * What a certificate takes from the version of the profile it is made by.
 *
 * @param version 0 where it is made by none
 */
public record ProfileTerms(int version, ExtensionRules extensions) {

    /** Of what is not made by a profile. */
    public static ProfileTerms fixed(CertificateTemplate template) {
        return new ProfileTerms(0, ExtensionRules.of(template));
    }
}
