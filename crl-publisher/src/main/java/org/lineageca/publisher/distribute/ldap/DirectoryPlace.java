package org.lineageca.publisher.distribute.ldap;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which attribute of which entry a published file is (RFC 4523).
 *
 * @param names commonNames under the base, the outermost first
 * @param attribute with its option
 */
record DirectoryPlace(List<String> names, String attribute) {

    private static final Pattern CERTIFICATE = Pattern.compile("([0-9a-f]{16})/ca\\.crt");
    private static final Pattern CRL =
            Pattern.compile("([0-9a-f]{16})/([a-z0-9-]+?)(-delta)?\\.crl");
    private static final String COMPLETE = "complete";
    private static final String CA_CERTIFICATES = "ca";

    /** Of a path; empty for files no attribute is meant for. */
    static Optional<DirectoryPlace> of(String path) {
        var certificate = CERTIFICATE.matcher(path);
        if (certificate.matches()) {
            return Optional.of(
                    new DirectoryPlace(List.of(certificate.group(1)), "cACertificate;binary"));
        }
        var crl = CRL.matcher(path);
        return crl.matches()
                ? Optional.of(crl(crl.group(1), crl.group(2), crl.group(3) != null))
                : Optional.empty();
    }

    /**
     * A shard has an entry of its own: the attribute of the generation's would hold several values,
     * which readers cannot tell apart.
     */
    private static DirectoryPlace crl(String label, String scope, boolean delta) {
        var authority = scope.equals(CA_CERTIFICATES) || scope.startsWith(CA_CERTIFICATES + "-");
        var names =
                scope.equals(COMPLETE) || (authority && !delta)
                        ? List.of(label)
                        : List.of(label, scope);
        var attribute =
                delta
                        ? "deltaRevocationList;binary"
                        : authority
                                ? "authorityRevocationList;binary"
                                : "certificateRevocationList;binary";
        return new DirectoryPlace(names, attribute);
    }

    boolean isCrl() {
        return attribute.contains("RevocationList");
    }
}
