package org.lineageca.ocsp.crl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * Reads a CertificateList (RFC 5280 5.1) in one pass, its signature being verified on the way.
 *
 * <p>Refused are, beside what the issuer did not sign: deltas, indirect CRLs, those for some
 * reasons or for attribute certificates only, and whatever has a critical extension that is not
 * understood.
 */
public final class CrlReader {

    private static final int EXTENSIONS = 0xa0;
    private static final int SMALL = 64 * 1024;
    private static final int MOST_SIGNATURE = 4 * 1024;

    /** Longer ones cannot be asked about. */
    private static final int LONGEST_SERIAL = 20;

    private static final Octets VERSION_2 = Octets.ofHex("01");
    private static final Octets FALSE = Octets.ofHex("00");
    private static final Octets ENUMERATED = Octets.ofHex("0a01");
    private static final Octets CRL_NUMBER = Octets.ofHex("551d14");
    private static final Octets REASON_CODE = Octets.ofHex("551d15");
    private static final Octets DELTA_CRL_INDICATOR = Octets.ofHex("551d1b");
    private static final Octets ISSUING_DISTRIBUTION_POINT = Octets.ofHex("551d1c");
    private static final Octets CERTIFICATE_ISSUER = Octets.ofHex("551d1d");

    private final DerStream in;
    private final CrlSignature signature = new CrlSignature();
    private final RevokedSerials.Builder revoked = new RevokedSerials.Builder();
    private final byte[] serial = new byte[SMALL];
    private final Extension ofEntry = this::entryExtension;
    private int reason;
    private @Nullable BigInteger number;
    private CrlScope scope = CrlScope.ALL;

    private CrlReader(DerStream in) {
        this.in = in;
    }

    /**
     * Reads one CRL.
     *
     * @param der the CRL and nothing else
     * @param limit how many octets it may have
     * @param issuerName DER Name
     * @param issuerKey DER SubjectPublicKeyInfo
     */
    public static Crl read(InputStream der, long limit, Octets issuerName, Octets issuerKey)
            throws IOException, UnfitCrlException {
        return new CrlReader(new DerStream(der, limit)).read(issuerName, issuerKey);
    }

    private Crl read(Octets issuerName, Octets issuerKey) throws IOException, UnfitCrlException {
        var all = in.enter(DerStream.SEQUENCE);
        in.sinkTo(signature);
        var signed = in.enter(DerStream.SEQUENCE);
        if (in.at(DerStream.INTEGER, signed)
                && !in.content(DerStream.INTEGER, 1).equals(VERSION_2)) {
            throw new UnfitCrlException("is neither of version 1 nor of version 2");
        }
        var algorithm = in.element(DerStream.SEQUENCE, SMALL);
        in.sinkTo(signature);
        signature.by(algorithm, issuerKey);
        if (!in.element(DerStream.SEQUENCE, SMALL).equals(issuerName)) {
            throw new UnfitCrlException("names another issuer");
        }
        var thisUpdate = in.time(signed);
        if (!in.at(DerStream.UTC_TIME, signed) && !in.at(DerStream.GENERALIZED_TIME, signed)) {
            throw new UnfitCrlException("does not say when the next one comes");
        }
        var nextUpdate = in.time(signed);
        if (in.at(DerStream.SEQUENCE, signed)) {
            entries();
        }
        if (in.at(EXTENSIONS, signed)) {
            var wrapped = in.enter(EXTENSIONS);
            extensions(this::extension);
            in.leave(wrapped);
        }
        in.leave(signed);
        in.sinkTo(null);
        verify(algorithm);
        in.leave(all);
        in.end();
        return new Crl(
                number,
                Instant.ofEpochSecond(thisUpdate),
                Instant.ofEpochSecond(nextUpdate),
                scope,
                revoked.build());
    }

    private void verify(Octets algorithm) throws IOException, UnfitCrlException {
        if (!in.element(DerStream.SEQUENCE, SMALL).equals(algorithm)) {
            throw new UnfitCrlException("names two signature algorithms");
        }
        var value = new byte[MOST_SIGNATURE];
        var length = in.content(DerStream.BIT_STRING, value);
        if (length == 0 || value[0] != 0) {
            throw in.malformed("a signature that is not whole octets");
        }
        signature.verify(value, 1, length - 1);
    }

