package org.lineageca.launcher.installation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where relying parties ask about the certificates of one generation.
 *
 * @param role of its lineage; "root" for one that is in none
 * @param ocsp nothing where no responder speaks for it
 * @param crl of one scope
 */
public record RelyingPartyUrls(String role, @Nullable String ocsp, String crl) {

    /** Those of every generation that still owes answers, as the certificates name them. */
    public static List<RelyingPartyUrls> of(OwnerAccess owner) throws SQLException {
        var urls = new ArrayList<RelyingPartyUrls>();
        try (var connection = owner.connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT coalesce(role, 'root'), ocsp_uri, distribution_point
                                FROM crl_scope JOIN generation USING (generation_id) LEFT JOIN lineage USING (lineage_id)
                                WHERE state NOT IN ('AwaitingCertificate', 'Retired', 'Destroyed') ORDER BY generation_id, scope
                                """)) {
            while (rows.next()) {
                urls.add(
                        new RelyingPartyUrls(
                                rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return urls;
    }
}
