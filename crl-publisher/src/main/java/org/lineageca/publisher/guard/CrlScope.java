package org.lineageca.publisher.guard;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which certificates of a generation a CRL speaks for (RFC 5280 5.2.5). */
public sealed interface CrlScope {

    /** The name it has in the database and in file names. */
    String name();

    /** The URI its certificates name, byte for byte. */
    Octets distributionPoint();

    /** All certificates of the generation. */
    record Complete(Octets distributionPoint) implements CrlScope {
        public static final String NAME = "complete";

        @Override
        public String name() {
            return NAME;
        }
    }

    /** The scope a row names, if this version knows it. */
    static Optional<CrlScope> of(String name, String distributionPoint) {
        return name.equals(Complete.NAME)
                ? Optional.of(
                        new Complete(Octets.of(distributionPoint.getBytes(StandardCharsets.UTF_8))))
                : Optional.empty();
    }
}
