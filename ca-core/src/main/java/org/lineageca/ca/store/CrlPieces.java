package org.lineageca.ca.store;

import static org.lineageca.db.Tables.CRL;
import static org.lineageca.db.Tables.CRL_PIECE;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.lineageca.octets.Octets;

/** The DER of CRLs, in pieces: PostgreSQL and we hold one at a time, however large the whole is. */
final class CrlPieces {

    /** The size of a piece: large enough that its row costs nothing beside it. */
    static final int OCTETS = 512 * 1024;

    private CrlPieces() {}

    /** Writes a CRL that is small enough to be held. */
    static void write(
            DSLContext transaction, int generation, String scope, long number, Octets der) {
        for (var from = 0; from < der.length(); from += OCTETS) {
            write(
                    transaction,
                    generation,
                    scope,
                    number,
                    1 + from / OCTETS,
                    der.part(from, Math.min(from + OCTETS, der.length())).toArray());
        }
    }

    static void write(
            DSLContext transaction,
            int generation,
            String scope,
            long number,
            int piece,
            byte[] content) {
        transaction
                .insertInto(CRL_PIECE)
                .set(CRL_PIECE.GENERATION_ID, generation)
                .set(CRL_PIECE.SCOPE, scope)
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
