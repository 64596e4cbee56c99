package org.lineageca.ca.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/**
 * What became of one request of a batch.
 *
 * @param position from 1 on
 * @param subject RFC 4514
 * @param unfinished serial numbers under which something was promised for it whose signature never
 *     came on record; they count as issued
 */
public record BatchResult(
        int position, String subject, Outcome outcome, List<SerialNumber> unfinished) {

    public BatchResult {
        unfinished = List.copyOf(unfinished);
    }

    /** In which of three ways it stands. */
    public sealed interface Outcome {

        /**
         * It has a certificate.
         *
         * @param der null where the records of its generation were dropped since
         */
        record Issued(GenerationId generation, SerialNumber serial, @Nullable Octets der)
                implements Outcome {}

        /**
         * It has none.
         *
         * @param kind as of problems
         */
        record Refused(String kind, String detail) implements Outcome {}

        /** It has not had its turn. */
        record Waiting() implements Outcome {}
    }
}
