package org.lineageca.publisher.guard;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a CertificateList in one pass, without an object per entry. */
final class CertListReader {

    private static final int VERSION_2 = 1;
    private static final int EXTENSIONS = 0xa0;
    private static final ObjectIdentifier CRL_NUMBER = ObjectIdentifier.ofHex("551d14");
    private static final ObjectIdentifier ISSUING_DISTRIBUTION_POINT =
            ObjectIdentifier.ofHex("551d1c");

    private final Octets der;
    private final SignedValue signed;
    private final DerCursor in;
    private @Nullable String unexpectedCritical;

    private CertListReader(Octets der) throws MalformedDerException {
        this.der = der;
        this.signed = SignedValue.read(der);
        this.in = new DerCursor(signed.toBeSigned());
    }

    static CertList read(Octets der) throws MalformedDerException {
        return new CertListReader(der).read();
    }

    private CertList read() throws MalformedDerException {
        var all = in.enter(DerCursor.SEQUENCE);
        if (in.small(DerCursor.INTEGER) != VERSION_2) {
            throw in.malformed("not a CRL of version 2");
        }
        var algorithm = in.element(DerCursor.SEQUENCE);
        var issuer = in.element(DerCursor.SEQUENCE);
        var thisUpdate = Instant.ofEpochSecond(in.time());
        var nextUpdate =
                in.at(DerCursor.UTC_TIME) || in.at(DerCursor.GENERALIZED_TIME)
                        ? Instant.ofEpochSecond(in.time())
                        : null;
        var revoked = revoked();
        var wrapped = in.enter(EXTENSIONS);
        var extensions = Extensions.read(in);
        in.leave(wrapped);
        in.leave(all);
        extensions
                .criticalBeyond(Set.of(ISSUING_DISTRIBUTION_POINT))
                .ifPresent(id -> unexpectedCritical = id);
        return new CertList(
                der,
                signed,
                algorithm,
                issuer,
                thisUpdate,
                nextUpdate,
                revoked,
                extensions.<BigInteger>value(CRL_NUMBER, DerCursor::positiveNumber),
                extensions.<Octets>value(KeyIdentifiers.AUTHORITY, KeyIdentifiers::authority),
                extensions.<IssuingDistributionPoint>value(
                        ISSUING_DISTRIBUTION_POINT, IssuingDistributionPoint::read),
                extensions.critical(ISSUING_DISTRIBUTION_POINT),
                unexpectedCritical);
    }

    private RevokedEntries revoked() throws MalformedDerException {
        var octets = signed.toBeSigned();
        if (!in.at(DerCursor.SEQUENCE)) {
            return new RevokedEntries(octets, 0, 0, 0, true);
        }
        var list = in.enter(DerCursor.SEQUENCE);
        var from = in.position();
        var count = 0;
        var before = 0;
        var ascending = true;
        // "the revoked certificates list MUST be absent" when there is none: so it has a first.
        do {
            var entry = in.enter(DerCursor.SEQUENCE);
            var serial = in.positiveInteger();
            ascending &= count == 0 || RevokedEntries.compare(octets, before, octets, serial) < 0;
            before = serial;
            count++;
            in.time();
            if (in.more()) {
                entryExtensions();
            }
            in.leave(entry);
        } while (in.more());
        var to = in.position();
        in.leave(list);
        return new RevokedEntries(octets, from, to, count, ascending);
    }

    private void entryExtensions() throws MalformedDerException {
        var seen = 0;
        var list = in.enter(DerCursor.SEQUENCE);
        do {
            var extension = in.enter(DerCursor.SEQUENCE);
            var kind = EntryExtension.at(signed.toBeSigned(), in.position());
            var idFrom = in.position();
            if (kind == EntryExtension.OTHER) {
                in.objectIdentifier();
            } else {
                in.abandon(in.enter(DerCursor.OBJECT_IDENTIFIER));
            }
            var idTo = in.position();
            if (in.trueIfPresent()) {
                unexpectedCritical =
                        ObjectIdentifier.read(
                                        new DerCursor(signed.toBeSigned().slice(idFrom, idTo)))
                                .toString();
            }
            var value = in.enter(DerCursor.OCTET_STRING);
            kind.read(in);
            in.leave(value);
            in.leave(extension);
            if ((seen & kind.bit()) != 0) {
                throw in.malformed("an entry has " + kind + " twice");
            }
            seen |= kind.bit();
        } while (in.more());
        in.leave(list);
    }
}
