package org.lineageca.publisher.publish;

import java.time.Instant;
import org.lineageca.publisher.distribute.MediaType;
import org.lineageca.publisher.distribute.PublishedFile;
import org.lineageca.publisher.guard.Octets;

/** All certificates over a generation's key, as they have left the building in one file. */
public record PublishedCertsOnly(String label, PublishedFile der) {

    static PublishedCertsOnly of(String label, Octets message, Instant modified) {
        return new PublishedCertsOnly(
                label,
                PublishedFile.of(path(label), MediaType.CERTS_ONLY, message, modified, null));
    }

    /** The path it is published at. */
    public static String path(String label) {
        return label + "/ca.p7c";
    }
}
