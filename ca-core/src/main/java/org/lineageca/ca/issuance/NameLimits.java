package org.lineageca.ca.issuance;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.AlternativeName;
import org.lineageca.ca.x509.DistinguishedName;
import org.lineageca.octets.Octets;

/**
 * The nameConstraints of one CA (RFC 5280 4.2.1.10). Where verifiers read a constraint differently,
 * what any of them would refuse is refused.
 */
final class NameLimits {

    private static final NameLimits NONE = new NameLimits(List.of(), List.of());

    private final List<GeneralSubtree> permitted;
    private final List<GeneralSubtree> excluded;

    private NameLimits(List<GeneralSubtree> permitted, List<GeneralSubtree> excluded) {
        this.permitted = permitted;
        this.excluded = excluded;
    }

    static NameLimits of(Extensions extensions) {
        var constraints =
                NameConstraints.getInstance(
                        extensions.getExtensionParsedValue(Extension.nameConstraints));
        return constraints == null
                ? NONE
                : new NameLimits(
                        subtrees(constraints.getPermittedSubtrees()),
                        subtrees(constraints.getExcludedSubtrees()));
    }

    private static List<GeneralSubtree> subtrees(GeneralSubtree @Nullable [] subtrees) {
        return subtrees == null ? List.of() : Arrays.asList(subtrees);
    }

    /** What name is outside what is permitted, or within what is excluded; empty if none is. */
    Optional<String> problem(DistinguishedName subject, List<AlternativeName> names) {
        if (permitted.isEmpty() && excluded.isEmpty()) {
            return Optional.empty();
        }
        var directory = X500Name.getInstance(subject.der().toArray());
        if (directory.size() > 0) {
            var problem = problem(GeneralName.directoryName, subject.toString(), directory);
            if (problem.isPresent()) {
                return problem;
            }
        }
        for (var name : names) {
            var problem = problem(kind(name), name.text(), name);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return commonName(directory, names);
    }

    /** The same of a CA that permits names itself; no verifier takes its common name for a host. */
    Optional<String> problemOfCa(DistinguishedName subject, List<String> permittedDns) {
        var directory = X500Name.getInstance(subject.der().toArray());
        return problem(GeneralName.directoryName, subject.toString(), directory)
                .or(() ->
                        permittedDns.stream()
                                .filter(this::isExcludedHost)
                                .map("the names it permits, '%s', are excluded"::formatted)
                                .findFirst());
    }

    private boolean isExcludedHost(String constraint) {
        var domain = constraint.startsWith(".") ? constraint.substring(1) : constraint;
        return excluded.stream()
                .map(GeneralSubtree::getBase)
                .anyMatch(base ->
                        base.getTagNo() == GeneralName.dNSName
                                && HostLimit.excludesDns(value(base), domain));
    }

    /**
     * A common name that could be a host or an address is taken for one by the JDK, and with a dot
     * in it by OpenSSL, where no alternative name is of that kind.
     */
    private Optional<String> commonName(X500Name subject, List<AlternativeName> names) {
        for (var rdn : subject.getRDNs(BCStyle.CN)) {
            var value = rdn.getFirst().getValue().toString().toLowerCase(Locale.ROOT);
            var problem =
                    asName(value)
                            .filter(name -> names.stream().noneMatch(name.getClass()::isInstance))
                            .flatMap(name -> problem(kind(name), "common name " + value, name));
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<AlternativeName> asName(String commonName) {
        try {
            return Optional.of(
                    commonName.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")
                            ? new AlternativeName.Ip(
                                    Octets.of(InetAddress.ofLiteral(commonName).getAddress()))
                            : new AlternativeName.Dns(commonName));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    private static int kind(AlternativeName name) {
        return switch (name) {
            case AlternativeName.Dns _ -> GeneralName.dNSName;
            case AlternativeName.Ip _ -> GeneralName.iPAddress;
            case AlternativeName.Email _ -> GeneralName.rfc822Name;
            case AlternativeName.Uri _ -> GeneralName.uniformResourceIdentifier;
        };
    }

    private Optional<String> problem(int kind, String text, Object name) {
        for (var subtree : excluded) {
            if (subtree.getBase().getTagNo() == kind && isExcluded(name, subtree)) {
                return Optional.of(
                        "'" + text + "' is within the excluded " + text(subtree.getBase()));
            }
        }
        var ofKind =
                permitted.stream().filter(subtree -> subtree.getBase().getTagNo() == kind).toList();
        return ofKind.isEmpty() || ofKind.stream().anyMatch(subtree -> isPermitted(name, subtree))
                ? Optional.empty()
                : Optional.of(
                        "'"
                                + text
                                + "' is not within the permitted "
                                + String.join(
                                        ", ",
                                        ofKind.stream()
                                                .map(subtree -> text(subtree.getBase()))
                                                .toList()));
    }

    private static boolean isPermitted(Object name, GeneralSubtree subtree) {
        // "the minimum MUST be zero, and maximum MUST be absent": what else it means nobody knows.
        if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) {
            return false;
        }
        var base = subtree.getBase();
        return switch (name) {
            case AlternativeName.Dns(var host) -> HostLimit.permitsDns(value(base), host);
            case AlternativeName.Email email ->
                    HostLimit.permitsMailbox(base.getName().toString(), email);
            case AlternativeName.Uri uri -> HostLimit.permitsUri(value(base), uri.host());
            case AlternativeName.Ip(var address) -> isInNetwork(address.toArray(), octets(base));
            case X500Name subject -> begins(subject, X500Name.getInstance(base.getName()));
            default -> throw new IllegalStateException("no name: " + name);
        };
    }

    private static boolean isExcluded(Object name, GeneralSubtree subtree) {
        var base = subtree.getBase();
        return switch (name) {
            case AlternativeName.Dns(var host) -> HostLimit.excludesDns(value(base), host);
            case AlternativeName.Email email -> HostLimit.excludesMailbox(value(base), email);
            case AlternativeName.Uri uri -> HostLimit.excludesUri(value(base), uri.host());
            case AlternativeName.Ip(var address) -> isInNetwork(address.toArray(), octets(base));
            case X500Name subject -> begins(subject, X500Name.getInstance(base.getName()));
            default -> throw new IllegalStateException("no name: " + name);
        };
    }

    private static String value(GeneralName base) {
        return base.getName().toString().toLowerCase(Locale.ROOT);
    }

    private static byte[] octets(GeneralName base) {
        return ASN1OctetString.getInstance(base.getName()).getOctets();
    }

    private static String text(GeneralName base) {
        return switch (base.getTagNo()) {
            case GeneralName.directoryName -> base.getName().toString();
            case GeneralName.iPAddress -> "network " + HexFormat.of().formatHex(octets(base));
            default -> "'" + base.getName() + "'";
        };
    }

    /** An address and a mask of the same length, one after the other. */
    private static boolean isInNetwork(byte[] address, byte[] network) {
        if (network.length != 2 * address.length) {
            return false;
        }
        for (var i = 0; i < address.length; i++) {
            var mask = network[address.length + i];
            if ((address[i] & mask) != (network[i] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean begins(X500Name subject, X500Name base) {
        var has = subject.getRDNs();
        var wants = base.getRDNs();
        if (wants.length > has.length) {
            return false;
        }
        for (var i = 0; i < wants.length; i++) {
            if (!IETFUtils.rDNAreEqual(has[i], wants[i])) {
                return false;
            }
        }
        return true;
    }
}
