package org.lineageca.ca.rehearsal;

import java.util.ArrayList;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.lineageca.ca.x509.DistinguishedName;

/**
 * A name for the shadow's successor where none is given: the number its name ends with counts on.
 */
public final class SuccessorName {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}$");

    private SuccessorName() {}

    /** {@code CN=TLS 2026-1,O=X} is followed by {@code CN=TLS 2026-2,O=X}. */
    public static DistinguishedName after(DistinguishedName name) {
        try {
            // Least specific first.
            var parts = new ArrayList<>(new LdapName(name.toString()).getRdns());
            for (var i = parts.size() - 1; i >= 0; i--) {
                var part = parts.get(i);
                if (part.size() == 1
                        && part.getType().equalsIgnoreCase("CN")
                        && part.getValue() instanceof String text) {
                    parts.set(i, new Rdn("CN", countedOn(text)));
                    return DistinguishedName.of(new LdapName(parts).toString());
                }
            }
            parts.add(new Rdn("CN", "2"));
            return DistinguishedName.of(new LdapName(parts).toString());
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException(
                    "no successor can be named for " + name + ": " + e.getMessage(), e);
        }
    }

    private static String countedOn(String text) {
        var number = NUMBER.matcher(text);
        return number.find()
                ? number.replaceFirst(Long.toString(Long.parseLong(number.group()) + 1))
                : text + " 2";
    }
}
