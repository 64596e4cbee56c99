package org.lineageca.ca.lint.rules;

import java.util.List;
import org.lineageca.ca.issuance.CertificateContent;
import org.lineageca.ca.lint.LintProfile;

/** The rules every certificate passes before it is signed. */
public final class CertificateRules {

    public static final LintProfile<CertificateContent, CertificateUnderLint> PROFILE =
            new LintProfile<>(
                    CertificateUnderLint::read,
                    List.of(
                            new SerialNumberSize(),
                            new IssuerNameMatches(),
                            new ValidityNested(),
                            new PublicKeyStrength(),
                            new SignatureAlgorithmMatchesKey(),
                            new AuthorityKeyIdentifierMatches(),
                            new BasicConstraintsMatchUse(),
                            new CrlDistributionPointIsIssuers(),
                            new ServerIsNamed(),
                            new OcspSignerIsOnlyThat()));

    private CertificateRules() {}
}
