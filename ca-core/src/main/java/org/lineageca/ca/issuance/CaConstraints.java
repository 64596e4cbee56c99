package org.lineageca.ca.issuance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.CaCertificate;
import org.lineageca.ca.x509.ObjectIdentifierText;

/**
 * What a CA certificate allows the CAs and certificates below it.
 *
 * @param pathLength how many CAs may stand between it and a leaf (RFC 5280 4.2.1.9); null for any
 *     number
 * @param policies object identifiers of certificatePolicies (RFC 5280 4.2.1.4); empty for none
 * @param permittedDns permitted dNSName subtrees (RFC 5280 4.2.1.10); empty for all names
 */
public record CaConstraints(
        @Nullable Integer pathLength, List<String> policies, List<String> permittedDns) {

    /** Of a CA that issues leaves only. */
    public static final CaConstraints ISSUING = new CaConstraints(0, List.of(), List.of());

    /** Of a root. */
    public static final CaConstraints NONE = new CaConstraints(null, List.of(), List.of());

    public CaConstraints {
        if (pathLength != null && (pathLength < 0 || pathLength > 16)) {
            throw new IllegalArgumentException("a path length is 0 to 16, got " + pathLength);
        }
        for (var policy : policies) {
            if (!ObjectIdentifierText.isOne(policy)) {
                throw new IllegalArgumentException("'" + policy + "' is not an object identifier");
            }
        }
        for (var name : permittedDns) {
            if (!name.matches("\\.?[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*")) {
                throw new IllegalArgumentException("'" + name + "' is not a DNS name");
            }
        }
        policies = List.copyOf(policies);
        permittedDns = List.copyOf(permittedDns);
    }

    /** Whether CAs may stand below one of these constraints. */
    public boolean permitCas() {
        return pathLength == null || pathLength > 0;
    }

    /**
     * Why a CA of such constraints may not stand below one of these; empty if it may.
     *
     * @param between how many other CAs stand between the two
     */
    public Optional<String> obstacle(CaConstraints below, int between) {
        if (pathLength != null) {
            var rest = pathLength - between - 1;
            if (rest < 0) {
                return Optional.of(
                        "has path length %d: no CA may stand %s"
                                .formatted(
                                        pathLength, between == 0 ? "below it" : "so far below it"));
            }
            if (below.pathLength == null || below.pathLength > rest) {
                return Optional.of(
                        "has path length %d: that of a CA here must be at most %d"
                                .formatted(pathLength, rest));
            }
        }
        for (var name : below.permittedDns) {
            if (!permittedDns.isEmpty()
                    && permittedDns.stream().noneMatch(outer -> isWithin(name, outer))) {
                return Optional.of(
                        "permits the names %s only: a CA below it cannot permit %s"
                                .formatted(String.join(", ", permittedDns), name));
            }
        }
        return Optional.empty();
    }

    /** Whether one subtree of names lies in another; a leading dot leaves the name itself out. */
    private static boolean isWithin(String name, String outer) {
        return outer.startsWith(".")
                ? name.endsWith(outer)
                : name.equals(outer) || name.endsWith("." + outer);
    }

    /** What a CA certificate says; constraints of other kinds are left out. */
    public static CaConstraints of(CaCertificate certificate) {
        var extensions =
                Certificate.getInstance(certificate.der().toArray())
                        .getTBSCertificate()
                        .getExtensions();
        var basic = BasicConstraints.fromExtensions(extensions);
        var length = basic == null ? null : basic.getPathLenConstraintInteger();
        var policies = CertificatePolicies.fromExtensions(extensions);
        var names =
                NameConstraints.getInstance(
                        extensions.getExtensionParsedValue(Extension.nameConstraints));
        return new CaConstraints(
                length == null ? null : length.intValueExact(),
                policies == null
                        ? List.of()
                        : Arrays.stream(policies.getPolicyInformation())
                                .map(policy -> policy.getPolicyIdentifier().getId())
                                .toList(),
                names == null ? List.of() : dnsNames(names.getPermittedSubtrees()));
    }

    private static List<String> dnsNames(GeneralSubtree @Nullable [] subtrees) {
        var names = new ArrayList<String>();
        for (var subtree : subtrees == null ? new GeneralSubtree[0] : subtrees) {
            if (subtree.getBase().getTagNo() == GeneralName.dNSName) {
                names.add(subtree.getBase().getName().toString());
            }
        }
        return names;
    }
}
