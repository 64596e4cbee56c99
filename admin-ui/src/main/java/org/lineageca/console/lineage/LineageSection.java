package org.lineageca.console.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.forecast.CrlBudget;
import org.lineageca.ca.forecast.LastSafeIssue;
import org.lineageca.ca.forecast.RollProposal;
import org.lineageca.console.picture.Picture;

/**
 * A lineage as the view shows it.
 *
 * @param sentence who issues for it
 * @param lastSafeIssue the earliest of its profiles; null where nothing issues
 * @param isDue whether the time to act on a proposal has come
 * @param forecast null where nothing issues
 * @param forecastWords rate and crossing in sentences
 */
record LineageSection(
        String role,
        String sentence,
        @Nullable LastSafeIssue lastSafeIssue,
        List<RollProposal> proposals,
        boolean isDue,
        Picture timeline,
        @Nullable Picture forecast,
        List<String> forecastWords,
        CrlBudget budget,
        List<ObligationRow> obligations) {}
