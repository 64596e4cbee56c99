package org.lineageca.ca.lint.rules;

import java.net.URI;
import java.net.URISyntaxException;
import org.bouncycastle.asn1.x509.GeneralName;

/** URIs in certificates. */
final class Uris {

    private Uris() {}

    static boolean isAbsolute(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static boolean isHttp(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier
                && name.getName().toString().startsWith("http://")
                && isAbsolute(name.getName().toString());
    }
}
