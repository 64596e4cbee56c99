package org.lineageca.ca.act;

import java.util.List;

/**
 * What an act would bring about, before anyone commits to it.
 *
 * @param differences field by field, unchanged ones included
 * @param consequences for certificates already issued, chains, CRL and OCSP URLs: plain sentences
 * @param warnings what may go wrong for whom
 */
public record Preview(
        List<Difference> differences, List<String> consequences, List<String> warnings) {

    public Preview {
        differences = List.copyOf(differences);
        consequences = List.copyOf(consequences);
        warnings = List.copyOf(warnings);
    }

    /** One field of a CA certificate, now and afterwards. */
    public record Difference(String field, String before, String after) {

        public boolean isChange() {
            return !before.equals(after);
        }
    }
}
