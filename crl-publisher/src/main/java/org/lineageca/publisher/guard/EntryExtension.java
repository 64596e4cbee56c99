package org.lineageca.publisher.guard;

/** The extensions of a CRL entry (RFC 5280 5.3). */
enum EntryExtension {
    REASON_CODE(0x15, 1) {
        @Override
        void read(DerCursor in) throws MalformedDerException {
            var reason = in.small(DerCursor.ENUMERATED);
            // 7 is not used (RFC 5280 5.3.1).
            if (reason > 10 || reason == 7) {
                throw in.malformed("reason code " + reason);
            }
        }
    },
    INVALIDITY_DATE(0x18, 2) {
        @Override
        void read(DerCursor in) throws MalformedDerException {
            in.generalizedTime();
        }
    },
    OTHER(-1, 0) {
        @Override
        void read(DerCursor in) throws MalformedDerException {
            in.anything();
        }
    };

    /** Neither final nor for ever (RFC 5280 5.3.1). */
    static final int CERTIFICATE_HOLD = 6;

    /** "May only appear in delta CRLs" (RFC 5280 5.3.1). */
    static final int REMOVE_FROM_CRL = 8;

    private final int lastOctet;
    private final int bit;

    EntryExtension(int lastOctet, int bit) {
        this.lastOctet = lastOctet;
        this.bit = bit;
    }

    /** Marks it in a set of those an entry has had; zero for those that are not counted. */
    int bit() {
        return bit;
    }

    /** Passes the extension's value. */
    abstract void read(DerCursor in) throws MalformedDerException;

    /** Which extension the OBJECT IDENTIFIER at a place names: id-ce (2.5.29) has two octets. */
    static EntryExtension at(Octets octets, int position) {
        if (position + 5 > octets.length()
                || octets.at(position) != DerCursor.OBJECT_IDENTIFIER
                || octets.at(position + 1) != 3
                || octets.at(position + 2) != 0x55
                || octets.at(position + 3) != 0x1d) {
            return OTHER;
        }
        var last = octets.at(position + 4);
        if (last == REASON_CODE.lastOctet) {
            return REASON_CODE;
        }
        return last == INVALIDITY_DATE.lastOctet ? INVALIDITY_DATE : OTHER;
    }

    /**
     * The reason of an entry that is known to be well formed; 0, unspecified, where it has none.
     *
     * @param content of the entry's SEQUENCE
     */
    static int reason(Octets content) {
        try {
            var in = new DerCursor(content);
            in.positiveInteger();
            in.time();
            if (!in.more()) {
                return 0;
            }
            in.enter(DerCursor.SEQUENCE);
            while (in.more()) {
                var extension = in.enter(DerCursor.SEQUENCE);
                var kind = at(content, in.position());
                in.objectIdentifier();
                in.trueIfPresent();
                if (kind == REASON_CODE) {
                    in.enter(DerCursor.OCTET_STRING);
                    return in.small(DerCursor.ENUMERATED);
                }
                in.abandon(extension);
            }
            return 0;
        } catch (MalformedDerException e) {
            throw new IllegalStateException("an entry that was well formed is not", e);
        }
    }
}
