package org.lineageca.ca.lint.rules;

import java.util.List;
import org.lineageca.ca.issuance.CaRequest;
import org.lineageca.ca.lint.Lint;
import org.lineageca.ca.lint.LintProfile;

/** The rules a request for a CA certificate passes before it is signed. */
public final class CaRequestRules {

    static final Lint<CaRequestUnderLint> RULE = new RequestNamesItsKey();

    public static final LintProfile<CaRequest, CaRequestUnderLint> PROFILE =
            new LintProfile<>(CaRequestUnderLint::read, List.of(RULE));

    private CaRequestRules() {}
}
