package org.lineageca.ca.caa;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the properties issue and issuewild say (RFC 8659 4.2).
 *
 * @param issuer the domain name of a CA, in lower case; empty for none, also where the value is not
 *     of the form that the RFC gives: such a value permits nobody
 * @param hasParameters whether the permission depends on parameters
 */
record IssueValue(String issuer, boolean hasParameters) {

    private static final int LONGEST = 1_000;
    private static final String LABEL = "[A-Za-z0-9]++(?:-++[A-Za-z0-9]++)*+";
    private static final String SPACE = "[ \\t]*+";
    private static final String PARAMETER =
            LABEL + SPACE + "=" + SPACE + "[\\x21-\\x3a\\x3c-\\x7e]*+";
    private static final Pattern FORM =
            Pattern.compile(
                    "%1$s(?<issuer>%2$s(?:\\.%2$s)*+)?+%1$s(?:;%1$s(?<parameters>%3$s(?:%1$s;%1$s%3$s)*+)?+%1$s)?+"
                            .formatted(SPACE, LABEL, PARAMETER));

    static IssueValue parse(String value) {
        var matcher = FORM.matcher(value);
        if (value.length() > LONGEST || !matcher.matches() || matcher.group("issuer") == null) {
            return new IssueValue("", false);
        }
        return new IssueValue(
                matcher.group("issuer").toLowerCase(Locale.ROOT),
                matcher.group("parameters") != null);
    }
}
