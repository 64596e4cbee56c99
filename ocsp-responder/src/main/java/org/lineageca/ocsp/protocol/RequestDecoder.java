package org.lineageca.ocsp.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineageca.octets.Octets;

/**
 * Reads an OCSPRequest (RFC 6960 4.1.1), which must be DER.
 *
 * <p>Written by hand over a {@link DerCursor} rather than on a general ASN.1 library: this is what
 * anybody on the network may feed, and what each answer from the cache waits for.
 */
public final class RequestDecoder {

    /** The longest request looked at, in octets. */
    public static final int MAX_LENGTH = 65_535;

    /** How many certificates one request may ask about. */
    public static final int MAX_CERTIFICATES = 16;

    /**
     * The longest nonce there is (RFC 9654 2.1: a server must reject one of 0 or more than 128
     * octets).
     */
    public static final int MAX_NONCE = 128;

    /** RFC 5280 4.1.2.2. */
    private static final int MAX_SERIAL = 20;

    /** id-pkix-ocsp-nonce, 1.3.6.1.5.5.7.48.1.2. */
    private static final Octets NONCE = Octets.ofHex("2b0601050507300102");

    /** id-pkix-ocsp-response, 1.3.6.1.5.5.7.48.1.4: every answer here is a basic response. */
    private static final Octets ACCEPTABLE_RESPONSES = Octets.ofHex("2b0601050507300104");

    private static final Set<Octets> UNDERSTOOD = Set.of(NONCE, ACCEPTABLE_RESPONSES);

    private RequestDecoder() {}

    public static ParsedRequest decode(byte[] der) {
        if (der.length > MAX_LENGTH) {
            return new MalformedRequest("longer than " + MAX_LENGTH + " octets");
        }
        try {
            return request(DerCursor.over(der));
        } catch (MalformedDerException e) {
            return new MalformedRequest(e.why());
        }
    }

    private static OcspRequest request(DerCursor message) throws MalformedDerException {
        var request = message.enter(DerCursor.SEQUENCE);
        message.expectEnd("OCSPRequest");
        var tbs = request.enter(DerCursor.SEQUENCE);
        if (request.at(DerCursor.context(0))) {
            request.skip(DerCursor.context(0));
        }
        request.expectEnd("optionalSignature");

        version(tbs);
        if (tbs.at(DerCursor.context(1))) {
            tbs.skip(DerCursor.context(1));
        }
        var certIds = requestList(tbs.enter(DerCursor.SEQUENCE));
        var nonce =
                tbs.at(DerCursor.context(2))
                        ? nonceAmong(tbs.enter(DerCursor.context(2)), UNDERSTOOD)
                        : null;
        tbs.expectEnd("requestExtensions");
        return new OcspRequest(certIds, nonce);
    }

    private static void version(DerCursor tbs) throws MalformedDerException {
        if (!tbs.at(DerCursor.context(0))) {
            return;
        }
        var explicit = tbs.enter(DerCursor.context(0));
        var version = explicit.contents(DerCursor.INTEGER);
        explicit.expectEnd("version");
        if (!version.equals(Octets.ofHex("00"))) {
            throw new MalformedDerException("version is not v1");
        }
    }

    private static List<CertId> requestList(DerCursor list) throws MalformedDerException {
        var certIds = new ArrayList<CertId>(1);
        while (!list.atEnd()) {
            if (certIds.size() == MAX_CERTIFICATES) {
                throw new MalformedDerException("asks about more than " + MAX_CERTIFICATES);
            }
            var request = list.enter(DerCursor.SEQUENCE);
            certIds.add(certId(request.whole(DerCursor.SEQUENCE)));
            if (request.at(DerCursor.context(0))) {
                nonceAmong(request.enter(DerCursor.context(0)), Set.of());
            }
            request.expectEnd("singleRequestExtensions");
        }
        if (certIds.isEmpty()) {
            throw new MalformedDerException("asks about no certificate");
        }
        return certIds;
    }

