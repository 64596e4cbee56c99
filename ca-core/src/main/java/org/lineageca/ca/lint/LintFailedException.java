package org.lineageca.ca.lint;

import java.util.List;

/** What would have been signed breaks a rule. Nothing was signed. */
public final class LintFailedException extends RuntimeException {

    public LintFailedException(List<String> findings) {
        super(
                "Refused before signing: "
                        + String.join("; ", findings)
                        + ". Nothing was signed. Change the request or the profile.");
    }
}
