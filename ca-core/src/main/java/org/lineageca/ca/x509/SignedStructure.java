package org.lineageca.ca.x509;

import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/**
 * SIGNED{ToBeSigned}: the shape that certificates and CRLs share (RFC 5280 4.1.1 and 5.1.1).
 *
 * @param head what stands before the to-be-signed octets
 * @param tail what stands behind them: the algorithm and the signature value
 */
public record SignedStructure(Octets head, Octets tail) {

    private static final int SEQUENCE = 0x30;
    private static final int BIT_STRING = 0x03;
    private static final Octets NO_UNUSED_BITS = Octets.of(new byte[1]);

    /**
     * What encloses so many to-be-signed octets.
     *
     * @param signature the signature value
     */
    public static SignedStructure around(
            long toBeSigned, SignatureAlgorithm algorithm, Octets signature) {
        var tail =
                Octets.join(
                        SignatureIdentifier.der(algorithm),
                        Octets.of(DerHeader.of(BIT_STRING, signature.length() + 1L)),
                        NO_UNUSED_BITS,
                        signature);
        return new SignedStructure(
                Octets.of(DerHeader.of(SEQUENCE, toBeSigned + tail.length())), tail);
    }

    /**
     * Joins what was signed, the algorithm and the signature value; the to-be-signed octets stay as
     * they were signed.
     */
    public static Octets assemble(
            Octets toBeSigned, SignatureAlgorithm algorithm, Octets signature) {
        var around = around(toBeSigned.length(), algorithm, signature);
        return Octets.join(around.head(), toBeSigned, around.tail());
    }

    /** The size of the whole. */
    public long length(long toBeSigned) {
        return head.length() + toBeSigned + tail.length();
    }
}
