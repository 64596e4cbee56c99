package org.lineageca.ca.lifecycle;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineageca.ca.forecast.Obligations;
import org.lineageca.ca.x509.GenerationId;
import org.lineageca.ca.x509.SerialNumber;
import org.lineageca.octets.Octets;

/** What generations issued, were given and went through. Reads only. */
public interface GenerationChronicle {

    /**
     * What a generation issued, OCSP delegates and its own self-signed certificates left out.
     *
     * @param unexpired how many certificates, intents without a signature among them
     * @param lastExpiry the latest notAfter, expired ones included; null if it never issued
     */
    record Issued(long unexpired, @Nullable Instant lastExpiry) {}

    /**
     * A certificate over a generation's key.
     *
     * @param issuer null where a CA that is not ours signed it
     * @param isCross a cross- or link certificate (RFC 4210 4.4)
     */
    record CaCertificateRecord(
            GenerationId generation,
            @Nullable GenerationId issuer,
            SerialNumber serial,
            Octets sha256,
            Instant notBefore,
            Instant notAfter,
            boolean isCross) {}

    /** That a generation entered a state. */
    record Move(GenerationId generation, String state, Instant at) {}

    /**
     * What the audit log tells of a generation's life.
     *
     * @param sequence the number of the event
     * @param actor who did it: a person, or the installation itself
     */
    record Entry(
            GenerationId generation, long sequence, Instant at, String actor, Happening what) {}

    /** What happened to a generation. */
    sealed interface Happening {

        /** Its key was generated. */
        record Created() implements Happening {}

        /** It passed from one state to another. */
        record Moved(String from, String to) implements Happening {}

        /** A certificate over its key was recorded. */
        record Certified(SerialNumber serial) implements Happening {}

        /** Its key is gone. */
        record KeyDestroyed() implements Happening {}
    }

    Issued issued(GenerationId generation, Instant now);

    /** The newest signed CRL of each scope that has one. */
    List<Obligations.NewestCrl> newestCrls(GenerationId generation);

    /** The delegates still valid, the longest first. */
    List<Obligations.OcspSignerExpiry> ocspSigners(GenerationId generation, Instant now);

    /** Of all generations, in the order they became valid. */
    List<CaCertificateRecord> caCertificates();

    /** Of all generations, in the order they happened. */
    List<Move> moves();

    /** Of some generations, the newest first. */
    List<Entry> life(Collection<GenerationId> generations);
}
