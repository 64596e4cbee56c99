package org.lineageca.ca.decoding;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;
import org.lineageca.octets.Octets;

/** GeneralNames (RFC 5280 4.2.1.6) as a kind and a value, such as {@code dns:www.example.org}. */
final class GeneralNameText {

    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    private GeneralNameText() {}

    static List<String> of(GeneralNames names) {
        return Arrays.stream(names.getNames()).map(GeneralNameText::of).toList();
    }

    static String of(GeneralName name) {
        var value = name.getName();
        return switch (name.getTagNo()) {
            case GeneralName.otherName -> "other:" + OtherName.getInstance(value).getTypeID();
            case GeneralName.rfc822Name -> "email:" + value;
            case GeneralName.dNSName -> "dns:" + value;
            case GeneralName.directoryName ->
                    "name:"
                            + String.join(
                                    ", ",
                                    DecodedCertificate.attributes(X500Name.getInstance(value)));
            case GeneralName.uniformResourceIdentifier -> "uri:" + value;
            case GeneralName.iPAddress ->
                    "ip:" + address(Octets.of(ASN1OctetString.getInstance(value).getOctets()));
            case GeneralName.registeredID -> "oid:" + value;
            default -> "[" + name.getTagNo() + "]:" + value;
        };
    }

    /** In name constraints a mask of the same length follows (RFC 5280 4.2.1.10). */
    private static String address(Octets octets) {
        return switch (octets.length()) {
            case IPV4, IPV6 -> host(octets);
            case 2 * IPV4, 2 * IPV6 -> {
                var half = octets.length() / 2;
                yield host(octets.first(half)) + "/" + host(octets.part(half, octets.length()));
            }
            default -> octets.toHex();
        };
    }

    private static String host(Octets octets) {
        try {
            return InetAddress.getByAddress(octets.toArray()).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
