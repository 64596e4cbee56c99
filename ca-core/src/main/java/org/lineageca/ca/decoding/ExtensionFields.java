package org.lineageca.ca.decoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.decoding.DecodedField.Form;
import org.lineageca.ca.decoding.DecodedField.Topic;
import org.lineageca.ca.transparency.SctList;
import org.lineageca.ca.x509.TransparencyExtensions;
import org.lineageca.octets.Octets;

/**
 * What an extension says. One that is not known here, or not as its standard wants it, is shown by
 * its octets: nothing is left out.
 */
final class ExtensionFields {

    static final String NAMES = "Alternative names";

    private static final int MOST_OCTETS = 256;

    private final Extension extension;
    private final ASN1Primitive value;
    private final List<DecodedField> fields = new ArrayList<>();

    private ExtensionFields(Extension extension) throws IOException {
        this.extension = extension;
        this.value = ASN1Primitive.fromByteArray(extension.getExtnValue().getOctets());
    }

    static List<DecodedField> of(Extension extension) {
        try {
            var decoded = new ExtensionFields(extension);
            decoded.read();
            return decoded.fields.isEmpty() ? List.of(opaque(extension, "")) : decoded.fields;
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | IndexOutOfBoundsException malformed) {
            return List.of(opaque(extension, ", not as its standard wants it"));
        }
    }

    private static DecodedField opaque(Extension extension, String remark) {
        var octets = Octets.of(extension.getExtnValue().getOctets());
        var digits =
                octets.length() <= MOST_OCTETS
                        ? octets.toHex()
                        : octets.first(MOST_OCTETS).toHex() + "… " + octets.length() + " octets";
        return new DecodedField(
                Topic.OTHER,
                extension.getExtnId().getId() + remark,
                extension.isCritical(),
                Form.DIGITS,
                List.of(digits));
    }

    private void read() {
        switch (extension.getExtnId().getId()) {
            case "2.5.29.17" -> add(Topic.SUBJECT, NAMES, GeneralNameText.of(names()));
            case "2.5.29.18" ->
                    add(
                            Topic.ISSUER,
                            "Alternative names of the issuer",
                            GeneralNameText.of(names()));
            case "2.5.29.14" ->
                    digits(
                            Topic.KEY,
                            "Subject key identifier",
                            SubjectKeyIdentifier.getInstance(value).getKeyIdentifier());
            case "2.5.29.35" -> authorityKey(AuthorityKeyIdentifier.getInstance(value));
            case "2.5.29.19" -> add(Topic.USE, "Basic constraints", basicConstraints());
            case "2.5.29.15" ->
                    add(Topic.USE, "Key usage", UsageText.of(KeyUsage.getInstance(value)));
            case "2.5.29.37" ->
                    add(
                            Topic.USE,
                            "Extended key usage",
                            UsageText.of(ExtendedKeyUsage.getInstance(value)));
            case "2.5.29.32" -> add(Topic.USE, "Policies", policies());
            case "2.5.29.30" -> add(Topic.USE, "Name constraints", nameConstraints());
            case "2.5.29.36" -> add(Topic.USE, "Policy constraints", policyConstraints());
            case "2.5.29.54" ->
                    add(
                            Topic.USE,
                            "Inhibit anyPolicy",
                            List.of(behind("from", ASN1Integer.getInstance(value))));
            case "2.5.29.31" -> points("CRL");
            case "2.5.29.46" -> points("Delta CRL");
            case "1.3.6.1.5.5.7.1.1" -> access();
            case "1.3.6.1.5.5.7.1.24" -> add(Topic.STATUS, "TLS feature", features());
            case "1.3.6.1.5.5.7.48.1.5" ->
                    add(
                            Topic.STATUS,
                            "OCSP no check",
                            List.of("its own status is not asked for (RFC 6960 4.2.2.2.1)"));
            case "1.3.6.1.4.1.11129.2.4.2" -> add(Topic.TRANSPARENCY, "SCTs", scts());
            case "1.3.6.1.4.1.11129.2.4.3" ->
                    add(
                            Topic.TRANSPARENCY,
                            "Precertificate",
                            List.of("no certificate, but what logs were shown (RFC 6962 3.1)"));
            default -> {}
        }
    }

    private void add(Topic topic, String name, List<String> values) {
        fields.add(new DecodedField(topic, name, extension.isCritical(), Form.TEXT, values));
    }

    private void digits(Topic topic, String name, byte[] octets) {
        fields.add(
                new DecodedField(
                        topic,
                        name,
                        extension.isCritical(),
                        Form.DIGITS,
                        List.of(Octets.of(octets).toHex())));
    }

