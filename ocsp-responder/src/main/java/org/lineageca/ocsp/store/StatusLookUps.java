package org.lineageca.ocsp.store;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.inline;
import static org.lineageca.db.Tables.CERTIFICATE;
import static org.lineageca.db.Tables.REVOCATION;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.lineageca.ocsp.protocol.CertificateStatus;
import org.lineageca.ocsp.protocol.RevocationReason;
import org.lineageca.ocsp.status.CertificateKey;
import org.lineageca.octets.Octets;

/**
 * Looks up statuses, many at once.
 *
 * <p>The statement is written and planned once, not for each reading, which would cost several
 * times as much as the look-up. The generation is a constant in it, named in both tables, so that
 * its plan has one partition of each.
 */
final class StatusLookUps {

    private static final CertificateStatus GOOD = new CertificateStatus.Good();
    private static final byte[][] NO_SERIALS = {};

    /** What PostgreSQL takes for the length of an array it does not know. */
    private static final int PLANNED = 10;

    private final DSLContext db;

    /** By generation. */
    private final Map<Integer, String> statements = new ConcurrentHashMap<>();

    StatusLookUps(DSLContext db) {
        this.db = db;
    }

    /** Those of certificates that were issued. */
    Map<CertificateKey, CertificateStatus> statuses(Collection<CertificateKey> certificates) {
        var serials = new HashMap<Integer, List<byte[]>>();
        for (var certificate : certificates) {
            serials.computeIfAbsent(certificate.generation(), _ -> new ArrayList<>())
                    .add(certificate.serial().toArray());
        }
        var statuses = new HashMap<CertificateKey, CertificateStatus>();
        serials.forEach((generation, of) -> read(generation, of.toArray(NO_SERIALS), statuses));
        return statuses;
    }

    private void read(
            int generation, byte[][] serials, Map<CertificateKey, CertificateStatus> statuses) {
        var lookUp = statements.computeIfAbsent(generation, this::statement);
        db.connection(connection -> {
            try (var statement = connection.prepareStatement(lookUp)) {
                statement.setArray(1, connection.createArrayOf("bytea", planned(serials)));
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        statuses.put(
                                new CertificateKey(generation, Octets.of(rows.getBytes(1))),
                                status(rows));
                    }
                }
            }
        });
    }

    private String statement(int generation) {
        var constant = inline(generation);
        return db.render(
                db.select(
                                CERTIFICATE.SERIAL,
                                REVOCATION.REVOKED_AT,
                                REVOCATION.REASON,
                                REVOCATION.NOT_AFTER)
                        .from(CERTIFICATE)
                        .leftJoin(REVOCATION)
                        .on(
                                REVOCATION
                                        .GENERATION_ID
                                        .eq(constant)
                                        .and(REVOCATION.SERIAL.eq(CERTIFICATE.SERIAL))
                                        .and(RevokedRows.inForce()))
                        .where(
                                CERTIFICATE
                                        .GENERATION_ID
                                        .eq(constant)
                                        .and(CERTIFICATE.SERIAL.eq(any(NO_SERIALS)))));
    }

    /**
     * As many as a plan for any serials counts on. The server keeps such a plan only while it seems
     * no dearer than one for the serials at hand, which a shorter list would undercut.
     */
    private static byte[][] planned(byte[][] serials) {
        var enough = Arrays.copyOf(serials, Math.max(serials.length, PLANNED));
        Arrays.fill(enough, serials.length, enough.length, serials[0]);
        return enough;
    }

    private static CertificateStatus status(ResultSet row) throws SQLException {
        var revokedAt = row.getObject(2, OffsetDateTime.class);
        if (revokedAt == null) {
            return GOOD;
        }
        return new CertificateStatus.Revoked(
                revokedAt.toInstant(),
                RevocationReason.ofCode(row.getShort(3)),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }
}
