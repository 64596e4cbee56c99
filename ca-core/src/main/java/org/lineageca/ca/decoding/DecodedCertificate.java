package org.lineageca.ca.decoding;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.lineageca.ca.decoding.DecodedField.Form;
import org.lineageca.ca.decoding.DecodedField.Topic;
import org.lineageca.ca.x509.KeyType;
import org.lineageca.ca.x509.RsaModulus;
import org.lineageca.octets.Octets;

/**
 * A certificate of anybody, field by field.
 *
 * @param der as signed
 * @param title its common name, or whatever else names it
 * @param fields by topic
 */
public record DecodedCertificate(Octets der, String title, List<DecodedField> fields) {

    /** The longest that is read, in octets. */
    public static final int LARGEST = 64 * 1024;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    public DecodedCertificate {
        fields = List.copyOf(fields);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is no certificate; saying why
     */
    public static DecodedCertificate of(Octets der) {
        if (der.length() > LARGEST) {
            throw new IllegalArgumentException(
                    "a certificate of " + der.length() + " octets is too large");
        }
        try {
            return of(der, Certificate.getInstance(der.toArray()));
        } catch (IOException
                | IllegalStateException
                | ClassCastException
                | IndexOutOfBoundsException
                | ArithmeticException e) {
            throw new IllegalArgumentException("it is no certificate: " + e.getMessage(), e);
        }
    }

    private static DecodedCertificate of(Octets der, Certificate certificate) throws IOException {
        var fields = content(certificate.getTBSCertificate());
        itself(der, certificate, fields);
        fields.sort(Comparator.comparing(DecodedField::topic));
        return new DecodedCertificate(der, title(certificate, fields), fields);
    }

    /**
     * What a TBSCertificate says, by topic, but for what is decided when it is signed: its serial
     * number, for one.
     */
    public static List<DecodedField> toBeSigned(Octets tbs) {
        try {
            var certificate = TBSCertificate.getInstance(tbs.toArray());
            var fields = content(certificate);
            fields.add(signedWith(certificate.getSignature()));
            fields.sort(Comparator.comparing(DecodedField::topic));
            return fields;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no TBSCertificate: " + e.getMessage(), e);
        }
    }

    private static List<DecodedField> content(TBSCertificate certificate) throws IOException {
        var fields = new ArrayList<DecodedField>();
        fields.add(text(Topic.SUBJECT, "Subject", attributes(certificate.getSubject())));
        fields.add(text(Topic.ISSUER, "Issuer", attributes(certificate.getIssuer())));
        validity(certificate, fields);
        key(certificate.getSubjectPublicKeyInfo(), fields);
        var extensions = certificate.getExtensions();
        if (extensions != null) {
            extensions(extensions, fields);
        }
        return fields;
    }

    private static void validity(TBSCertificate certificate, List<DecodedField> fields) {
        var from = certificate.getStartDate().getDate().toInstant();
        var until = certificate.getEndDate().getDate().toInstant();
        fields.add(text(Topic.VALIDITY, "Not before", List.of(SECONDS.format(from))));
        fields.add(text(Topic.VALIDITY, "Not after", List.of(SECONDS.format(until))));
        fields.add(text(Topic.VALIDITY, "Lasts", List.of(span(from, until))));
    }

    /** Both ends count (RFC 5280 4.1.2.5). */
    private static String span(Instant from, Instant until) {
        var span = Duration.between(from, until).plusSeconds(1);
        return span.toDays() == 0
                ? "%d h %d min".formatted(span.toHours(), span.toMinutesPart())
                : span.toHoursPart() + span.toMinutesPart() + span.toSecondsPart() == 0
                        ? "%d days".formatted(span.toDays())
                        : "%d days %d h %d min %d s"
                                .formatted(
                                        span.toDays(),
                                        span.toHoursPart(),
                                        span.toMinutesPart(),
                                        span.toSecondsPart());
    }

    private static void key(SubjectPublicKeyInfo key, List<DecodedField> fields)
            throws IOException {
        var der = Octets.of(key.getEncoded());
        fields.add(text(Topic.KEY, "Type", List.of(type(der))));
        fields.add(
                new DecodedField(
                        Topic.KEY,
                        "SHA-256 of the key (SPKI)",
                        false,
                        Form.DIGITS,
                        List.of(der.sha256().toHex())));
    }

    /** With the size, as {@code EC P-256} and {@code RSA 2048 bits}. */
    private static String type(Octets key) {
        var type = KeyType.of(key);
        return type.startsWith("ec-p")
                ? "EC P-" + type.substring("ec-p".length())
                : RsaModulus.of(key)
                        .map(modulus -> "RSA %d bits".formatted(modulus.bitLength()))
                        .orElse(type);
    }

    private static void extensions(Extensions extensions, List<DecodedField> fields) {
        for (var type : extensions.getExtensionOIDs()) {
            ExtensionFields.of(extensions.getExtension(type)).forEach(fields::add);
        }
    }

    private static void itself(Octets der, Certificate certificate, List<DecodedField> fields) {
        var serial = certificate.getSerialNumber().getValue();
        fields.add(digits("Serial number", hex(serial)));
        fields.add(digits("Serial number, decimal", serial.toString()));
        fields.add(digits("SHA-256", der.sha256().toHex()));
        fields.add(digits("SHA-1 (thumbprint)", der.digest("SHA-1").toHex()));
        fields.add(signedWith(certificate.getSignatureAlgorithm()));
        fields.add(
                text(
                        Topic.CERTIFICATE,
                        "Version",
                        List.of(Integer.toString(certificate.getVersionNumber()))));
        fields.add(text(Topic.CERTIFICATE, "Size", List.of(der.length() + " octets")));
    }

    private static DecodedField signedWith(AlgorithmIdentifier algorithm) {
        return text(
                Topic.CERTIFICATE,
                "Signed with",
                List.of(new DefaultAlgorithmNameFinder().getAlgorithmName(algorithm)));
    }

    private static String hex(BigInteger serial) {
        var digits = serial.abs().toString(16);
        return (serial.signum() < 0 ? "-" : "") + (digits.length() % 2 == 0 ? "" : "0") + digits;
    }

    private static String title(Certificate certificate, List<DecodedField> fields) {
        var common = certificate.getSubject().getRDNs(BCStyle.CN);
        return common.length > 0
                ? value(common[0])
                : fields.stream()
                        .filter(field -> field.name().equals(ExtensionFields.NAMES))
                        .flatMap(field -> field.values().stream())
                        .findFirst()
                        .orElseGet(() ->
                                "the certificate with serial number "
                                        + hex(certificate.getSerialNumber().getValue()));
    }

    private static String value(RDN name) {
        return IETFUtils.valueToString(name.getFirst().getValue()).replace("\\", "");
    }

    /** One to a line, in their order; those of a set joined. */
    static List<String> attributes(X500Name name) {
        if (name.getRDNs().length == 0) {
            return List.of("empty");
        }
        return Arrays.stream(name.getRDNs())
                .map(rdn ->
                        Arrays.stream(rdn.getTypesAndValues())
                                .map(attribute ->
                                        Optional.ofNullable(
                                                                BCStyle.INSTANCE.oidToDisplayName(
                                                                        attribute.getType()))
                                                        .orElse(attribute.getType().getId())
                                                + " = "
                                                + IETFUtils.valueToString(attribute.getValue()))
                                .collect(Collectors.joining(" + ")))
                .toList();
    }

    private static DecodedField text(Topic topic, String name, List<String> values) {
        return new DecodedField(topic, name, false, Form.TEXT, values);
    }

    private static DecodedField digits(String name, String value) {
        return new DecodedField(Topic.CERTIFICATE, name, false, Form.DIGITS, List.of(value));
    }
}
