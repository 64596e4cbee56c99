package org.lineageca.publisher.guard;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A certs-only CMS message: SignedData with certificates, and neither content nor signers (RFC 5652
 * 5.1). It is what an AIA may point to where there are several CA certificates (RFC 5280 4.2.2.1).
 *
 * <p>It is DER but for one thing: the certificates, a SET OF, lie in the order they are given, for
 * clients that take only the first. RFC 5280 4.2.2.1 allows that ("BER or DER encoded").
 */
public final class CertsOnlyMessage {

    private static final int EXPLICIT_CONTENT = 0xa0;
    private static final int CERTIFICATES = 0xa0;
    private static final int LARGEST_BYTES = 1024 * 1024;

    /** ContentInfo.contentType: id-signedData. */
    private static final Octets SIGNED_DATA = Octets.ofHex("06092a864886f70d010702");

    /** Version 1, no digestAlgorithms, and id-data as the type of the content that is absent. */
    private static final Octets BEFORE_CERTIFICATES =
            Octets.ofHex("0201013100300b06092a864886f70d010701");

    private static final Octets NO_SIGNERS = Octets.ofHex("3100");

    private CertsOnlyMessage() {}

    /**
     * Encodes certificates in this order.
     *
     * @param certificates DER, at least one
     */
    public static Octets encode(List<Octets> certificates) {
        var certificateSet = tagged(CERTIFICATES, joined(certificates));
        var signedData =
                tagged(
                        DerCursor.SEQUENCE,
                        joined(List.of(BEFORE_CERTIFICATES, certificateSet, NO_SIGNERS)));
        return tagged(
                DerCursor.SEQUENCE,
                joined(List.of(SIGNED_DATA, tagged(EXPLICIT_CONTENT, signedData))));
    }

    /**
     * Reads a message that was published before; one of other octets than {@link #encode} makes is
     * refused.
     */
    public static Verdict<List<CaCertificate>> read(Octets message) {
        if (message.length() > LARGEST_BYTES) {
            return new Verdict.Refuse<>(
                    RefusalReason.TOO_LARGE,
                    "It has %d bytes, the limit is %d.".formatted(message.length(), LARGEST_BYTES));
        }
        try {
            var encoded = certificates(message);
            if (!encode(encoded).equals(message)) {
                throw new MalformedDerException("something other than certificates", 0);
            }
            var certificates = new ArrayList<CaCertificate>();
            for (var certificate : encoded) {
                certificates.add(CaCertificateReader.read(certificate));
            }
            return new Verdict.Publish<>(List.copyOf(certificates));
        } catch (MalformedDerException e) {
            return new Verdict.Refuse<>(
                    RefusalReason.MALFORMED,
                    "It is not a certs-only message as it is made here: " + e.getMessage() + ".");
        }
    }

    private static List<Octets> certificates(Octets message) throws MalformedDerException {
        var in = new DerCursor(message);
        var all = in.enter(DerCursor.SEQUENCE);
        in.objectIdentifier();
        var content = in.enter(EXPLICIT_CONTENT);
        var signedData = in.enter(DerCursor.SEQUENCE);
        in.small(DerCursor.INTEGER);
        in.content(DerCursor.SET);
        in.element(DerCursor.SEQUENCE);
        var set = in.enter(CERTIFICATES);
        var certificates = new ArrayList<Octets>();
        do {
            certificates.add(in.element(DerCursor.SEQUENCE));
        } while (in.more());
        in.leave(set);
        in.content(DerCursor.SET);
        in.leave(signedData);
        in.leave(content);
        in.leave(all);
        return certificates;
    }

    private static Octets joined(List<Octets> parts) {
        var joined = ByteBuffer.allocate(parts.stream().mapToInt(Octets::length).sum());
        parts.forEach(part -> joined.put(part.buffer()));
        return Octets.takenOver(joined.flip());
    }

    private static Octets tagged(int tag, Octets content) {
        var length = content.length();
        var octetsOfLength = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        var all = ByteBuffer.allocate(2 + octetsOfLength + length).put((byte) tag);
        if (length < 0x80) {
            all.put((byte) length);
        } else {
            all.put((byte) (0x80 | octetsOfLength));
            for (var octet = octetsOfLength - 1; octet >= 0; octet--) {
                all.put((byte) (length >>> (8 * octet)));
            }
        }
        return Octets.takenOver(all.put(content.buffer()).flip());
    }
}
