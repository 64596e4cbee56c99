package org.lineageca.publisher.guard;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a CertificateList in one pass, without an object per entry. */
final class CertListReader {

    private static final int LARGE = 1024 * 1024;
    private static final int VERSION_2 = 1;
    private static final int EXTENSIONS = 0xa0;

    private final Octets der;
    private final SignedValue signed;
    private final DerCursor in;
    private @Nullable String unexpectedCritical;
    private int removals;

    private CertListReader(Octets der) throws MalformedDerException {
        this.der = der;
        this.signed = SignedValue.read(der);
        this.in = new DerCursor(signed.toBeSigned());
    }

    static CertList read(Octets der) throws MalformedDerException {
        return new CertListReader(der).read();
    }

    private CertList read() throws MalformedDerException {
        var toBeSigned = signed.toBeSigned();
        // Digesting a large one takes as long as reading it: both at a time.
        Supplier<Octets> digest =
                toBeSigned.length() < LARGE
                        ? toBeSigned::sha256
                        : CompletableFuture.supplyAsync(toBeSigned::sha256)::join;
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
        return new CertList(
                der,
                signed,
                digest.get(),
                algorithm,
                issuer,
                thisUpdate,
                nextUpdate,
                revoked,
                CrlExtensions.of(extensions),
                unexpectedCritical);
    }

    private RevokedEntries revoked() throws MalformedDerException {
        if (!in.at(DerCursor.SEQUENCE)) {
            return new RevokedEntries(signed.toBeSigned(), 0, 0, 0, 0, true);
        }
        var list = in.enter(DerCursor.SEQUENCE);
        var from = in.position();
        var common = new CommonEntry(signed.toBeSigned());
        var uncommon = new EntryHead(new Window(signed.toBeSigned(), Window.NARROW));
        var before = new SerialKey();
        var count = 0;
        var ascending = true;
        // "the revoked certificates list MUST be absent" when there is none: so it has a first.
        do {
            var length = common.length(in.position(), in.end());
            SerialKey key;
            if (length > 0) {
                in.pass(length);
                removals += common.reason() == EntryExtension.REMOVE_FROM_CRL ? 1 : 0;
                key = common.key;
            } else {
                key = entry(uncommon);
            }
            ascending &= count == 0 || before.compareTo(key) < 0;
            before.set(key);
            count++;
        } while (in.more());
        var to = in.position();
        in.leave(list);
        return new RevokedEntries(signed.toBeSigned(), from, to, count, removals, ascending);
    }

    private SerialKey entry(EntryHead head) throws MalformedDerException {
        var start = in.position();
        var entry = in.enter(DerCursor.SEQUENCE);
        in.positiveInteger();
        in.time();
        if (in.more()) {
            entryExtensions();
            var content = signed.toBeSigned().slice(head.at(start).integer(), in.end());
            removals += EntryExtension.reason(content) == EntryExtension.REMOVE_FROM_CRL ? 1 : 0;
        }
        in.leave(entry);
        return head.at(start).key;
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
