package org.lineageca.ca.forecast;

import org.jspecify.annotations.Nullable;

/**
 * How large a CRL of a lineage should become at most before it rolls.
 *
 * @param entries revoked certificates on it; null for no limit
 * @param bytes of its DER; null for no limit
 */
public record CrlBudget(@Nullable Long entries, @Nullable Long bytes) {

    public static final CrlBudget NONE = new CrlBudget(null, null);

    public CrlBudget {
        requirePositive(entries, "entries");
        requirePositive(bytes, "bytes");
    }

    public boolean isSet() {
        return entries != null || bytes != null;
    }

    /** Such as {@code 10000 entries or 400000 bytes}. */
    public String inWords() {
        if (entries == null) {
            return bytes == null ? "no limit" : bytes + " bytes";
        }
        return bytes == null ? entries + " entries" : entries + " entries or " + bytes + " bytes";
    }

    private static void requirePositive(@Nullable Long limit, String unit) {
        if (limit != null && limit <= 0) {
            throw new IllegalArgumentException(
                    "a CRL budget of " + limit + " " + unit + " leaves room for nothing");
        }
    }
}
