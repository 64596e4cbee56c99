package org.lineageca.publisher.guard;

/** Reads the two extensions that name a key (RFC 5280 4.2.1.1 and 4.2.1.2). */
final class KeyIdentifiers {

    static final ObjectIdentifier AUTHORITY = ObjectIdentifier.ofHex("551d23");
    static final ObjectIdentifier SUBJECT = ObjectIdentifier.ofHex("551d0e");

    private static final int KEY_IDENTIFIER = 0x80;

    private KeyIdentifiers() {}

    /** The keyIdentifier; issuer and serial beside it would break renewal, so they are refused. */
    static Octets authority(DerCursor in) throws MalformedDerException {
        var all = in.enter(DerCursor.SEQUENCE);
        var identifier = in.content(KEY_IDENTIFIER);
        in.leave(all);
        return identifier;
    }

    static Octets subject(DerCursor in) throws MalformedDerException {
        return in.content(DerCursor.OCTET_STRING);
    }
}
