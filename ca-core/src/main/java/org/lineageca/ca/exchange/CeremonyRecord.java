package org.lineageca.ca.exchange;

import java.util.List;

/**
 * What one ceremony was and did.
 *
 * @param ceremony names it
 * @param script the file people reviewed
 * @param plan what it meant
 * @param approvals of exactly that plan
 * @param transcript signed; the minutes follow from it
 * @param minutes for people, PDF
 */
public record CeremonyRecord(
        String ceremony,
        String script,
        String plan,
        List<Consent> approvals,
        String transcript,
        String minutes,
        List<CarriedResult> results) {

    public CeremonyRecord {
        FileName.require(ceremony);
        FileName.require(script);
        FileName.require(plan);
        FileName.require(transcript);
        FileName.require(minutes);
        approvals = List.copyOf(approvals);
        results = List.copyOf(results);
    }
}
