package org.lineageca.ca.lint.rules;

import java.util.List;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.lint.LintProfile;

/** The rules every CRL passes before it is signed. */
public final class CrlRules {

    public static final LintProfile<TbsCertList, CrlUnderLint> PROFILE =
            new LintProfile<>(
                    CrlUnderLint::read,
                    List.of(
                            new CrlNumberIsTheReservedOne(),
                            new CrlLifetimeBounded(),
                            new CrlIssuerMatches(),
                            new CrlEntriesAscend(),
                            new CrlScopeIsStated()));

    private CrlRules() {}
}
