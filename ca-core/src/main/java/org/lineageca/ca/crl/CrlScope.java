package org.lineageca.ca.crl;

/** Which certificates of a generation a CRL speaks for (RFC 5280 5.2.5; ADR 0030). */
public sealed interface CrlScope {

    String COMPLETE = "complete";
    String CA_CERTIFICATES = "ca";
    String SHARD = "shard-";

    /** Behind a scope's name: what has changed in it since its newest CRL. */
    String DELTA = "-delta";

    /** As it stands in URLs and in the database. */
    String name();

    /** The URI it is served at, byte for byte as in the certificates. */
    String distributionPoint();

    /** All certificates of the generation. */
    record Complete(String distributionPoint) implements CrlScope {
        @Override
        public String name() {
            return COMPLETE;
        }
    }

    /** Those certificates of CAs that name it. */
    record CaCertificates(String distributionPoint) implements CrlScope {
        @Override
        public String name() {
            return CA_CERTIFICATES;
        }
    }

    /** Those certificates that name it. */
    record Shard(int index, String distributionPoint) implements CrlScope {
        @Override
        public String name() {
            return SHARD + index;
        }
    }

    /**
     * The scope of a name.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static CrlScope of(String name, String distributionPoint) {
        if (name.startsWith(SHARD) && !name.endsWith(DELTA)) {
            return new Shard(Integer.parseInt(name.substring(SHARD.length())), distributionPoint);
        }
        return switch (name) {
            case COMPLETE -> new Complete(distributionPoint);
            case CA_CERTIFICATES -> new CaCertificates(distributionPoint);
            default -> throw new IllegalArgumentException("no CRL scope is called " + name);
        };
    }
}
