package org.lineageca.ca.x509;

import java.io.ByteArrayOutputStream;
import org.lineageca.hsm.client.SignatureAlgorithm;
import org.lineageca.octets.Octets;

/** SIGNED{ToBeSigned}: the shape that certificates and CRLs share (RFC 5280 4.1.1 and 5.1.1). */
public final class SignedStructure {

    private static final int SEQUENCE = 0x30;
    private static final int BIT_STRING = 0x03;

    private SignedStructure() {}

    /**
     * Joins what was signed, the algorithm and the signature value; the to-be-signed octets stay as
     * they were signed.
     */
    public static Octets assemble(
            Octets toBeSigned, SignatureAlgorithm algorithm, Octets signature) {
        var identifier = SignatureIdentifier.der(algorithm);
        var bitString = new ByteArrayOutputStream(signature.length() + 8);
        writeHeader(bitString, BIT_STRING, signature.length() + 1);
        bitString.write(0); // no unused bits
        bitString.writeBytes(signature.toArray());
        var length = toBeSigned.length() + identifier.length() + bitString.size();
        var signed = new ByteArrayOutputStream(length + 8);
        writeHeader(signed, SEQUENCE, length);
        signed.writeBytes(toBeSigned.toArray());
        signed.writeBytes(identifier.toArray());
        signed.writeBytes(bitString.toByteArray());
        return Octets.of(signed.toByteArray());
    }

    private static void writeHeader(ByteArrayOutputStream out, int tag, int length) {
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
            return;
        }
        var octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        out.write(0x80 | octets);
        for (var shift = (octets - 1) * 8; shift >= 0; shift -= 8) {
            out.write(length >>> shift);
        }
    }
}
