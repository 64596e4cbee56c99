package org.lineageca.ca.lint.rules;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;

/** How servers are named. */
final class ServerNames {

    private ServerNames() {}

    /** A host name as it is, an address as it is written. */
    static String text(GeneralName name) {
        return name.getTagNo() == GeneralName.iPAddress && isAddress(name)
                ? address(name).getHostAddress()
                : name.getName().toString();
    }

    /** Whether an iPAddress is of a block that the Internet does not carry to one host. */
    static boolean isReserved(GeneralName name) {
        if (!isAddress(name)) {
            return false;
        }
        var address = address(name);
        var octets = address.getAddress();
        var first = octets[0] & 0xff;
        var second = octets[1] & 0xff;
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        if (octets.length == 4) {
            return first == 0
                    || first >= 240
                    || (first == 100 && second >= 64 && second < 128)
                    || (first == 192 && second == 0)
                    || (first == 198 && (second == 18 || second == 19 || second == 51))
                    || (first == 203 && second == 0 && octets[2] == 113);
        }
        // Unique local (RFC 4193), and for documentation (RFC 3849).
        return (first & 0xfe) == 0xfc
                || (first == 0x20
                        && second == 0x01
                        && octets[2] == 0x0d
                        && octets[3] == (byte) 0xb8);
    }

    private static boolean isAddress(GeneralName name) {
        var length = ASN1OctetString.getInstance(name.getName()).getOctets().length;
        return length == 4 || length == 16;
    }

    private static InetAddress address(GeneralName name) {
        try {
            return InetAddress.getByAddress(
                    ASN1OctetString.getInstance(name.getName()).getOctets());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an iPAddress has a wrong length", e);
        }
    }
}