    /**
     * Reads a CertID that came in a request before.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CertId certIdOf(Octets der) {
        try {
            return certId(der);
        } catch (MalformedDerException e) {
            throw new IllegalArgumentException("not a CertID: " + der + ", " + e.why(), e);
        }
    }

    private static CertId certId(Octets der) throws MalformedDerException {
        var certId = DerCursor.over(der.toArray()).enter(DerCursor.SEQUENCE);
        var algorithm = certId.enter(DerCursor.SEQUENCE);
        var oid = oid(algorithm);
        // The answer repeats these octets, so nothing but what RFC 5754 2 allows is let in.
        if (algorithm.at(DerCursor.NULL) && algorithm.contents(DerCursor.NULL).length() != 0) {
            throw new MalformedDerException("NULL with contents");
        }
        algorithm.expectEnd("hashAlgorithm");
        var nameHash = certId.contents(DerCursor.OCTET_STRING);
        var keyHash = certId.contents(DerCursor.OCTET_STRING);
        var serial = serial(certId);
        certId.expectEnd("serialNumber");
        return new CertId(new IssuerId(oid, nameHash, keyHash), serial, der);
    }

    private static Octets serial(DerCursor certId) throws MalformedDerException {
        var serial = certId.contents(DerCursor.INTEGER);
        if (serial.length() < 1 || serial.length() > MAX_SERIAL) {
            throw new MalformedDerException("serial number of " + serial.length() + " octets");
        }
        var octets = serial.toArray();
        var signOnly = octets[0] == 0 || octets[0] == -1;
        if (octets.length > 1 && signOnly && (octets[0] ^ octets[1]) >= 0) {
            throw new MalformedDerException("serial number is not minimal");
        }
        return serial;
    }

    private static Octets oid(DerCursor cursor) throws MalformedDerException {
        var oid = cursor.contents(DerCursor.OBJECT_IDENTIFIER);
        var octets = oid.toArray();
        if (octets.length == 0 || octets.length > 32 || octets[octets.length - 1] < 0) {
            throw new MalformedDerException("not an OBJECT IDENTIFIER");
        }
        return oid;
    }

    /** Reads Extensions (RFC 5280 4.1); a critical one that is not understood is refused. */
    private static @Nullable Octets nonceAmong(DerCursor explicit, Set<Octets> understood)
            throws MalformedDerException {
        var extensions = explicit.enter(DerCursor.SEQUENCE);
        explicit.expectEnd("Extensions");
        var seen = new HashSet<Octets>();
        Octets nonce = null;
        while (!extensions.atEnd()) {
            var extension = extensions.enter(DerCursor.SEQUENCE);
            var id = oid(extension);
            if (!seen.add(id)) {
                throw new MalformedDerException("extension twice");
            }
            var critical = critical(extension);
            var value = extension.contents(DerCursor.OCTET_STRING);
            extension.expectEnd("extnValue");
            if (critical && !understood.contains(id)) {
                throw new MalformedDerException("unknown critical extension");
            }
            if (id.equals(NONCE) && understood.contains(NONCE)) {
                nonce = nonce(DerCursor.over(value.toArray()));
            }
        }
        if (seen.isEmpty()) {
            throw new MalformedDerException("Extensions is empty");
        }
        return nonce;
    }

    private static boolean critical(DerCursor extension) throws MalformedDerException {
        if (!extension.at(DerCursor.BOOLEAN)) {
            return false;
        }
        var value = extension.contents(DerCursor.BOOLEAN).toHex();
        return switch (value) {
            case "ff" -> true;
            case "00" -> false;
            default -> throw new MalformedDerException("BOOLEAN is neither true nor false");
        };
    }

    private static Octets nonce(DerCursor value) throws MalformedDerException {
        var nonce = value.contents(DerCursor.OCTET_STRING);
        value.expectEnd("Nonce");
        if (nonce.length() < 1 || nonce.length() > MAX_NONCE) {
            throw new MalformedDerException("nonce of " + nonce.length() + " octets");
        }
        return nonce;
    }
}
