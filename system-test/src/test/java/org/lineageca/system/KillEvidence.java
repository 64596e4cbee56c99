package org.lineageca.system;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lineageca.system.KilledLoad.Acknowledged;
import org.lineageca.system.KilledLoad.Told;

/**
 * What the database, the token's spy and the audit log say, held against what was acknowledged:
 * each finding is a promise that was broken.
 */
final class KillEvidence {

    private static final HexFormat HEX = HexFormat.of();

    private static final String INTENTS =
            """
            SELECT encode(tbs_sha256, 'hex') FROM certificate UNION ALL
            SELECT encode(tbs_sha256, 'hex') FROM logged_certificate UNION ALL
            SELECT encode(tbs_sha256, 'hex') FROM crl\
            """;

    private static final String RECORDED =
            """
            SELECT encode(tbs_sha256, 'hex'), der, ltrim(encode(serial, 'hex'), '0') FROM certificate
            JOIN signed_certificate USING (generation_id, serial) WHERE recorded_at >= ?\
            """;

    private static final String ACKNOWLEDGED =
            """
            SELECT ltrim(encode(serial, 'hex'), '0'), encode(signed.sha256, 'hex'),
                coalesce(revocation.reason <> 8, false)
            FROM certificate JOIN signed_certificate AS signed USING (generation_id, serial)
            LEFT JOIN revocation USING (generation_id, serial) WHERE intended_at >= ?\
            """;

    /**
     * Rows that must not be, with what is wrong about them. Certificates that a benchmark put on
     * record before have made-up digests.
     */
    private static final Map<String, String> FORBIDDEN =
            Map.of(
                    "a serial number twice under one name",
                    """
                    SELECT encode(serial, 'hex') FROM certificate JOIN generation USING (generation_id)
                    GROUP BY authority_id, serial HAVING count(*) > 1\
                    """,
                    "what was to be signed twice",
                    """
                    SELECT encode(tbs_sha256, 'hex') FROM certificate GROUP BY tbs_sha256
                    HAVING count(*) > 1 AND max(intended_at) >= ?\
                    """,
                    "two certificates for one request",
                    """
                    SELECT encode(request_sha256, 'hex') FROM certificate
                    JOIN signed_certificate USING (generation_id, serial)
                    WHERE request_sha256 IS NOT NULL GROUP BY request_sha256 HAVING count(*) > 1\
                    """,
                    "a batch with two certificates at one position",
                    """
                    SELECT batch_id || ' ' || position FROM issue_batch_intent
                    JOIN signed_certificate USING (generation_id, serial)
                    GROUP BY batch_id, position HAVING count(*) > 1\
                    """,
                    "a CRL number above the last that was taken",
                    """
                    SELECT generation_id || ' ' || number FROM crl JOIN crl_scope AS its USING (generation_id, scope)
                    WHERE number > (SELECT last_number FROM crl_scope AS s
                        WHERE s.generation_id = its.generation_id AND s.scope = coalesce(its.delta_of, its.scope))\
                    """);

    private final Installation lineage;
    private final SpyLog spy;
    private final Timestamp begin;
    private final Map<String, String> unexplained = new HashMap<>();
    private final Set<String> signed = new HashSet<>();

    /** From now on. */
    KillEvidence(Installation lineage) throws IOException {
        this.lineage = lineage;
        this.spy = SpyLog.fromNowOn(lineage.spyLog());
        this.begin = Timestamp.from(Instant.now());
    }

    /** How many signatures the token has made. */
    int signatures() {
        return signed.size();
    }

    /** What is wrong. */
    List<String> findings(List<Acknowledged> acknowledged) throws IOException, SQLException {
        var findings = new ArrayList<String>();
        var told = new HashMap<Acknowledged, Told>();
        acknowledged.forEach(certificate -> told.put(certificate, certificate.told));
        // The spy before the intents: one that is committed later than its signature is missed.
        listen();
        try (var owner = new InstallationDatabase(lineage.data()).owner()) {
            signatures(owner, findings);
            recorded(owner, findings);
            acknowledged(owner, told, findings);
            for (var forbidden : FORBIDDEN.entrySet()) {
                for (var row : column(owner, forbidden.getValue())) {
                    findings.add(forbidden.getKey() + ": " + row);
                }
            }
        }
        return findings;
    }

    private void listen() throws IOException {
        for (var signature : spy.read()) {
            signed.add(signature.digest());
            unexplained.put(signature.digest(), signature.signature());
        }
    }