    private void urls(String name, List<String> values) {
        if (!values.isEmpty()) {
            fields.add(
                    new DecodedField(Topic.STATUS, name, extension.isCritical(), Form.URL, values));
        }
    }

    private GeneralNames names() {
        return GeneralNames.getInstance(value);
    }

    private void authorityKey(AuthorityKeyIdentifier identifier) {
        var octets = identifier.getKeyIdentifierOctets();
        if (octets != null) {
            digits(Topic.ISSUER, "Authority key identifier", octets);
        }
        if (identifier.getAuthorityCertSerialNumber() != null) {
            add(
                    Topic.ISSUER,
                    "Authority certificate",
                    List.of(
                            "serial number "
                                    + identifier.getAuthorityCertSerialNumber().toString(16)));
        }
    }

    private List<String> basicConstraints() {
        var constraints = BasicConstraints.getInstance(value);
        if (!constraints.isCA()) {
            return List.of("not a CA");
        }
        var length = constraints.getPathLenConstraint();
        return List.of(
                length == null
                        ? "a CA"
                        : "a CA with at most " + length + " CAs below it in a path");
    }

    private List<String> policies() {
        return Arrays.stream(CertificatePolicies.getInstance(value).getPolicyInformation())
                .map(PolicyText::of)
                .toList();
    }

    private List<String> nameConstraints() {
        var constraints = NameConstraints.getInstance(value);
        var lines = new ArrayList<String>();
        subtrees("only ", constraints.getPermittedSubtrees(), lines);
        subtrees("not ", constraints.getExcludedSubtrees(), lines);
        return lines;
    }

    private static void subtrees(
            String which, GeneralSubtree @Nullable [] subtrees, List<String> lines) {
        if (subtrees != null) {
            for (var subtree : subtrees) {
                lines.add(which + GeneralNameText.of(subtree.getBase()));
            }
        }
    }

    private List<String> policyConstraints() {
        var constraints = PolicyConstraints.getInstance(value);
        var lines = new ArrayList<String>();
        var explicit = constraints.getRequireExplicitPolicyMapping();
        if (explicit != null) {
            lines.add(
                    "an explicit policy is required, from " + explicit + " certificates below on");
        }
        var mapping = constraints.getInhibitPolicyMapping();
        if (mapping != null) {
            lines.add("policies are not mapped, from " + mapping + " certificates below on");
        }
        return lines;
    }

    private static String behind(String word, ASN1Integer number) {
        return word + " " + number.getValue() + " certificates below on";
    }

    private void points(String name) {
        var points = CRLDistPoint.getInstance(value).getDistributionPoints();
        urls(name, Arrays.stream(points).flatMap(point -> urls(point).stream()).toList());
    }

    private static List<String> urls(DistributionPoint point) {
        var name = point.getDistributionPoint();
        if (name == null || name.getType() != DistributionPointName.FULL_NAME) {
            return List.of("a place without a URL");
        }
        return Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())
                .map(ExtensionFields::url)
                .toList();
    }

    private static String url(GeneralName name) {
        return name.getTagNo() == GeneralName.uniformResourceIdentifier
                ? name.getName().toString()
                : GeneralNameText.of(name);
    }

    private void access() {
        var ways = AuthorityInformationAccess.getInstance(value).getAccessDescriptions();
        var other = new ArrayList<String>();
        var ocsp = new ArrayList<String>();
        var issuers = new ArrayList<String>();
        for (var way : ways) {
            var method = way.getAccessMethod();
            var text = url(way.getAccessLocation());
            if (method.equals(X509ObjectIdentifiers.id_ad_ocsp)) {
                ocsp.add(text);
            } else if (method.equals(X509ObjectIdentifiers.id_ad_caIssuers)) {
                issuers.add(text);
            } else {
                other.add(method + " " + text);
            }
        }
        urls("OCSP", ocsp);
        urls("Certificate of the issuer (caIssuers)", issuers);
        urls("Other access", other);
    }

    /** RFC 7633. */
    private List<String> features() {
        var sequence = ASN1Sequence.getInstance(value);
        return IntStream.range(0, sequence.size())
                .mapToObj(index -> ASN1Integer.getInstance(sequence.getObjectAt(index)))
                .map(feature ->
                        switch (feature.getValue().toString()) {
                            case "5" -> "must staple: status_request (RFC 7633)";
                            case "17" -> "must staple: status_request_v2 (RFC 7633)";
                            default -> "TLS extension " + feature.getValue();
                        })
                .toList();
    }

    private List<String> scts() {
        return SctList.decode(TransparencyExtensions.list(extension)).scts().stream()
                .map(sct -> "log " + sct.log().base64() + ", " + sct.timestamp())
                .toList();
    }
}
