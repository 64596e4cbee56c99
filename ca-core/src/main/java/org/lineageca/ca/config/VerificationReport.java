package org.lineageca.ca.config;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.lineageca.ca.ceremony.PgpWords;
import org.lineageca.ca.ceremony.RecordFile;
import org.lineageca.ca.ceremony.RecordFinding;
import org.lineageca.ca.ceremony.RecordVerification;
import org.lineageca.ca.inspection.Inspection;
import org.lineageca.ca.json.CanonicalJson;
import org.lineageca.ca.json.FieldsWriter;
import org.lineageca.ca.json.Json;

/** What {@link VerifyCeremony} says. */
final class VerificationReport {

    private VerificationReport() {}

    static void text(Inspection inspection, PrintStream out) {
        var isSingle = inspection.parts().size() == 1;
        for (var part : inspection.parts()) {
            if (!isSingle) {
                out.println(visible(part.name()));
            }
            part.findings()
                    .forEach(finding ->
                            out.printf(
                                    "%-5s %-31s %s%n",
                                    finding.verdict().word(),
                                    finding.name(),
                                    visible(finding.text())));
            out.println();
        }
        if (isUnpinned(inspection)) {
            inspection.records().stream()
                    .map(RecordFile::exchangeKey)
                    .filter(java.util.Objects::nonNull)
                    .distinct()
                    .forEach(key ->
                            out.printf(
                                    "No key was expected (--key), so all this is only as good as the key that signed. Ask people of the ceremony to read theirs aloud, and compare:%n  %s%n%n",
                                    PgpWords.text(key.sha256())));
        }
        out.println(sentence(inspection));
    }

    private static boolean isUnpinned(Inspection inspection) {
        return inspection.findings().stream()
                .anyMatch(finding ->
                        finding.name().equals(RecordVerification.FINGERPRINT)
                                && finding.verdict() == RecordFinding.Verdict.NOTE);
    }

    private static String sentence(Inspection inspection) {
        return switch (inspection.outcome()) {
            case IN_ORDER -> "It is in order.";
            case UNVOUCHED ->
                    "Nothing is wrong with it, and nobody vouches for it: it was aborted and is not signed.";
            case NOT_IN_ORDER ->
                    "It is NOT in order: %s of %s checks failed."
                            .formatted(
                                    inspection.findings().stream()
                                            .filter(finding ->
                                                    finding.verdict() == RecordFinding.Verdict.FAIL)
                                            .count(),
                                    inspection.findings().size());
        };
    }

    /** What a stranger's file says is printed without what could steer a terminal. */
    private static String visible(String text) {
        return text.replaceAll("\\p{Cc}|\\p{Cf}", "?");
    }

    static void json(Inspection inspection, PrintStream out) {
        var document =
                new FieldsWriter()
                        .text("outcome", inspection.outcome().name())
                        .items("parts", inspection.parts(), VerificationReport::part)
                        .items("records", inspection.records(), VerificationReport::record)
                        .end();
        out.println(new String(CanonicalJson.write(document).toArray(), StandardCharsets.UTF_8));
    }

    private static Json part(Inspection.Part part) {
        return new FieldsWriter()
                .text("name", part.name())
                .items(
                        "checks",
                        part.findings(),
                        finding ->
                                new FieldsWriter()
                                        .text("check", finding.name())
                                        .text("verdict", finding.verdict().name())
                                        .text("text", finding.text())
                                        .end())
                .end();
    }

    private static Json record(RecordFile record) {
        var key = record.exchangeKey();
        return new FieldsWriter()
                .octets("sha256", record.sha256())
                .octets("exchangeKeySha256", key == null ? null : key.sha256())
                .text("exchangeKeyWords", key == null ? null : PgpWords.text(key.sha256()))
                .end();
    }
}