    private void entries() throws IOException, UnfitCrlException {
        var list = in.enter(DerStream.SEQUENCE);
        while (in.position() < list) {
            var entry = in.enter(DerStream.SEQUENCE);
            var length = in.content(DerStream.INTEGER, serial);
            var revokedAt = in.time(entry);
            reason = 0;
            if (in.position() < entry) {
                extensions(ofEntry);
            }
            in.leave(entry);
            if (length <= LONGEST_SERIAL) {
                revoked.add(serial, length, revokedAt, reason);
            }
        }
        in.leave(list);
    }

    private void entryExtension(Octets id, boolean critical, Octets value)
            throws UnfitCrlException {
        if (id.equals(REASON_CODE)) {
            reason = reason(value);
        } else if (id.equals(CERTIFICATE_ISSUER)) {
            throw new UnfitCrlException("lists certificates of other issuers");
        } else if (critical) {
            throw unknown(id);
        }
    }

    private static int reason(Octets value) throws UnfitCrlException {
        // Two octets of head, which are the same for every reason, and the reason.
        var code = value.length() == 3 && value.hasAt(0, ENUMERATED) ? value.toArray()[2] : -1;
        // 7 is not used; 8, removeFromCRL, "may only appear in delta CRLs" (RFC 5280 5.3.1).
        if (code < 0 || code > 10 || code == 7 || code == 8) {
            throw new UnfitCrlException("gives a reason that there is not: " + value.toHex());
        }
        return code;
    }

    /** What is done with one extension. */
    private interface Extension {
        void take(Octets id, boolean critical, Octets value) throws IOException, UnfitCrlException;
    }

    private void extensions(Extension taken) throws IOException, UnfitCrlException {
        var list = in.enter(DerStream.SEQUENCE);
        while (in.position() < list) {
            var extension = in.enter(DerStream.SEQUENCE);
            var id = in.content(DerStream.OBJECT_IDENTIFIER, 64);
            var critical =
                    in.at(DerStream.BOOLEAN, extension)
                            && !in.content(DerStream.BOOLEAN, 1).equals(FALSE);
            var value = in.content(DerStream.OCTET_STRING, SMALL);
            in.leave(extension);
            taken.take(id, critical, value);
        }
        in.leave(list);
    }

    private void extension(Octets id, boolean critical, Octets value)
            throws IOException, UnfitCrlException {
        if (id.equals(CRL_NUMBER)) {
            var octets = inside(value).content(DerStream.INTEGER, 64);
            if (octets.length() == 0) {
                throw in.malformed("a CRL number without octets");
            }
            number = new BigInteger(octets.toArray());
        } else if (id.equals(ISSUING_DISTRIBUTION_POINT)) {
            scope = scope(value);
        } else if (id.equals(DELTA_CRL_INDICATOR)) {
            throw new UnfitCrlException("is a delta, and speaks for nothing alone");
        } else if (critical) {
            throw unknown(id);
        }
    }

    private static CrlScope scope(Octets value) throws IOException, UnfitCrlException {
        var point = inside(value);
        var end = point.enter(DerStream.SEQUENCE);
        if (point.at(0xa0, end)) {
            point.skipTo(point.enter(0xa0));
        }
        var onlyUsers = flag(point, 0x81, end);
        var onlyAuthorities = flag(point, 0x82, end);
        if (point.at(0x83, end)) {
            throw new UnfitCrlException("is for some reasons of revocation only");
        }
        if (flag(point, 0x84, end)) {
            throw new UnfitCrlException("is indirect");
        }
        if (flag(point, 0x85, end)) {
            throw new UnfitCrlException("is for attribute certificates");
        }
        point.leave(end);
        return new CrlScope(!onlyAuthorities, !onlyUsers);
    }

    private static boolean flag(DerStream in, int tag, long end)
            throws IOException, UnfitCrlException {
        return in.at(tag, end) && !in.content(tag, 1).equals(FALSE);
    }

    private static DerStream inside(Octets value) {
        return new DerStream(new ByteArrayInputStream(value.toArray()), SMALL);
    }

    private static UnfitCrlException unknown(Octets id) {
        return new UnfitCrlException(
                "has a critical extension that is not understood: " + id.toHex());
    }
}
