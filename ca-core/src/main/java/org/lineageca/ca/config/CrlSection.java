package org.lineageca.ca.config;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.crl.CrlPolicy;
import org.lineageca.ca.crl.CrlSchedule;
import org.lineageca.ca.yaml.YamlNode;

/**
 * Reads the section {@code crl} of a CA in {@code pki.yml}.
 *
 * @param firstRun from then on expired entries are kept, where they are
 */
record CrlSection(Instant firstRun) {

    private static final String FOLLOW = "follow-revocations-within";

    /**
     * Reads.
     *
     * @param longest how long a CRL of this CA lasts at most (BR 4.9.7)
     */
    CrlPolicy read(YamlNode node, Duration longest) {
        node.only("period", "lifetime", FOLLOW, "deltas", "shards", "apart-cas", "keep-expired");
        var schedule = schedule(node, longest);
        var deltas =
                node.optional("deltas")
                        .map(section ->
                                schedule(section.only("period", "lifetime", FOLLOW), longest))
                        .orElse(null);
        var shards = node.optional("shards").map(YamlNode::text).orElse("0");
        if (!shards.matches("[0-9]{1,4}")) {
            throw node.child("shards").wrong("'" + shards + "' is not a number of shards");
        }
        try {
            return new CrlPolicy(
                    schedule,
                    deltas,
                    Integer.parseInt(shards),
                    isTrue(node, "apart-cas"),
                    keepsExpiredSince(node));
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Instant keepsExpiredSince(YamlNode node) {
        return isTrue(node, "keep-expired") ? firstRun.truncatedTo(ChronoUnit.SECONDS) : null;
    }

    private static CrlSchedule schedule(YamlNode node, Duration longest) {
        var lifetime = node.child("lifetime").duration();
        if (lifetime.compareTo(longest) > 0) {
            throw node.child("lifetime")
                    .wrong("a CRL lasts at most %dd (BR 4.9.7)".formatted(longest.toDays()));
        }
        var follow = node.optional(FOLLOW).map(YamlNode::duration).orElse(null);
        try {
            return new CrlSchedule(node.child("period").duration(), lifetime, follow);
        } catch (IllegalArgumentException e) {
            throw node.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isTrue(YamlNode node, String key) {
        return node.optional(key)
                .map(option ->
                        switch (option.text()) {
                            case "true" -> true;
                            case "false" -> false;
                            case String other ->
                                    throw option.wrong("'" + other + "' is neither true nor false");
                        })
                .orElse(false);
    }
}
