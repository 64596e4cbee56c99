package org.lineageca.ca.exchange;

import java.util.List;

/**
 * What one ceremony was and did; all but the first and the approvals name files.
 *
 * @param ceremony names it among all that this sender ever held
 * @param script YAML, as people reviewed it
 * @param record what was on record when it was planned: with the script, all the plan follows from
 * @param plan what it meant, as people approved it
 * @param approvals of exactly that plan
 * @param transcript lines of JSON, each chained to the one before
 * @param signature DER Ecdsa-Sig-Value by the exchange key over the SHA-256 of the last line
 * @param minutes for people, PDF
 * @param results what was made, in order
 */
public record CeremonyRecord(
        String ceremony,
        String script,
        String record,
        String plan,
        List<Consent> approvals,
        String transcript,
        String signature,
        String minutes,
        List<CarriedResult> results) {

    public CeremonyRecord {
        FileName.require(ceremony);
        documents(script, record, plan, transcript, signature, minutes).forEach(FileName::require);
        approvals = List.copyOf(approvals);
        results = List.copyOf(results);
    }

    /** What a run is called in packages of the installation it was held on. */
    public static String nameOfRun(long run) {
        return "run-" + run;
    }

    /** The files, but for those of the results. */
    List<String> documents() {
        return documents(script, record, plan, transcript, signature, minutes);
    }

    private static List<String> documents(String... files) {
        return List.of(files);
    }
}
