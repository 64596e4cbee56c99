package org.lineageca.publisher.guard;

import java.math.BigInteger;

/**
 * An object identifier.
 *
 * @param content the content octets of its DER
 */
record ObjectIdentifier(Octets content) {

    static ObjectIdentifier ofHex(String hex) {
        return new ObjectIdentifier(Octets.ofHex(hex));
    }

    static ObjectIdentifier read(DerCursor in) throws MalformedDerException {
        return new ObjectIdentifier(in.objectIdentifier());
    }

    /** The dotted form. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        var arc = BigInteger.ZERO;
        for (var i = 0; i < content.length(); i++) {
            var octet = content.at(i);
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            if (octet >= 0) {
                if (text.isEmpty()) {
                    var root = arc.bitLength() > 7 ? 2 : Math.min(2, arc.intValue() / 40);
                    text.append(root)
                            .append('.')
                            .append(arc.subtract(BigInteger.valueOf(40L * root)));
                } else {
                    text.append('.').append(arc);
                }
                arc = BigInteger.ZERO;
            }
        }
        return text.toString();
    }
}
