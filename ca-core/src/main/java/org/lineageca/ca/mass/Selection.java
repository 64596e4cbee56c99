package org.lineageca.ca.mass;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineageca.octets.Octets;

/**
 * Which certificates a list is filled with: those of which all this holds. Certificates of CAs and
 * of OCSP responders are never among them, and expired ones only where that is asked for.
 *
 * @param criteria at least one that narrows, each field once
 */
public record Selection(List<Criterion> criteria) {

    static final String GENERATION = "generation";
    static final String LINEAGE = "lineage";
    static final String PROFILE = "profile";
    static final String KEY = "key";
    static final String ISSUED_FROM = "issued-from";
    static final String ISSUED_BEFORE = "issued-before";
    static final String EXPIRING_BEFORE = "expiring-before";
    static final String TEXT = "text";
    static final String LIST = "list";
    static final String STATUS = "status";
    static final String EXPIRED = "expired";
    static final String NOT_REVOKED = "not-revoked";
    static final String INCLUDED = "included";

    /** Every field there is, in the order people think of them. */
    public static final List<String> FIELDS =
            List.of(
                    GENERATION,
                    LINEAGE,
                    PROFILE,
                    KEY,
                    ISSUED_FROM,
                    ISSUED_BEFORE,
                    EXPIRING_BEFORE,
                    TEXT,
                    LIST,
                    STATUS,
                    EXPIRED);

    private static final int LONGEST_TEXT = 300;

    public Selection {
        criteria = List.copyOf(criteria);
        if (criteria.stream().allMatch(Selection::isWide)) {
            throw new IllegalArgumentException(
                    "a selection names at least one of "
                            + FIELDS.stream()
                                    .filter(field ->
                                            !field.equals(STATUS) && !field.equals(EXPIRED))
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static boolean isWide(Criterion criterion) {
        return switch (criterion) {
            case Criterion.NotRevoked _, Criterion.ExpiredToo _ -> true;
            case Criterion.IssuedBy _,
                    Criterion.InLineage _,
                    Criterion.UnderProfile _,
                    Criterion.WithKey _,
                    Criterion.IssuedFrom _,
                    Criterion.IssuedBefore _,
                    Criterion.ExpiringBefore _,
                    Criterion.Mentioning _,
                    Criterion.OnList _ ->
                    false;
        };
    }

    /**
     * Reads fields with their values.
     *
     * @throws IllegalArgumentException saying which is wrong, and what would be right
     */
    public static Selection of(Map<String, String> fields) {
        var criteria = new ArrayList<Criterion>();
        for (var field : FIELDS) {
            var value = fields.get(field);
            if (value != null) {
                criteria.add(criterion(field, value.strip()));
            }
        }
        for (var field : fields.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException(
                        "'%s' is no field; there are %s"
                                .formatted(field, String.join(", ", FIELDS)));
            }
        }
        return new Selection(criteria);
    }

    /** Reads it from where it was kept. */
    public static Selection read(String lines) {
        var fields = new LinkedHashMap<String, String>();
        for (var line : lines.lines().toList()) {
            var parts = line.split("=", 2);
            fields.put(parts[0], parts[1]);
        }
        return of(fields);
    }

    /** Lines of {@code field=value}, as they are kept. */
    public String lines() {
        return criteria.stream()
                .map(criterion -> criterion.field() + "=" + criterion.value() + "\n")
                .collect(Collectors.joining());
    }

    /** In one line, for people. */
    public String inWords() {
        return criteria.stream()
                .map(criterion -> criterion.field() + "=" + criterion.value())
                .collect(Collectors.joining(", "));
    }

    public boolean includesExpired() {
        return criteria.contains(new Criterion.ExpiredToo());
    }

    private static Criterion criterion(String field, String value) {
        return switch (field) {
            case GENERATION -> new Criterion.IssuedBy(label(value));
            case LINEAGE -> new Criterion.InLineage(text(field, value));
            case PROFILE -> new Criterion.UnderProfile(text(field, value));
            case KEY -> new Criterion.WithKey(sha256(value));
            case ISSUED_FROM -> new Criterion.IssuedFrom(instant(field, value));
            case ISSUED_BEFORE -> new Criterion.IssuedBefore(instant(field, value));
            case EXPIRING_BEFORE -> new Criterion.ExpiringBefore(instant(field, value));
            case TEXT -> new Criterion.Mentioning(text(field, value));
            case LIST -> new Criterion.OnList(number(value));
            case STATUS -> {
                only(field, value, NOT_REVOKED);
                yield new Criterion.NotRevoked();
            }
            case EXPIRED -> {
                only(field, value, INCLUDED);
                yield new Criterion.ExpiredToo();
            }
            case String other -> throw new IllegalArgumentException("'" + other + "' is no field");
        };
    }

    private static String label(String value) {
        var label = value.toLowerCase(Locale.ROOT);
        if (!label.matches("[0-9a-f]{16}")) {
            throw wrong(GENERATION, value, "the 16 hexadecimal digits that name a generation");
        }
        return label;
    }

    private static Octets sha256(String value) {
        var digits = value.replace(":", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw wrong(
                    KEY,
                    value,
                    "the 64 hexadecimal digits of the SHA-256 of a SubjectPublicKeyInfo");
        }
        return Octets.ofHex(digits);
    }

    private static String text(String field, String value) {
        if (value.isEmpty()
                || value.length() > LONGEST_TEXT
                || value.codePoints().anyMatch(Character::isISOControl)) {
            throw wrong(field, value, "1 to " + LONGEST_TEXT + " printable characters");
        }
        return value;
    }

    private static long number(String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw wrong(LIST, value, "the number of a list");
        }
        return Long.parseLong(value);
    }

    private static Instant instant(String field, String value) {
        try {
            return value.length() == "2026-11-01".length()
                    ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    wrong(field, value, "2026-11-01 or 2026-11-01T08:30:00Z").getMessage(), e);
        }
    }

    private static void only(String field, String value, String possible) {
        if (!value.equals(possible)) {
            throw wrong(field, value, possible);
        }
    }

    private static IllegalArgumentException wrong(String field, String value, String right) {
        return new IllegalArgumentException(
                "'%s' is no value for %s; write %s".formatted(value, field, right));
    }
}
