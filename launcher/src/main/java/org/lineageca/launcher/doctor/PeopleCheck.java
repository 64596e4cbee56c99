package org.lineageca.launcher.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineageca.launcher.health.Reasons;

/** Who takes part in ceremonies: enough people, and their keys with them, not here. */
record PeopleCheck() implements Check {

    private static final String PEOPLE = "people";
    private static final String CONSOLE = "console-tls";
    private static final int FEWEST_CUSTODIANS = 2;

    @Override
    public List<Finding> examine(Patient patient) {
        if (!patient.installation().vaultCreated()) {
            return List.of(Finding.warn(PEOPLE, "nobody is registered yet", "Run `lineage up`."));
        }
        var findings = new ArrayList<Finding>();
        if (patient.runs()) {
            findings.add(registered(patient));
        }
        findings.add(CredentialCheck.credential(patient, CONSOLE));
        findings.addAll(keys(patient));
        return findings;
    }

    private static Finding registered(Patient patient) {
        try {
            var count = countByRole(patient);
            var administrators = count.getOrDefault("Administrator", 0);
            var witnesses = count.getOrDefault("Auditor", 0);
            var custodians = count.getOrDefault("Officer", 0);
            var text =
                    "administrators: %d, witnesses: %d, custodians: %d"
                            .formatted(administrators, witnesses, custodians);
            return administrators > 0 && witnesses > 0 && custodians >= FEWEST_CUSTODIANS
                    ? Finding.ok(PEOPLE, text)
                    : Finding.fail(
                            PEOPLE,
                            text,
                            "A ceremony takes an administrator, a witness and two custodians at least: `lineage person add`.");
        } catch (SQLException e) {
            return Finding.fail(PEOPLE, "the database does not name them: " + Reasons.of(e), "");
        }
    }

    private static Map<String, Integer> countByRole(Patient patient) throws SQLException {
        var count = new HashMap<String, Integer>();
        try (var connection = patient.owner().connect();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                SELECT role, count(*) FROM principal
                                WHERE removed_at IS NULL GROUP BY role
                                """)) {
            while (rows.next()) {
                count.put(rows.getString(1), rows.getInt(2));
            }
        }
        return count;
    }

    /** Of each credential that lies here, and that it should not. */
    private static List<Finding> keys(Patient patient) {
        var findings = new ArrayList<Finding>();
        var here = new ArrayList<String>();
        try (var folders = Files.newDirectoryStream(patient.installation().credentials())) {
            for (var folder : folders) {
                var name = name(folder);
                if (!name.equals(CONSOLE) && Files.exists(folder.resolve("key.pem"))) {
                    here.add(name);
                }
            }
        } catch (IOException e) {
            return List.of(Finding.fail("keys of people", Reasons.of(e), ""));
        }
        here.sort(null);
        here.forEach(name -> findings.add(CredentialCheck.credential(patient, name)));
        findings.add(
                here.isEmpty()
                        ? Finding.ok("keys of people", "none lies on this machine")
                        : Finding.warn(
                                "keys of people",
                                "those of %s lie in %s"
                                        .formatted(
                                                String.join(", ", here),
                                                patient.installation().credentials()),
                                "Hand each person their folder on a medium of their own, and delete it here: whoever has a key can act as its owner."));
        return findings;
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}
