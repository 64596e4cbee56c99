package org.lineageca.ocsp.crl;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.octets.Octets;

/** The entries of a CRL: serial number, revocation date, reason. */
public final class RevokedSerials {

    /** Seconds since 1970 and the reason's code. */
    private static final int TAIL = Long.BYTES + 1;

    /** What is being filled. */
    static final class Builder {

        private final SerialTable.Builder table = new SerialTable.Builder(TAIL);

        /** Adds one, the serial number by the first octets of the array. */
        void add(byte[] serial, int length, long revokedAt, int reason) {
            var entry = Arrays.copyOf(serial, length + TAIL);
            ByteBuffer.wrap(entry, length, TAIL).putLong(revokedAt).put((byte) reason);
            table.add(entry);
        }

        RevokedSerials build() {
            return new RevokedSerials(table.build());
        }
    }

    private final SerialTable table;

    private RevokedSerials(SerialTable table) {
        this.table = table;
    }

    public int size() {
        return table.size();
    }

    /** What the CRL says of a serial number, if it lists it. */
    public Optional<CertificateStatus.Revoked> find(Octets serial) {
        var place = table.find(serial);
        if (place < 0) {
            return Optional.empty();
        }
        var tail = ByteBuffer.wrap(table.tail(place));
        return Optional.of(
                new CertificateStatus.Revoked(
                        Instant.ofEpochSecond(tail.getLong()),
                        RevocationReason.ofCode(tail.get())));
    }

    /** Tells every serial number of which another list says something else. */
    public void differences(RevokedSerials other, Consumer<Octets> tell) {
        table.differences(other.table, tell);
    }
}