    /** Every signature by a key that issues has its intent; other keys sign other things. */
    private void signatures(Connection owner, List<String> findings) throws SQLException {
        column(owner, INTENTS).forEach(unexplained::remove);
        var keys = new ArrayList<PublicKey>();
        for (var spki :
                column(
                        owner,
                        "SELECT encode(spki, 'hex') FROM generation WHERE token = 'issuing'")) {
            keys.add(key(HEX.parseHex(spki)));
        }
        unexplained.forEach((digest, signature) -> {
            if (keys.stream().anyMatch(key -> isBy(key, digest, signature))) {
                findings.add("a signature without a committed intent, of the digest " + digest);
            }
        });
        unexplained.clear();
    }

    /** The spy saw every signature on record, and each is of what was promised. */
    private void recorded(Connection owner, List<String> findings)
            throws IOException, SQLException {
        var serials = new HashMap<String, String>();
        try (var query = owner.prepareStatement(RECORDED)) {
            query.setTimestamp(1, begin);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var digest = rows.getString(1);
                    serials.put(digest, rows.getString(3));
                    if (!digest.equals(sha256(toBeSigned(rows.getBytes(2))))) {
                        findings.add(rows.getString(3) + " is another than was promised");
                    }
                }
            }
        }
        // Batches go on while this looks: the spy was there before what is on record.
        listen();
        serials.forEach((digest, serial) -> {
            if (!signed.contains(digest)) {
                findings.add(serial + " was signed past the spy");
            }
        });
    }

    private void acknowledged(Connection owner, Map<Acknowledged, Told> told, List<String> findings)
            throws SQLException {
        var revoked = new HashMap<String, Boolean>();
        var fingerprints = new HashMap<String, String>();
        try (var query = owner.prepareStatement(ACKNOWLEDGED)) {
            query.setTimestamp(1, begin);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    fingerprints.put(rows.getString(1), rows.getString(2));
                    revoked.put(rows.getString(1), rows.getBoolean(3));
                }
            }
        }
        told.forEach((certificate, before) -> {
            var serial = certificate.serial();
            if (!sha256(encoded(certificate.chain.getFirst())).equals(fingerprints.get(serial))) {
                findings.add(serial + " was acknowledged and is not on record");
            }
            // Lists go on while this looks.
            var isSettled = before != Told.EITHER && before == certificate.told;
            if (isSettled && (before == Told.REVOKED) != revoked.getOrDefault(serial, false)) {
                findings.add(
                        "%s was acknowledged as %s, and is on record as %s"
                                .formatted(
                                        serial,
                                        before,
                                        revoked.getOrDefault(serial, false) ? "revoked" : "good"));
            }
        });
    }

    /** Batches that were started and have not come to a certificate for each request. */
    List<String> unfinished(List<Long> batches) throws IOException, SQLException {
        var unfinished = new ArrayList<String>();
        try (var owner = new InstallationDatabase(lineage.data()).owner()) {
            for (var row :
                    column(
                            owner,
                            """
                            SELECT batch_id || ' is ' || state || ', ' || done || ' of ' || requests || ', refused ' || refused
                                || coalesce(', ' || problem, '')
                            FROM issue_batch WHERE (state <> 'Over' OR refused > 0 OR requests <> (SELECT count(DISTINCT position)
                                FROM issue_batch_intent AS i JOIN signed_certificate USING (generation_id, serial)
                                WHERE i.batch_id = issue_batch.batch_id))
                            AND batch_id::text = ANY (string_to_array('%s', ','))\
                            """
                                    .formatted(
                                            String.join(
                                                    ",",
                                                    batches.stream()
                                                            .map(String::valueOf)
                                                            .toList())))) {
                unfinished.add("batch " + row);
            }
        }
        return unfinished;
    }

    /** The first column; each parameter is when this began. */
    private List<String> column(Connection owner, String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = owner.prepareStatement(query)) {
            for (var i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                statement.setTimestamp(i, begin);
            }
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }

    private static boolean isBy(PublicKey key, String digest, String signature) {
        try {
            var verify = Signature.getInstance("NONEwithECDSAinP1363Format");
            verify.initVerify(key);
            verify.update(HEX.parseHex(digest));
            return verify.verify(HEX.parseHex(signature));
        } catch (GeneralSecurityException anotherKindOfKey) {
            return false;
        }
    }

    private static PublicKey key(byte[] spki) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the CAs that issue have EC keys", e);
        }
    }

    private static byte[] toBeSigned(byte[] der) {
        try {
            var certificate =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(der));
            return ((X509Certificate) certificate).getTBSCertificate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] octets) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
