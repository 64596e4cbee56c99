package org.lineageca.publisher.guard;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which certificates of a generation a CRL speaks for (RFC 5280 5.2.5). */
public sealed interface CrlScope {

    /** Every name a scope may have in the database and in file names. */
    Pattern NAME = Pattern.compile("(?:complete|ca|shard-(?:0|[1-9][0-9]{0,3}))(?:-delta)?");

    /** The name it has in the database and in file names. */
    String name();

    /** The URI its certificates name, byte for byte. */
    Octets distributionPoint();

    /** All certificates of the generation. */
    record Complete(Octets distributionPoint) implements CrlScope {
        @Override
        public String name() {
            return "complete";
        }
    }

    /** The CA certificates that name its URI. */
    record CaCertificates(Octets distributionPoint) implements CrlScope {
        @Override
        public String name() {
            return "ca";
        }
    }

    /** The certificates that name its URI, whatever they are. */
    record Shard(String name, Octets distributionPoint) implements CrlScope {}

    /**
     * What has changed in a scope since one of its CRLs (RFC 5280 5.2.4).
     *
     * @param of the scope, whose URI its issuingDistributionPoint names
     */
    record Delta(CrlScope of) implements CrlScope {
        private static final String SUFFIX = "-delta";

        @Override
        public String name() {
            return of.name() + SUFFIX;
        }

        @Override
        public Octets distributionPoint() {
            return of.distributionPoint();
        }
    }

    /**
     * The scope a row names, if this version knows it.
     *
     * @param distributionPoint of a delta: the URI of the scope it belongs to
     */
    static Optional<CrlScope> of(String name, String distributionPoint) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        var uri = Octets.of(distributionPoint.getBytes(StandardCharsets.UTF_8));
        return name.endsWith(Delta.SUFFIX)
                ? Optional.of(new Delta(full(baseOf(name), uri)))
                : Optional.of(full(name, uri));
    }

    /** Whether a name is that of deltas. */
    static boolean isDelta(String name) {
        return name.endsWith(Delta.SUFFIX);
    }

    static boolean isShard(String name) {
        return name.startsWith("shard-") && !isDelta(name);
    }

    /** The name of the scope that deltas belong to; of any other scope its own. */
    static String baseOf(String name) {
        return isDelta(name) ? name.substring(0, name.length() - Delta.SUFFIX.length()) : name;
    }

    /** The name of a scope's deltas. */
    static String deltasOf(String name) {
        return name + Delta.SUFFIX;
    }

    private static CrlScope full(String name, Octets uri) {
        return switch (name) {
            case "complete" -> new Complete(uri);
            case "ca" -> new CaCertificates(uri);
            default -> new Shard(name, uri);
        };
    }
}
