package org.lineageca.ca.mass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.lifecycle.Obstacle;

/**
 * What the re-issue of a list would bring about, as things stand.
 *
 * @param shares of the list, together all of it
 */
public record ReissueOutlook(
        int certificates, List<Share> shares, Sample sample, Outlook.Pace pace) {

    /** While nothing was measured: less than half of what one node did on two cores. */
    public static final Outlook.Pace ASSUMED = new Outlook.Pace(500, false);

    /**
     * Certificates that have this in common.
     *
     * @param profile null where the certificate is not on record any more
     * @param obstacle null where they are made anew
     */
    public record Share(@Nullable String profile, @Nullable Obstacle obstacle, long certificates) {

        String inWords() {
            return String.format(
                    Locale.ROOT,
                    "%,d certificates of profile %s: %s",
                    certificates,
                    profile == null ? "unknown" : profile,
                    obstacle == null
                            ? "made anew with the same key and names"
                            : "for their subscribers, because " + obstacle.words());
        }
    }

    /**
     * Some of those that nothing on record stands against, compared with the rules of their
     * profiles and of the CAs above.
     *
     * @param refused how many of them do not keep a rule
     * @param example why the first of these does not; null where there is none
     */
    public record Sample(int looked, int refused, @Nullable String example) {

        String inWords() {
            return String.format(
                            Locale.ROOT,
                            "the names and keys of %,d of these were compared with the rules: %,d would be refused and go to their subscribers",
                            looked,
                            refused)
                    + (example == null ? "" : ", such as: " + example);
        }
    }

    public ReissueOutlook {
        shares =
                shares.stream()
                        .sorted(Comparator.comparingLong(Share::certificates).reversed())
                        .toList();
    }

    /** How many nothing on record stands against. */
    public long toBeReissued() {
        return shares.stream()
                .filter(share -> share.obstacle() == null)
                .mapToLong(Share::certificates)
                .sum();
    }

    /** Lines for the plan that a second person approves. */
    public List<String> inWords() {
        var lines = new ArrayList<String>();
        shares.stream().limit(Outlook.LINES).map(Share::inWords).forEach(lines::add);
        if (shares.size() > Outlook.LINES) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%,d certificates in %d further groups",
                            shares.stream()
                                    .skip(Outlook.LINES)
                                    .mapToLong(Share::certificates)
                                    .sum(),
                            shares.size() - Outlook.LINES));
        }
        lines.add(sample.inWords());
        lines.add(pace.inWords(toBeReissued()));
        return lines;
    }
}
