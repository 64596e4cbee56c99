package org.lineageca.ca.x509;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.RFC4519Style;
import org.lineageca.octets.Octets;

/**
 * A Name (RFC 5280 4.1.2.4), equal to another only byte for byte: that is how verifiers chain
 * certificates.
 *
 * @param der the DER encoding
 */
public record DistinguishedName(Octets der) {

    /** Attribute types the JDK would print as numbers. */
    private static final Map<String, String> SHORT_NAMES =
            Map.of(
                    BCStyle.EmailAddress.getId(),
                    "E",
                    BCStyle.SERIALNUMBER.getId(),
                    "serialNumber",
                    BCStyle.ORGANIZATION_IDENTIFIER.getId(),
                    "organizationIdentifier");

    public DistinguishedName {
        X500Name.getInstance(der.toArray());
    }

    /**
     * Parses an RFC 4514 string, most specific attribute first, such as {@code CN=Root,O=Example}.
     */
    public static DistinguishedName of(String rfc4514) {
        try {
            return of(new X500Name(RFC4519Style.INSTANCE, rfc4514));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + rfc4514 + "' is not a distinguished name (RFC 4514): " + e.getMessage(),
                    e);
        }
    }

    /** A name of one common name, whatever characters it holds. */
    public static DistinguishedName ofCommonName(String name) {
        return of(new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build());
    }

    /** Takes over a name that was parsed as part of something larger. */
    public static DistinguishedName read(X500Name name) {
        return of(name);
    }

    private static DistinguishedName of(X500Name name) {
        try {
            return new DistinguishedName(Octets.of(name.getEncoded(ASN1Encoding.DER)));
        } catch (IOException e) {
            throw new IllegalArgumentException("the name " + name + " has no DER encoding", e);
        }
    }

    /** The value of the first common name, or the whole name where there is none: for people. */
    public String commonName() {
        var names = X500Name.getInstance(der.toArray()).getRDNs(BCStyle.CN);
        return names.length == 0 ? toString() : names[0].getFirst().getValue().toString();
    }

    /**
     * The values of its attributes, in order, without their types.
     *
     * @throws IllegalArgumentException if one is no PrintableString, UTF8String or IA5String
     */
    public List<String> values() {
        return Arrays.stream(X500Name.getInstance(der.toArray()).getRDNs())
                .flatMap(rdn -> Arrays.stream(rdn.getTypesAndValues()))
                .map(attribute ->
                        switch (attribute.getValue()) {
                            case ASN1PrintableString printable -> printable.getString();
                            case ASN1UTF8String utf8 -> utf8.getString();
                            case ASN1IA5String ia5 -> ia5.getString();
                            case ASN1Encodable other ->
                                    throw new IllegalArgumentException(
                                            "attribute "
                                                    + attribute.getType()
                                                    + " is a "
                                                    + other.getClass().getSimpleName()
                                                    + ", no PrintableString, UTF8String or IA5String");
                        })
                .toList();
    }

    /** RFC 4514. */
    @Override
    public String toString() {
        return new X500Principal(der.toArray()).getName(X500Principal.RFC2253, SHORT_NAMES);
    }
}
