package org.lineageca.publisher.guard;

/**
 * SIGNED{ToBeSigned}: the shape certificates and CRLs share (RFC 5280 4.1.1, 5.1.1).
 *
 * @param toBeSigned the octets the signature is over
 * @param outerAlgorithm AlgorithmIdentifier beside the signature
 * @param signature the signature value
 */
record SignedValue(Octets toBeSigned, Octets outerAlgorithm, Octets signature) {

    static SignedValue read(Octets der) throws MalformedDerException {
        var in = new DerCursor(der);
        var all = in.enter(DerCursor.SEQUENCE);
        var toBeSigned = in.element(DerCursor.SEQUENCE);
        var algorithm = in.element(DerCursor.SEQUENCE);
        var signature = in.wholeBits();
        in.leave(all);
        if (in.more()) {
            throw in.malformed("octets after the end");
        }
        return new SignedValue(toBeSigned, algorithm, signature);
    }
}
