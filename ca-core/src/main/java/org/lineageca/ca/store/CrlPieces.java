package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_PIECE;

import java.util.Arrays;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.lineageca.ca.crl.TbsCertList;
import org.lineageca.ca.x509.SignedStructure;
import org.lineageca.octets.Octets;

/** The DER of CRLs, in pieces: PostgreSQL and we hold one at a time, however large the whole is. */
final class CrlPieces {

    /** The size of a piece: large enough that its row costs nothing beside it. */
    static final int OCTETS = 512 * 1024;

    /** What opens the SEQUENCE, and what closes it: beyond any number of pieces between. */
    private static final int HEAD = 0;

    private static final int TAIL = Integer.MAX_VALUE;

    private CrlPieces() {}

    /** Writes the pieces of one TBSCertList. */
    static final class Writer {

        private final DSLContext transaction;
        private final int generation;
        private final TbsCertList content;
        private int written = HEAD;

        Writer(DSLContext transaction, int generation, TbsCertList content) {
            this.transaction = transaction;
            this.generation = generation;
            this.content = content;
        }

        void write(byte[] octets, int length) {
            written++;
            CrlPieces.write(
                    transaction,
                    generation,
                    content.place(),
                    content.number().value(),
                    written,
                    Arrays.copyOf(octets, length));
        }
    }

    /** Writes what came with the signature. */
    static void enclose(
            DSLContext transaction, int generation, TbsCertList content, SignedStructure around) {
        var number = content.number().value();
        var place = content.place();
        write(transaction, generation, place, number, HEAD, around.head().toArray());
        write(transaction, generation, place, number, TAIL, around.tail().toArray());
    }

    /** Writes a CRL that was signed elsewhere and is small enough to be held. */
    static void write(
            DSLContext transaction, int generation, String place, long number, Octets der) {
        write(transaction, generation, place, number, HEAD, der.toArray());
    }

    private static void write(
            DSLContext transaction,
            int generation,
            String place,
            long number,
            int piece,
            byte[] content) {
        transaction
                .insertInto(CRL_PIECE)
                .set(CRL_PIECE.GENERATION_ID, generation)
                .set(CRL_PIECE.SCOPE, place)
                .set(CRL_PIECE.NUMBER, number)
                .set(CRL_PIECE.PIECE, piece)
                .set(CRL_PIECE.CONTENT, content)
                .execute();
    }

    /** The whole DER of a row of {@code crl}, for those that are small enough to be held. */
    static Field<byte[]> whole() {
        return DSL.field(
                DSL.select(
                                DSL.field(
                                        "string_agg({0}, {1} ORDER BY {2})",
                                        byte[].class,
                                        CRL_PIECE.CONTENT,
                                        DSL.inline(new byte[0]),
                                        CRL_PIECE.PIECE))
                        .from(CRL_PIECE)
                        .where(CRL_PIECE.GENERATION_ID.eq(CRL.GENERATION_ID))
                        .and(CRL_PIECE.SCOPE.eq(CRL.SCOPE))
                        .and(CRL_PIECE.NUMBER.eq(CRL.NUMBER)));
    }
}
