package org.lineageca.launcher.doctor;

import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lineageca.launcher.health.Reasons;

/** Whether somebody who was recovered comes in by a self-signed certificate, for a few days. */
record RecoveredPeopleCheck() implements Check {

    private static final String PEOPLE = "people";

    @Override
    public List<Finding> examine(Patient patient) {
        if (!patient.installation().pkiCreated() || !patient.runs()) {
            return List.of();
        }
        try {
            return recovered(patient);
        } catch (SQLException | CertificateException e) {
            return List.of(
                    Finding.fail(PEOPLE, "the database does not name them: " + Reasons.of(e), ""));
        }
    }

    private static List<Finding> recovered(Patient patient)
            throws SQLException, CertificateException {
        var findings = new ArrayList<Finding>();
        try (var connection = patient.owner().connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT principal.name, credential.der
                                FROM credential JOIN principal USING (principal_id)
                                WHERE credential.generation_id IS NULL
                                AND credential.removed_at IS NULL AND principal.removed_at IS NULL
                                ORDER BY principal.name
                                """)) {
            while (rows.next()) {
                var end = end(rows.getBinaryStream(2));
                findings.add(finding(rows.getString(1), end, patient.now()));
            }
        }
        return findings;
    }

    static Finding finding(String name, Instant end, Instant now) {
        return now.isAfter(end)
                ? Finding.warn(
                        PEOPLE,
                        "the certificate by which %s was recovered expired on %s"
                                .formatted(name, end),
                        "Remove it under People in the console.")
                : Finding.warn(
                        PEOPLE,
                        "%s was recovered and comes in until %s".formatted(name, end),
                        "Have them certified, and that certificate registered under People in the console, before then.");
    }

    private static Instant end(InputStream der) throws CertificateException {
        return ((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der))
                .getNotAfter()
                .toInstant();
    }
}
