package org.lineageca.ca.authority;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.lineageca.ca.x509.DistinguishedName;

/**
 * How the authorities of a lineage are named one after the other.
 *
 * @param template an RFC 4514 name with {@code {year}} and {@code {n}} in it, such as {@code CN=TLS
 *     Issuing CA {year}-{n},O=Example}
 */
public record NamingRule(String template) {

    private static final String YEAR = "{year}";
    private static final String NUMBER = "{n}";
    private static final int MOST = 10_000;
    private static final Pattern LAST_NUMBER = Pattern.compile("^(CN=[^,+]*?)([0-9]+)(?=[,+]|$)");
    private static final Pattern YEAR_AND_NUMBER =
            Pattern.compile("^(CN=[^,+]*?)[0-9]{4}-[0-9]+(?=[,+]|$)");

    public NamingRule {
        if (!template.contains(NUMBER)) {
            throw new IllegalArgumentException(
                    "the naming rule '" + template + "' has no {n} to tell names apart");
        }
        DistinguishedName.of(fill(template, 2000, 1));
    }

    /** The rule that a first name suggests: its number, or year and number, counted on. */
    public static NamingRule suggestedBy(DistinguishedName first) {
        var name = first.toString();
        var dated = YEAR_AND_NUMBER.matcher(name);
        if (dated.find()) {
            return new NamingRule(dated.replaceFirst("$1{year}-{n}"));
        }
        var numbered = LAST_NUMBER.matcher(name);
        if (numbered.find()) {
            return new NamingRule(numbered.replaceFirst("$1{n}"));
        }
        return new NamingRule(name.replaceFirst("^(CN=[^,+]*)", "$1 {n}"));
    }

    /** The first name of a year that is not taken. */
    public DistinguishedName next(int year, Predicate<DistinguishedName> taken) {
        for (var number = 1; number < MOST; number++) {
            var name = DistinguishedName.of(fill(template, year, number));
            if (!taken.test(name)) {
                return name;
            }
        }
        throw new IllegalStateException(
                "the naming rule '" + template + "' has no free name left in " + year);
    }

    private static String fill(String template, int year, int number) {
        return template.replace(YEAR, Integer.toString(year))
                .replace(NUMBER, Integer.toString(number));
    }
}
