package org.lineageca.ca.store;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.DSLContext;
import org.jooq.Select;
import org.jooq.conf.ParamType;
import org.jooq.exception.DataAccessException;
import org.lineageca.ca.crl.TbsCertListWriter;
import org.postgresql.PGConnection;

/**
 * Rows of (serial, revoked_at, reason, invalidity_date) in the binary format of COPY (PostgreSQL
 * manual, COPY, File Formats), handed on without an object for each.
 */
final class CopiedEntries {

    /** Sorting a million serial numbers in memory takes as much. */
    private static final String MEMORY_FOR_SORTING = "SET LOCAL work_mem = '128MB'";

    private static final int SIGNATURE_AND_FLAGS = 15;
    private static final int COLUMNS = 4;
    private static final int END = -1;
    private static final int NULL = -1;
    private static final int TIMESTAMP_OCTETS = 8;
    private static final long MICROSECONDS = 1_000_000;

    /** PostgreSQL counts from 2000-01-01T00:00:00Z. */
    private static final long EPOCH = 946_684_800;

    private final TbsCertListWriter writer;
    private boolean begun;

    private CopiedEntries(TbsCertListWriter writer) {
        this.writer = writer;
    }

    /**
     * Hands on what is selected, in its order. Rows of a million entries cost a second as result
     * set, a third of it as COPY.
     */
    static void copy(DSLContext snapshot, Select<?> entries, TbsCertListWriter writer) {
        snapshot.execute(MEMORY_FOR_SORTING);
        var rows = entries.getSQL(ParamType.INLINED);
        snapshot.connection(connection -> new CopiedEntries(writer).read(connection, rows));
    }

    private void read(Connection connection, String rows) {
        try {
            var copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut("COPY (" + rows + ") TO STDOUT (FORMAT binary)");
            for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                accept(row);
            }
        } catch (SQLException e) {
            throw new DataAccessException("the revocations could not be read", e);
        }
    }

    /** One message: a row, the first with the file's header before it, the last its trailer. */
    private void accept(byte[] message) {
        var in = ByteBuffer.wrap(message);
        if (!begun) {
            in.position(SIGNATURE_AND_FLAGS);
            in.position(in.getInt() + in.position());
            begun = true;
        }
        while (in.hasRemaining()) {
            var columns = in.getShort();
            if (columns == END) {
                return;
            }
            if (columns != COLUMNS) {
                throw new IllegalStateException("COPY sent " + columns + " columns");
            }
            row(message, in);
        }
    }

    private void row(byte[] message, ByteBuffer in) {
        var serialLength = in.getInt();
        var serial = in.position();
        in.position(serial + serialLength);
        var revokedAt = timestamp(in, in.getInt());
        in.getInt();
        var reason = in.getShort();
        var length = in.getInt();
        var invalidityDate = length == NULL ? TbsCertListWriter.NO_DATE : timestamp(in, length);
        writer.entry(message, serial, serialLength, revokedAt, reason, invalidityDate);
    }

    private static long timestamp(ByteBuffer in, int length) {
        if (length != TIMESTAMP_OCTETS) {
            throw new IllegalStateException("COPY sent a timestamp of " + length + " octets");
        }
        return Math.floorDiv(in.getLong(), MICROSECONDS) + EPOCH;
    }
}
