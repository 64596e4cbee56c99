package org.lineageca.ca.lint.rules;

import java.util.List;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.StreamLintProfile;

/** The rules every CRL passes before it is signed. */
public final class CrlRules {

    static final List<Lint<CrlUnderLint>> MEANT =
            List.of(
                    new CrlNumberIsTheReservedOne(),
                    new CrlLifetimeBounded(),
                    new CrlIssuerMatches(),
                    new CrlEntriesAscend(),
                    new CrlEntriesAreOfItsKind(),
                    new CrlDeltaNamesItsBase(),
                    new CrlScopeIsStated());

    public static final StreamLintProfile<TbsCertList, CrlUnderLint> PROFILE =
            new StreamLintProfile<>(CrlStreamReader::new, MEANT);

    private CrlRules() {}
}
