package org.lineageca.ca.path;

import java.util.List;

/** A way up from the target by names and key identifiers; no signature was looked at yet. */
public sealed interface CandidatePath {

    /** Target first. */
    List<PathCertificate> certificates();

    /** Ends in a trust anchor, its last certificate. */
    record ToAnchor(List<PathCertificate> certificates) implements CandidatePath {}

    /** Ends without one; the finding says why. */
    record OpenEnd(List<PathCertificate> certificates, Finding finding) implements CandidatePath {}
}
