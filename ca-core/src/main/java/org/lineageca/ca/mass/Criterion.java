package org.lineageca.ca.mass;

import java.time.Instant;
import org.lineageca.octets.Octets;

/** One thing that holds of every certificate that is selected. */
public sealed interface Criterion {

    /** A generation issued it. */
    record IssuedBy(String label) implements Criterion {}

    /** Some generation of a lineage issued it. */
    record InLineage(String role) implements Criterion {}

    /** It was made by a profile. */
    record UnderProfile(String profile) implements Criterion {}

    /** It is over this key: SHA-256 of the DER SubjectPublicKeyInfo. */
    record WithKey(Octets spkiSha256) implements Criterion {}

    /** It was promised at this time, or later. */
    record IssuedFrom(Instant at) implements Criterion {}

    /** It was promised before this time. */
    record IssuedBefore(Instant at) implements Criterion {}

    /** Its notAfter lies before this time. */
    record ExpiringBefore(Instant at) implements Criterion {}

    /** Its subject or an alternative name contains this, in any case of letters. */
    record Mentioning(String text) implements Criterion {}

    /** It is on another list. */
    record OnList(long batch) implements Criterion {}

    /** It is neither revoked nor on hold. */
    record NotRevoked() implements Criterion {}

    /** Lifts the usual restriction to certificates that have not expired. */
    record ExpiredToo() implements Criterion {}

    /** What it is called in requests, commands and on record. */
    default String field() {
        return switch (this) {
            case IssuedBy _ -> Selection.GENERATION;
            case InLineage _ -> Selection.LINEAGE;
            case UnderProfile _ -> Selection.PROFILE;
            case WithKey _ -> Selection.KEY;
            case IssuedFrom _ -> Selection.ISSUED_FROM;
            case IssuedBefore _ -> Selection.ISSUED_BEFORE;
            case ExpiringBefore _ -> Selection.EXPIRING_BEFORE;
            case Mentioning _ -> Selection.TEXT;
            case OnList _ -> Selection.LIST;
            case NotRevoked _ -> Selection.STATUS;
            case ExpiredToo _ -> Selection.EXPIRED;
        };
    }

    default String value() {
        return switch (this) {
            case IssuedBy(var label) -> label;
            case InLineage(var role) -> role;
            case UnderProfile(var profile) -> profile;
            case WithKey(var spkiSha256) -> spkiSha256.toHex();
            case IssuedFrom(var at) -> at.toString();
            case IssuedBefore(var at) -> at.toString();
            case ExpiringBefore(var at) -> at.toString();
            case Mentioning(var text) -> text;
            case OnList(var batch) -> Long.toString(batch);
            case NotRevoked _ -> Selection.NOT_REVOKED;
            case ExpiredToo _ -> Selection.INCLUDED;
        };
    }
}
